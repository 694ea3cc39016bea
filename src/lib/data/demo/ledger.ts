import { dayFromText, type Day } from '$lib/domain/calendar';
import { instrumentId, type Instrument, type InstrumentId, type InstrumentKind } from '$lib/domain/instruments';
import { accountId, transactionFromRaw, type Account, type Transaction } from '$lib/domain/ledger';
import { currencyCode } from '$lib/domain/money';

interface RawAccount {
  id: string;
  name: string;
  currency: string;
  institution: string;
}

interface RawInstrument {
  symbol: string;
  name: string;
  sector: string;
  kind: InstrumentKind;
}

interface RawLedger {
  asOf: string;
  benchmark: string;
  accounts: RawAccount[];
  instruments: RawInstrument[];
  transactions: unknown[];
}

/** The demo's invented accounts and transactions over real prices. */
export interface DemoLedger {
  readonly asOf: Day;
  readonly benchmark: InstrumentId;
  readonly accounts: Account[];
  readonly instruments: Instrument[];
  readonly transactions: Transaction[];
}

/** The demo ledger from its JSON text. */
export function demoLedgerFromText(text: string): DemoLedger {
  const raw = JSON.parse(text) as RawLedger;
  return {
    asOf: dayFromText(raw.asOf),
    benchmark: instrumentId(raw.benchmark),
    accounts: raw.accounts.map((one) => ({ ...one, id: accountId(one.id), currency: currencyCode(one.currency) })),
    instruments: raw.instruments.map(({ symbol, ...one }) => ({
      ...one,
      id: instrumentId(symbol),
      currency: currencyCode('USD'),
      identifiers: [{ scheme: 'symbol', value: symbol }]
    })),
    transactions: raw.transactions.map((one) => transactionFromRaw(one))
  };
}
