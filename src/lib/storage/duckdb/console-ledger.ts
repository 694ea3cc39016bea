import { dayFromNumber } from '$lib/domain/calendar';
import { bookAsOf, liveTransactions, lotMethodsOf, type Book, type LiveTransaction } from '$lib/domain/ledger';
import { decimalText, type Decimal, type Money } from '$lib/domain/money';
import { loadLedger, type Vault } from '$lib/storage/dexie';
import { integers, texts } from './console-fill';
import type { CopySource } from './console-tables';

const FAR = dayFromNumber(2 ** 31 - 1);

interface ReadLedger {
  readonly live: readonly LiveTransaction[];
  readonly book: Book;
}

let kept: { readonly head: string; readonly vault: Vault; readonly ledger: ReadLedger } | undefined;

/** Transactions and the books of the last day, read once for all copies that follow from them. */
async function readLedger(vault: Vault): Promise<ReadLedger> {
  const { entries, accounts, head } = await loadLedger(vault);
  const state = JSON.stringify([head, accounts.map(({ id, lotMethod }) => [id, lotMethod])]);
  if (kept?.head === state && kept.vault === vault) return kept.ledger;
  const live = liveTransactions(entries);
  const ledger = { live, book: bookAsOf(live, FAR, { lotMethod: lotMethodsOf(accounts) }) };
  kept = { head: state, vault, ledger };
  return ledger;
}

const exact = (value: unknown): string | undefined =>
  typeof value === 'bigint' ? decimalText(value as Decimal) : undefined;
const field = (row: object, name: string): unknown => Reflect.get(row, name);
const textField = (row: object, name: string): string | undefined => {
  const value = field(row, name);
  return typeof value === 'string' ? value : undefined;
};

/** The money of a transaction as its source states it: what was traded, paid in or received, before costs. */
function moneyOf(transaction: object): Partial<Money> {
  for (const name of ['gross', 'cash', 'cost', 'value', 'sold']) {
    const found = field(transaction, name);
    if (typeof found === 'object' && found !== null && 'amount' in found) return found as Partial<Money>;
  }
  return {};
}

const transactions: CopySource = {
  name: 'transactions',
  parts: ['journal'],
  columns: {
    ...{ position: 'integer', day: 'day', settled: 'day', verb: 'text', account: 'text', destination: 'text' },
    ...{ instrument: 'text', quantity: 'exact', price: 'exact', amount: 'exact', currency: 'text', fees: 'exact' },
    ...{ taxes: 'exact', note: 'text', event: 'text', sequence: 'integer' }
  },
  async values(vault) {
    const { live } = await readLedger(vault);
    const rows = live.map(({ transaction }) => transaction);
    const decimals = (name: string) => texts(rows, (row) => exact(field(row, name)));
    return {
      position: Int32Array.from(rows, (_, at) => at),
      day: integers(rows, ({ tradeDay }) => tradeDay),
      settled: integers(rows, ({ settlementDay }) => settlementDay),
      verb: texts(rows, ({ verb }) => verb),
      account: texts(rows, ({ account }) => account),
      destination: texts(rows, (row) => textField(row, 'to')),
      instrument: texts(rows, (row) => textField(row, 'instrument')),
      quantity: decimals('quantity'),
      price: decimals('price'),
      amount: texts(rows, (row) => exact(moneyOf(row).amount)),
      currency: texts(rows, (row) => moneyOf(row).currency),
      fees: decimals('fees'),
      taxes: decimals('taxes'),
      note: texts(rows, ({ note }) => note),
      event: texts(live, ({ event }) => event),
      sequence: integers(live, ({ sequence }) => sequence)
    };
  }
};

const postings: CopySource = {
  name: 'postings',
  parts: ['journal'],
  columns: {
    ...{ position: 'integer', day: 'day', settled: 'day', account: 'text', side: 'text', currency: 'text' },
    ...{ instrument: 'text', quantity: 'exact', about: 'text' }
  },
  async values(vault) {
    const { live, book } = await readLedger(vault);
    const places = new Map(live.map(({ event }, at) => [event, at]));
    const rows = book.postings;
    return {
      position: integers(rows, ({ event }) => places.get(event) ?? -1),
      day: integers(rows, ({ tradeDay }) => tradeDay),
      settled: integers(rows, ({ settlementDay }) => settlementDay),
      account: texts(rows, ({ account }) => account),
      side: texts(rows, ({ side }) => side),
      currency: texts(rows, ({ commodity }) => (commodity.kind === 'currency' ? commodity.code : undefined)),
      instrument: texts(rows, ({ commodity }) => (commodity.kind === 'instrument' ? commodity.id : undefined)),
      quantity: texts(rows, ({ quantity }) => decimalText(quantity)),
      about: texts(rows, ({ about }) => about)
    };
  }
};

