import { workbook } from '../../src/lib/data/importers/source/workbook.fixture';
import { expect, test } from './fixtures';
import { acceptAll, csv, give, importButton, importWhole, ledgerCount, openImport, type GivenFile } from './importing';

const text = (name: string, content: string): GivenFile => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content)
});

const bank = text(
  'giro.ofx',
  `OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252

<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20240201<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>EUR
<BANKACCTFROM><BANKID>12345<ACCTID>998877<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20240101<DTEND>20240131
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20240103<TRNAMT>2500.00<FITID>A1<NAME>Salary Example</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20240109<TRNAMT>-120.50<FITID>A2<NAME>Market</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>2379.50<DTASOF>20240131</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
`
);

const tracker = text(
  'activities.json',
  JSON.stringify(
    {
      meta: { date: '2024-03-01T00:00:00.000Z', version: '2.0.0' },
      activities: [
        {
          accountId: null,
          comment: null,
          fee: 1,
          quantity: 3,
          type: 'BUY',
          unitPrice: 50,
          currency: 'USD',
          dataSource: 'YAHOO',
          date: '2024-02-01T00:00:00.000Z',
          symbol: 'ACME'
        }
      ]
    },
    undefined,
    2
  )
);

const flex = text(
  'flex.xml',
  `<FlexQueryResponse queryName="All" type="AF"><FlexStatements count="1">
<FlexStatement accountId="U7654321" fromDate="20240101" toDate="20240331" period="" whenGenerated="20240401;120000">
<AccountInformation accountId="U7654321" currency="USD" name="Ada Example" />
<Trades>
<Trade accountId="U7654321" currency="USD" assetCategory="STK" symbol="ACME" description="ACME CORP" conid="111" isin="US0000000001" cusip="000000001" multiplier="1" tradeID="9001" tradeDate="20240212" dateTime="20240212;101500" settleDateTarget="20240214" transactionType="ExchTrade" exchange="NYSE" quantity="10" tradePrice="51.25" tradeMoney="512.5" proceeds="-512.5" taxes="0" ibCommission="-1" ibCommissionCurrency="USD" netCash="-513.5" buySell="BUY" openCloseIndicator="O" levelOfDetail="EXECUTION" transactionID="7001" ibExecID="x.1" />
</Trades>
<CashTransactions>
<CashTransaction accountId="U7654321" currency="USD" assetCategory="" symbol="" description="CASH RECEIPTS" conid="" isin="" dateTime="20240202" settleDate="20240202" amount="1000" type="Deposits/Withdrawals" transactionID="7002" levelOfDetail="DETAIL" reportDate="20240202" />
</CashTransactions>
</FlexStatement></FlexStatements></FlexQueryResponse>
`
);

const book: GivenFile = {
  name: 'book.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: Buffer.from(
    workbook({
      Cover: [['Statement of Ada Example']],
      Trades: [
        ['Date', 'Action', 'Symbol', 'Quantity', 'Price', 'Amount', 'Currency'],
        [45293, 'Deposit', '', '', '', 1000, 'CHF'],
        [45294, 'Buy', 'NOVA', 10, 12.5, '', 'CHF']
      ]
    })
  )
};

