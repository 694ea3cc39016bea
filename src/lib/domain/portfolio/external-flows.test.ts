import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFromNumber, dayText } from '../calendar';
import { bookAsOf, type LiveTransaction, type Transaction } from '../ledger';
import {
  accounts,
  arbitraryLedger,
  currencies,
  instruments,
  ledgerOf
} from '../ledger/testing/arbitrary-ledger.fixture';
import { bank, broker, cash, on, trade, xyz } from '../ledger/testing/statement.fixture';
import { instrumentId } from '../instruments';
import { decimal, decimalText } from '../money';
import { externalFlows, includesAccount, includesInstrument, type ExternalFlow, type PortfolioFilter } from '.';

const costs = { fees: decimal('2'), taxes: decimal('1') };
const statement: Transaction[] = [
  { verb: 'opening-cash', ...on('2024-01-01'), cash: cash('500') },
  { verb: 'opening-position', ...on('2024-01-01'), instrument: xyz, quantity: decimal('10'), cost: cash('90') },
  { verb: 'deposit', ...on('2024-01-02'), cash: cash('1000') },
  trade('buy', '2024-01-03', '5', '50', costs),
  {
    verb: 'dividend',
    ...on('2024-01-04'),
    instrument: xyz,
    gross: cash('20'),
    fees: decimal('0'),
    taxes: decimal('3')
  },
  { verb: 'transfer-cash', ...on('2024-01-05'), to: bank, cash: cash('100') },
  { verb: 'transfer-securities', ...on('2024-01-08'), to: bank, instrument: xyz, quantity: decimal('4') },
  trade('sell', '2024-01-09', '6', '80', costs),
  { verb: 'split', ...on('2024-01-10'), instrument: xyz, numerator: 2, denominator: 1 },
  { verb: 'fee', ...on('2024-01-11'), cash: cash('7') },
  { verb: 'tax', ...on('2024-01-11'), cash: cash('2'), instrument: xyz },
  { verb: 'interest', ...on('2024-01-12'), gross: cash('4'), fees: decimal('0'), taxes: decimal('1') },
  { verb: 'withdrawal', ...on('2024-01-15'), cash: cash('30') }
];

function shown(flow: ExternalFlow): string {
  const what =
    flow.kind === 'cash' ? [decimalText(flow.amount), flow.currency] : [decimalText(flow.quantity), flow.instrument];
  return [dayText(flow.day).slice(8), flow.account, ...what].join(' ');
}

const flows = (filter: PortfolioFilter) => externalFlows(ledgerOf(statement), filter).map(shown);

describe('external flows', () => {
  it('of all accounts are what comes from and goes to outside', () => {
    expect(flows({})).toEqual(['01 broker 500 USD', '01 broker 10 XYZ', '02 broker 1000 USD', '15 broker -30 USD']);
    expect(flows({ accounts: [broker, bank] })).toEqual(flows({}));
  });

  it('of one account include its half of the transfers', () => {
    expect(flows({ accounts: [broker] })).toEqual([
      '01 broker 500 USD',
      '01 broker 10 XYZ',
      '02 broker 1000 USD',
      '05 broker -100 USD',
      '08 broker -4 XYZ',
      '15 broker -30 USD'
    ]);
    expect(flows({ accounts: [bank] })).toEqual(['05 bank 100 USD', '08 bank 4 XYZ']);
    expect(flows({ accounts: [] })).toEqual([]);
  });

  it('of instruments are trades with their costs, net dividends and what is paid about them', () => {
    expect(flows({ instruments: [xyz] })).toEqual([
      '01 broker 10 XYZ',
      '03 broker 53 USD',
      '04 broker -17 USD',
      '09 broker -77 USD',
      '11 broker 2 USD'
    ]);
    expect(flows({ instruments: [xyz], accounts: [bank] })).toEqual(['08 bank 4 XYZ']);
    expect(flows({ instruments: [] })).toEqual([]);
  });

  it('with income and costs explain every change of cash, and with trades every change of units', () => {
    fc.assert(
      fc.property(arbitraryLedger(40), fc.subarray(accounts), (ledger, inside) => {
        const live = ledger.filter(({ transaction }) => transaction.verb !== 'split');
        const found = externalFlows(live, { accounts: inside });
        for (const currency of currencies) {
          let flowed = 0n;
          for (const flow of found) if (flow.kind === 'cash' && flow.currency === currency) flowed += flow.amount;
          expect(flowed).toBe(change(live, inside, ['cash'], currency) - earned(live, inside, currency));
        }
        for (const instrument of instruments) {
          let flowed = 0n;
          for (const flow of found)
            if (flow.kind === 'securities' && flow.instrument === instrument) flowed += flow.quantity;
          expect(flowed).toBe(change(live, inside, ['position', 'conversion'], instrument));
        }
      })
    );
  });
});