const movements: CopySource = {
  name: 'movements',
  parts: ['journal'],
  columns: { position: 'integer', day: 'day', account: 'text', currency: 'text', amount: 'exact' },
  async values(vault) {
    const { live, book } = await readLedger(vault);
    const places = new Map(live.map(({ event }, at) => [event, at]));
    const rows = book.postings.filter(({ side, commodity }) => side === 'cash' && commodity.kind === 'currency');
    return {
      position: integers(rows, ({ event }) => places.get(event) ?? -1),
      day: integers(rows, ({ tradeDay }) => tradeDay),
      account: texts(rows, ({ account }) => account),
      currency: texts(rows, ({ commodity }) => (commodity.kind === 'currency' ? commodity.code : undefined)),
      amount: texts(rows, ({ quantity }) => decimalText(quantity))
    };
  }
};

const positions: CopySource = {
  name: 'positions',
  parts: ['journal', 'accounts'],
  columns: { account: 'text', instrument: 'text', quantity: 'exact', cost: 'exact', currency: 'text', lots: 'integer' },
  async values(vault) {
    const rows = (await readLedger(vault)).book.positions;
    return {
      account: texts(rows, ({ account }) => account),
      instrument: texts(rows, ({ instrument }) => instrument),
      quantity: texts(rows, ({ quantity }) => decimalText(quantity)),
      cost: texts(rows, ({ cost }) => decimalText(cost)),
      currency: texts(rows, ({ currency }) => currency),
      lots: integers(rows, ({ lots }) => lots.length)
    };
  }
};

const lots: CopySource = {
  name: 'lots',
  parts: ['journal', 'accounts'],
  columns: {
    ...{ lot: 'text', account: 'text', instrument: 'text', opened: 'day' },
    ...{ quantity: 'exact', cost: 'exact', currency: 'text' }
  },
  async values(vault) {
    const rows = (await readLedger(vault)).book.positions.flatMap((position) => position.lots);
    return {
      lot: texts(rows, ({ id }) => id),
      account: texts(rows, ({ account }) => account),
      instrument: texts(rows, ({ instrument }) => instrument),
      opened: integers(rows, ({ opened }) => opened),
      quantity: texts(rows, ({ quantity }) => decimalText(quantity)),
      cost: texts(rows, ({ cost }) => decimalText(cost)),
      currency: texts(rows, ({ currency }) => currency)
    };
  }
};

const gains: CopySource = {
  name: 'realised_gains',
  parts: ['journal', 'accounts'],
  columns: {
    ...{ kind: 'text', account: 'text', instrument: 'text', opened: 'day', closed: 'day', quantity: 'exact' },
    ...{ cost: 'exact', cost_currency: 'text', proceeds: 'exact', currency: 'text', gain: 'exact' }
  },
  async values(vault) {
    const rows = (await readLedger(vault)).book.realised;
    return {
      kind: texts(rows, ({ kind }) => kind),
      account: texts(rows, ({ account }) => account),
      instrument: texts(rows, ({ instrument }) => instrument),
      opened: integers(rows, ({ opened }) => opened),
      closed: integers(rows, ({ closed }) => closed),
      quantity: texts(rows, ({ quantity }) => decimalText(quantity)),
      cost: texts(rows, ({ cost }) => decimalText(cost)),
      cost_currency: texts(rows, ({ costCurrency }) => costCurrency),
      proceeds: texts(rows, ({ proceeds }) => decimalText(proceeds)),
      currency: texts(rows, ({ currency }) => currency),
      gain: texts(rows, ({ gain }) => exact(gain))
    };
  }
};

/** Copies that follow from the ledger alone; quantities and money are exact. */
export const ledgerSources: readonly CopySource[] = [transactions, postings, movements, positions, lots, gains];