test('files of four formats are dropped together; those that need no answer are imported at once, the others one by one', async ({
  page
}) => {
  await openImport(page);
  await expect(page.getByRole('region', { name: 'Recognised by what is in the file' })).toContainText(
    'Open Financial Exchange'
  );
  await give(page, [bank, tracker, flex, { ...flex, name: 'flex again.xml' }, book]);
  const inbox = page.getByRole('region', { name: 'Inbox' });
  await expect(inbox.getByRole('listitem')).toHaveCount(5);
  await expect(inbox).toContainText('Ghostfolio (JSON), 1 row');
  await expect(inbox).toContainText('Interactive Brokers Flex (XML)');
  await expect(page.getByRole('heading', { name: /Open Financial Exchange.*rows · 1 account/ })).toBeVisible();
  await page.getByRole('button', { name: 'Import all 4 that need no answer' }).click({ timeout: 30_000 });
  // The workbook does not say its account: beside those of the others that is a question now.
  await expect(
    page.getByText(/rows of 2 files imported\. 1 file with nothing new\. 2 files wait for you\./)
  ).toBeVisible();
  const file = (name: string) => inbox.getByRole('listitem').filter({ hasText: name });
  await expect(file('giro.ofx')).toContainText('imported, 3');
  await expect(file('flex.xml')).toContainText('imported, 2');
  await expect(file('flex again.xml')).toContainText('nothing new');
  await expect(file('book.xlsx')).toContainText('needs you');
  for (const left of [1, 0]) {
    await importButton(page).waitFor({ timeout: 30_000 });
    await acceptAll(page);
    await expect(importButton(page)).toHaveText(/^\s*Import [\d,]+ /, { timeout: 20_000 });
    await importButton(page).click();
    if (left > 0) await expect(inbox.getByText(/^imported, /)).toHaveCount(3, { timeout: 30_000 });
  }
  await expect(page).toHaveURL(/\/ledger/, { timeout: 30_000 });
  const count = await ledgerCount(page);
  expect(count).toBeGreaterThanOrEqual(7);

  await openImport(page);
  await give(page, bank);
  await expect(importButton(page)).toHaveText('Nothing new to import');
  expect(await ledgerCount(page)).toBe(count);

  // Each of the files is a step of its own to undo.
  await openImport(page);
  await page.getByRole('button', { name: 'Undo flex.xml' }).click();
  await expect(page.getByText('flex.xml is undone')).toBeVisible();
  expect(await ledgerCount(page)).toBe(count - 2);
});

test('an import is undone and redone', async ({ page }) => {
  await openImport(page);
  await importWhole(page, bank);
  const count = await ledgerCount(page);
  await openImport(page);
  await page.getByRole('button', { name: 'Undo giro.ofx' }).click();
  await expect(page.getByText('giro.ofx is undone')).toBeVisible();
  expect(await ledgerCount(page)).toBe(0);
  await openImport(page);
  await page.getByRole('button', { name: 'Redo giro.ofx' }).click();
  await expect(page.getByText('giro.ofx is back in the ledger')).toBeVisible();
  expect(await ledgerCount(page)).toBe(count);
});

test('a broken file names its line, and one without a reader says what to do; nothing is written', async ({ page }) => {
  await openImport(page);
  await importWhole(page, bank);
  const count = await ledgerCount(page);
  await openImport(page);
  await give(page, text('cut.ofx', (bank.buffer as Buffer).toString().split('</BANKTRANLIST>')[0] ?? ''));
  await expect(page.getByRole('alert')).toContainText(/damaged or cut off/);
  await expect(page.getByRole('alert')).toContainText(/Line \d+/);
  await page.getByRole('button', { name: 'Another file' }).first().click();
  await give(page, text('other.xml', '<?xml version="1.0"?>\n<library><book/></library>\n'));
  await expect(page.getByRole('alert')).toContainText(/This is an XML file/);
  expect(await ledgerCount(page)).toBe(count);
});

test('columns are named, shared as a file, forgotten and loaded again', async ({ page }) => {
  await openImport(page);
  await give(page, csv('odd.csv', ['Datum,Symbol,Menge,Kurs', '2024-01-02,ACME,3,10', '2024-01-03,ACME,-1,12']));
  await page.getByRole('button', { name: 'Save mapping only' }).click();
  await page.getByRole('textbox', { name: 'Name of the columns' }).fill('My odd bank');
  await page.getByRole('button', { name: 'Keep them' }).click();
  await expect(page.getByText('The columns are kept for files like this')).toBeVisible();
  await page.getByRole('button', { name: 'Another file' }).first().click();
  const kept = page.getByRole('region', { name: 'Kept columns' });
  await expect(kept).toContainText('My odd bank');
  const download = page.waitForEvent('download');
  await kept.getByRole('button', { name: 'Share My odd bank' }).click();
  const shared = await (await download).path();
  expect((await download).suggestedFilename()).toBe('My-odd-bank.columns.json');
  await kept.getByRole('button', { name: 'Forget My odd bank' }).click();
  await expect(kept).not.toContainText('My odd bank');
  await kept.locator('input[type=file]').setInputFiles({
    name: 'x.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"format":"sextant-columns","name":"x","mapping":{}}')
  });
  await expect(kept.getByRole('alert')).toContainText(/at “mapping\./);
  await kept.locator('input[type=file]').setInputFiles(shared);
  await expect(kept).toContainText('My odd bank');
});