describe('what an instrument hands to another', () => {
  const child = instrumentId('CHILD');
  const held: Transaction = {
    verb: 'opening-position',
    ...on('2024-01-01'),
    instrument: xyz,
    quantity: decimal('10'),
    cost: cash('90')
  };
  const flowsOf = (what: Transaction, ...ids: (typeof xyz)[]) =>
    externalFlows(ledgerOf([held, what]), { instruments: ids })
      .slice(ids.includes(xyz) ? 1 : 0)
      .map(shown);

  it('in a spin-off goes from the parent to the child, and cash for a fraction comes from the parent', () => {
    const spinOff: Transaction = {
      ...{ verb: 'reorganisation', ...on('2024-02-01'), kind: 'spin-off', instrument: xyz, keeps: true, retained: 9 },
      receives: [{ instrument: child, numerator: 1, denominator: 4, basis: 1, lieu: cash('7') }]
    };
    expect(flowsOf(spinOff, xyz)).toEqual(['01 broker -7 USD', '01 broker -2 CHILD']);
    expect(flowsOf(spinOff, child)).toEqual(['01 broker 2 CHILD']);
    expect(flowsOf(spinOff, xyz, child)).toEqual(['01 broker -7 USD']);
  });

  it('in an exercise is what it is worth past the strike', () => {
    const exercise: Transaction = {
      ...{ verb: 'exercise', ...on('2024-02-01'), instrument: xyz, quantity: decimal('1'), underlying: child },
      ...{ units: decimal('100'), way: 'receive', gross: cash('500'), ...costs }
    };
    expect(flowsOf(exercise, xyz)).toEqual(['01 broker -100 CHILD', '01 broker 500 USD']);
    expect(flowsOf(exercise, child)).toEqual(['01 broker 503 USD', '01 broker 100 CHILD', '01 broker -500 USD']);
    expect(flowsOf(exercise, xyz, child)).toEqual(['01 broker 503 USD']);
  });

  it('in income in units comes from the payer', () => {
    const income: Transaction = {
      ...{ verb: 'income-in-kind', ...on('2024-02-01'), source: 'dividend', instrument: child, payer: xyz },
      ...{ quantity: decimal('2'), value: cash('30'), ...costs }
    };
    expect(flowsOf(income, xyz)).toEqual(['01 broker -30 USD']);
    expect(flowsOf(income, child)).toEqual(['01 broker 33 USD']);
    expect(flowsOf(income, xyz, child)).toEqual(['01 broker 3 USD']);
  });

  it('leaves the whole as the sum of its parts', () => {
    const sums = (live: readonly LiveTransaction[], ids: readonly (typeof xyz)[]) => {
      const found = new Map<string, bigint>();
      for (const flow of externalFlows(live, { instruments: ids })) {
        const [name, amount] = flow.kind === 'cash' ? [flow.currency, flow.amount] : [flow.instrument, flow.quantity];
        found.set(`${flow.account} ${name}`, (found.get(`${flow.account} ${name}`) ?? 0n) + amount);
      }
      return found;
    };
    fc.assert(
      fc.property(arbitraryLedger(40), (live) => {
        const whole = sums(live, instruments);
        const parts = instruments.map((id) => sums(live, [id]));
        for (const key of new Set([whole, ...parts].flatMap((one) => [...one.keys()])))
          expect(parts.reduce((sum, part) => sum + (part.get(key) ?? 0n), 0n)).toBe(whole.get(key) ?? 0n);
      })
    );
  });
});

const end = dayFromNumber(20_000);

function change(
  live: readonly LiveTransaction[],
  inside: readonly string[],
  sides: readonly string[],
  name: string
): bigint {
  return bookAsOf(live, end)
    .postings.filter((leg) => inside.includes(leg.account) && sides.includes(leg.side))
    .filter(({ commodity }) => (commodity.kind === 'currency' ? commodity.code : commodity.id) === name)
    .reduce<bigint>((sum, leg) => sum + leg.quantity, 0n);
}

/** Cash that trades, income and charges brought to the accounts inside. */
function earned(live: readonly LiveTransaction[], inside: readonly string[], currency: string): bigint {
  return -change(live, inside, ['conversion', 'dividend', 'interest', 'fee', 'tax'], currency);
}

describe('a filter', () => {
  it('takes in all where it names none', () => {
    expect([includesAccount({}, bank), includesAccount({ accounts: [broker] }, bank)]).toEqual([true, false]);
    expect([includesInstrument({}, xyz), includesInstrument({ instruments: [] }, xyz)]).toEqual([true, false]);
  });
});
