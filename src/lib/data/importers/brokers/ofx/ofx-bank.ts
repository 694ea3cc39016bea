import type { AccountId, AccountKind } from '$lib/domain/ledger';
import { absolute, money, negate, ZERO, type CurrencyCode } from '$lib/domain/money';
import type { Sheet } from '../../sheet/reader';
import type { XmlElement } from '../../source/element';
import { writtenCurrency } from '../../values/currencies';
import { amountAt, currencyOf, ofxDay, ofxSeconds } from './ofx-values';

/** Account of a statement with the currency of its amounts. */
export interface OfxAccount {
  readonly id: AccountId;
  readonly currency: CurrencyCode;
}

const accountTypes: Readonly<Record<string, string>> = {
  CHECKING: 'Checking',
  SAVINGS: 'Savings',
  MONEYMRKT: 'Money market',
  CREDITLINE: 'Credit line',
  CD: 'Certificate of deposit'
};

/** Currency of a statement. */
export function statementCurrency(statement: XmlElement, sheet: Sheet): CurrencyCode {
  return writtenCurrency(statement.textAt('CURDEF'))?.code ?? sheet.baseCurrency;
}

/** The account that a statement of a bank or a card is about. */
export function bankAccount(statement: XmlElement, institution: string, sheet: Sheet): OfxAccount {
  const currency = statementCurrency(statement, sheet);
  const isCard = statement.name === 'CCSTMTRS';
  const from = statement.child(isCard ? 'CCACCTFROM' : 'BANKACCTFROM');
  const number = from?.textAt('ACCTID') ?? '';
  const type = isCard ? 'Credit card' : (accountTypes[from?.textAt('ACCTTYPE').toUpperCase() ?? ''] ?? 'Account');
  const kind: AccountKind = isCard || type === 'Credit line' ? 'loan' : 'bank';
  const about = { currency, kind, ...(institution === '' ? {} : { institution }) };
  if (number === '') return { id: sheet.account({ currency }), currency };
  return {
    id: sheet.account({ name: [institution, type, `…${number.slice(-4)}`].join(' ').trim(), number, ...about }),
    currency
  };
}

/** Books the transactions and the balance of a bank or card statement. */
export function bookBankStatement(statement: XmlElement, account: OfxAccount, sheet: Sheet): void {
  const list = statement.child('BANKTRANLIST');
  const rows = list?.all('STMTTRN') ?? [];
  const gone = correctedIds(rows);
  for (const row of rows) bookCash(row, account, sheet, gone);
  for (const pending of statement.within('STMTTRNP'))
    sheet.refuse(
      pending.line,
      { code: 'not-booked', text: pending.textAt('NAME') || pending.textAt('TRNTYPE') },
      'STMTTRNP'
    );
  const balance = statement.child('LEDGERBAL');
  const amount = balance && amountAt(balance, 'BALAMT');
  const day = balance && ofxDay(balance.textAt('DTASOF'));
  if (!balance || amount === undefined || day === undefined) return;
  const dated = { account: account.id, tradeDay: day, settlementDay: day } as const;
  sheet.post(balance.line, { ...dated, verb: 'assert-cash', cash: money(amount, account.currency) });
}

/** Ids of transactions that a later one of the file replaces or deletes. */
function correctedIds(rows: readonly XmlElement[]): ReadonlySet<string> {
  return new Set(rows.map((row) => row.textAt('CORRECTFITID')).filter((id) => id !== ''));
}

/** Books a transaction of cash by its type and sign. */
export function bookCash(
  row: XmlElement,
  account: OfxAccount,
  sheet: Sheet,
  gone: ReadonlySet<string> = new Set()
): void {
  const id = row.textAt('FITID');
  if (gone.has(id) || row.textAt('CORRECTACTION').toUpperCase() === 'DELETE') return sheet.passOver(row.line);
  const posted = row.textAt('DTPOSTED');
  const day = ofxDay(posted);
  if (day === undefined)
    return sheet.refuse(
      row.line,
      posted === '' ? { code: 'date-missing' } : { code: 'date-unreadable', text: posted },
      'DTPOSTED'
    );
  const written = row.textAt('TRNAMT');
  const amount = amountAt(row, 'TRNAMT');
  if (amount === undefined) {
    const field = 'amount';
    const subject =
      written === ''
        ? ({ code: 'value-missing', field } as const)
        : ({ code: 'number-unreadable', text: written, field } as const);
    return sheet.refuse(row.line, subject, 'TRNAMT');
  }
  const type = row.textAt('TRNTYPE').toUpperCase();
  const note = [row.textAt('NAME') || row.textAt('PAYEE/NAME'), row.textAt('MEMO')]
    .filter((one) => one !== '')
    .join(' · ');
  if (type === 'HOLD') return sheet.refuse(row.line, { code: 'not-booked', text: note || type }, 'TRNTYPE');
  if (amount === 0n) return sheet.passOver(row.line);
  const currency = currencyOf(row, account.currency);
  const dated = { account: account.id, tradeDay: day, settlementDay: day, ...(note === '' ? {} : { note }) } as const;
  const seconds = ofxSeconds(posted);
  const about = { ...(id === '' ? {} : { id }), ...(seconds === undefined ? {} : { seconds }) };
  if (type === 'INT' || type === 'DIV')
    return sheet.post(
      row.line,
      { ...dated, verb: 'interest', gross: money(amount, currency), fees: ZERO, taxes: ZERO },
      about
    );
  if (type === 'FEE' || type === 'SRVCHG')
    return sheet.post(row.line, { ...dated, verb: 'fee', cash: money(negate(amount), currency) }, about);
  const verb = amount > 0n ? 'deposit' : 'withdrawal';
  sheet.post(row.line, { ...dated, verb, cash: money(absolute(amount), currency) }, about);
}
