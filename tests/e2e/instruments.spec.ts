import { startLoopback } from '../loopback/server.mjs';
import { openScreen } from './app';
import { expect, test } from './fixtures';

const DAY = 86_400;

test('the list is filtered, a record is opened, changed and put back', async ({ page }) => {
  await openScreen(page, '/instruments');
  const table = page.getByRole('grid', { name: 'Instruments' });
  const rows = table.getByRole('row');
  const all = await rows.count();
  expect(all).toBeGreaterThan(10);

  await page.getByRole('searchbox', { name: 'Name, symbol or ISIN' }).fill('aapl');
  await expect(rows).toHaveCount(2);
  await expect(page.getByText('No source that can be searched is on.')).toBeVisible();
  await rows.last().getByText('AAPL', { exact: true }).click();
  const record = page.getByRole('complementary', { name: 'AAPL' });
  await expect(record.getByText('Transactions name it, so it stays on the list.')).toBeVisible();

  await record.getByRole('button', { name: 'Exchange' }).click();
  await page.getByRole('menuitemradio', { name: 'NASDAQ XNAS' }).click();
  await record.getByRole('button', { name: 'Add an identifier' }).click();
  await record.getByRole('button', { name: 'Scheme' }).click();
  await page.getByRole('menuitemradio', { name: 'ISIN' }).click();
  await record.getByRole('textbox', { name: 'Identifier' }).fill('US0378331006');
  await record.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(record.getByText('Twelve letters and digits whose check digit fits, or nothing.')).toBeVisible();
  await record.getByRole('textbox', { name: 'Identifier' }).fill('us0378331005');
  await record.getByRole('button', { name: 'Add', exact: true }).click();
  await record.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(rows.last()).toContainText('XNAS NASDAQ');
  await expect(record.getByText('Trades on the days of NASDAQ').first()).toBeVisible();
  await expect(record.getByText('ISIN US0378331005')).toBeVisible();

  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(rows.last()).not.toContainText('XNAS');
  await expect(record.getByText('ISIN US0378331005')).toHaveCount(0);
});

test('an instrument is added by hand, followed no longer, and followed again', async ({ page }) => {
  await openScreen(page, '/instruments');
  const table = page.getByRole('grid', { name: 'Instruments' });
  await page.getByRole('searchbox', { name: 'Name, symbol or ISIN' }).fill('NOVO');
  await expect(table.getByText('Nothing in this portfolio is called that.')).toBeVisible();

  await page.getByRole('button', { name: 'Add by hand' }).click();
  const form = page.getByRole('complementary', { name: 'A new instrument' });
  await expect(form.getByRole('textbox', { name: 'Symbol' })).toHaveValue('NOVO');
  await form.getByRole('textbox', { name: 'Name' }).fill('Novo Test');
  await form.getByRole('textbox', { name: 'Currency' }).fill('crowns');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(form.getByText('Type a code such as USD or EUR.')).toBeVisible();
  await form.getByRole('textbox', { name: 'Currency' }).fill('dkk');
  await form.getByRole('button', { name: 'Add', exact: true }).click();

  const record = page.getByRole('complementary', { name: 'NOVO' });
  await expect(table.getByText('Novo Test')).toBeVisible();
  await record.getByRole('button', { name: 'Stop following' }).click();
  await expect(table.getByText('Novo Test')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(table.getByText('Novo Test')).toBeVisible();
});

test.describe('with a source on', () => {
  test.use({ serviceWorkers: 'allow' });

  test('a listing is found by way of a proxy, followed, and its history fetched', async ({ page, ownServer }) => {
    test.setTimeout(180_000);
    const source = await startLoopback({ answer: yahooAnswers });
    try {
      await openScreen(page, `${ownServer.url}/data`);
      await page.evaluate(async () => {
        await navigator.serviceWorker.register('/service-worker.js');
        await navigator.serviceWorker.ready;
      });
      await page.getByRole('region', { name: 'What is missing' }).getByRole('button', { name: 'Use my data' }).click();
      await page.getByRole('textbox', { name: /^Address, with/ }).fill(`${source.url}/ok/?url={url}`);
      await page.getByRole('button', { name: 'Keep', exact: true }).click();
      await page.getByRole('grid', { name: 'Sources of market data' }).getByText('Yahoo Finance').click();
      await page.getByRole('checkbox', { name: 'Use this source' }).check();
      await expect(page.getByText('Yahoo Finance is on')).toBeVisible();

      await openScreen(page, `${ownServer.url}/instruments`);
      await page.getByRole('searchbox', { name: 'Name, symbol or ISIN' }).fill('sap');
      await page.getByRole('button', { name: 'Ask 1 source' }).click();
      const found = page.getByRole('grid', { name: 'Found at Yahoo Finance' });
      await expect(found.getByText('SAP.DE')).toBeVisible();
      await found.getByRole('button', { name: 'Follow SAP.DE, SAP SE' }).click();

      // The source does not say in what it is quoted.
      const form = page.getByRole('complementary', { name: 'A new instrument' });
      await expect(form.getByText('Yahoo Finance does not say its currency.')).toBeVisible();
      await form.getByRole('textbox', { name: 'Currency' }).fill('EUR');
      await form.getByRole('button', { name: 'Add', exact: true }).click();

      const record = page.getByRole('complementary', { name: /^SAP/i });
      await expect(record.getByText('Trades on the days of Xetra').first()).toBeVisible();
      await expect(found.getByRole('button', { name: 'known: SAP SE' })).toBeVisible();
      await record.getByRole('button', { name: 'Fetch its history' }).click();
      const row = page.getByRole('grid', { name: 'Instruments' }).getByRole('row').last();
      await expect(row).toContainText('110.00', { timeout: 30_000 });
      await expect(row).toContainText('up to date');
      await expect(record.getByText('110.00 EUR')).toBeVisible();
      await expect(record.getByText('3 for 1')).toBeVisible();

      await record.getByRole('button', { name: 'Compare sources' }).click();
      const compared = record.getByRole('table', { name: 'Sources compared' });
      await expect(compared.getByRole('row').last()).toContainText('Yahoo Finance');

      // One that was typed without an exchange is identified by what the source knows.
      await page.getByRole('button', { name: 'Add by hand' }).click();
      await form.getByRole('textbox', { name: 'Name' }).fill('Walldorf');
      await form.getByRole('textbox', { name: 'Currency' }).fill('EUR');
      await form.getByRole('button', { name: 'Add', exact: true }).click();
      await expect(record.getByText('No exchange is set; taken to trade Monday to Friday').first()).toBeVisible();
      await record.getByRole('button', { name: 'Find', exact: true }).click();
      await record.getByRole('button', { name: 'Use SAP SE, SAP.DE, XETR' }).click();
      await expect(record.getByText('Trades on the days of Xetra').first()).toBeVisible();
      await expect(record.getByRole('textbox', { name: 'Yahoo Finance' })).toHaveValue('SAP.DE');
    } finally {
      await source.stop();
    }
  });
});

/** What Yahoo's addresses answer: a search, and a chart whose last close is 110. */
function yahooAnswers(target: string): { body: string } | undefined {
  const { pathname, searchParams } = new URL(target);
  if (pathname === '/v1/finance/search') {
    const listing = { shortname: 'SAP SE', longname: 'SAP SE', quoteType: 'EQUITY', isYahooFinance: true };
    const quotes = [
      { ...listing, exchange: 'NYQ', symbol: 'SAP' },
      { ...listing, exchange: 'GER', symbol: 'SAP.DE' }
    ];
    return { body: JSON.stringify({ explains: [], count: 2, quotes, news: [] }) };
  }
  if (!pathname.endsWith('/chart/SAP.DE')) return undefined;
  const today = Math.floor(Date.now() / 1000 / DAY) * DAY;
  const from = Math.max(Number(searchParams.get('period1')), today - 60 * DAY);
  const until = Math.min(Number(searchParams.get('period2')), today);
  const days: number[] = [];
  for (let at = Math.ceil(from / DAY) * DAY; at < until; at += DAY)
    if (![0, 6].includes(new Date(at * 1000).getUTCDay())) days.push(at + 8 * 3600);
  const close = days.map((_, at) => 110 - (days.length - 1 - at) * 0.5);
  const meta = {
    ...{ currency: 'EUR', symbol: 'SAP.DE', exchangeName: 'GER', instrumentType: 'EQUITY', regularMarketTime: today },
    ...{ gmtoffset: 3600, timezone: 'CET', exchangeTimezoneName: 'Europe/Berlin', dataGranularity: '1d', range: '' },
    currentTradingPeriod: { regular: { timezone: 'CET', start: 0, end: 0, gmtoffset: 3600 } }
  };
  const split = days[10] ?? today;
  const result = {
    ...{ meta, timestamp: days },
    events: { splits: { [split]: { date: split, numerator: 3, denominator: 1, splitRatio: '3:1' } } },
    indicators: {
      quote: [{ open: close, high: close, low: close, close, volume: close.map(() => 1000) }],
      adjclose: [{ adjclose: close }]
    }
  };
  return { body: JSON.stringify({ chart: { result: [result], error: null } }) };
}
