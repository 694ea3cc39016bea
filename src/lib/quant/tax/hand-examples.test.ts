import { describe, expect, it } from 'vitest';
import { plusDays } from '$lib/domain/calendar';
import { currencyCode, decimal, money, ONE, ZERO, type Decimal } from '$lib/domain/money';
import { instrumentId } from '$lib/domain/instruments';
import type { Account, Transaction } from '$lib/domain/ledger';
import type { GainRuleId } from './catalog';
import { deniedLoss, gainSums } from './gain-sums';
import type { TaxGain } from './gain';
import { accounts, child, day, eur, gainsUnder, ledger, one, stock, trade, two, usd, whole } from './ledger.fixture';
import { holdingTerm } from './record/holding-term';
import { taxRates } from './record/tax-rates';
import { APRIL_YEAR, CALENDAR_YEAR, taxYear, taxYearOf } from './record/tax-year';

const pools = ['section-104', 'acb-canada'] as const;
const byLot = ['fifo', 'us-wash-sales'] as const;
const buy = (on: string, units: number, amount: number, where = {}) =>
  trade('buy', day(on), whole(units), whole(amount), where);
const sell = (on: string, units: number, amount: number, where = {}) =>
  trade('sell', day(on), whole(units), whole(amount), where);
const dated = (on: string, account = one) => ({ account, tradeDay: day(on), settlementDay: day(on) });
const gains = (rule: GainRuleId, transactions: readonly Transaction[], options = {}): readonly TaxGain[] =>
  gainsUnder(rule, ledger(transactions), options).gains;
const figures = (all: readonly TaxGain[]): (Decimal | undefined)[] => all.map(({ gain }) => gain);

describe('terms and years', () => {
  // Revenue Ruling 66-7: the count begins the day after; the last day of a month is held to the end of the month.
  it.each([
    ['2021-03-10', '2022-03-10', 'short'],
    ['2021-03-10', '2022-03-11', 'long'],
    ['2023-02-28', '2024-02-29', 'short'],
    ['2023-02-28', '2024-03-01', 'long'],
    ['2024-02-28', '2025-02-28', 'short'],
    ['2024-02-28', '2025-03-01', 'long'],
    ['2024-02-29', '2025-02-28', 'short'],
    ['2024-02-29', '2025-03-01', 'long'],
    ['2023-12-31', '2024-12-31', 'short'],
    ['2023-12-31', '2025-01-01', 'long']
  ] as const)('bought %s and sold %s is %s-term', (opened, closed, term) =>
    expect(holdingTerm(day(opened), day(closed))).toBe(term)
  );

  it('begin a tax year on its day', () => {
    expect([day('2024-04-05'), day('2024-04-06')].map((on) => taxYearOf(on, APRIL_YEAR))).toEqual([2023, 2024]);
    expect(taxYear(2023, APRIL_YEAR)).toEqual({ year: 2023, first: day('2023-04-06'), last: day('2024-04-05') });
    expect(taxYear(2024, CALENDAR_YEAR).last).toBe(day('2024-12-31'));
    expect(taxYear(2023, { month: 2, day: 29 }).first).toBe(day('2023-02-28'));
    expect(() => taxYear(2024, { month: 2, day: 30 })).toThrow(RangeError);
  });
});

describe('rates', () => {
  const gbp = currencyCode('GBP');
  const series = (base: typeof usd, quote: typeof usd, days: string[], values: number[]) => ({
    ...{ base, quote, source: 'test' },
    ...{ days: Int32Array.from(days.map(day)), values: Float64Array.from(values) }
  });
  const rate = taxRates(
    {
      rates: [
        series(eur, usd, ['2020-01-02', '2020-01-03', '2020-03-02'], [1.25, 1.2, 1.1]),
        series(eur, gbp, ['2020-01-02', '2020-01-03'], [0.8, 0.75])
      ],
      prices: [],
      instruments: []
    },
    usd
  );

  it('are the last fixing of the days before, either way round or through one currency', () => {
    expect(rate(eur, day('2020-01-05'))).toEqual({ rate: decimal('1.2'), day: day('2020-01-03') });
    expect(rate(gbp, day('2020-01-02'))).toEqual({ rate: decimal('1.5625'), day: day('2020-01-02') });
  });

  it('are not guessed before the first fixing, in a gap or without a route', () => {
    expect(rate(eur, day('2020-01-01'))).toBeUndefined();
    expect(rate(eur, day('2020-02-01'))).toBeUndefined();
    expect(rate(currencyCode('JPY'), day('2020-01-03'))).toBeUndefined();
  });

  it.each([...byLot, ...pools])('that are missing leave the gain open, and every sum without it: %s', (rule) => {
    const all = gains(
      rule,
      [
        buy('2020-01-06', 10, 100, { currency: eur }),
        sell('2020-06-01', 10, 150),
        buy('2020-07-06', 10, 100),
        sell('2020-12-01', 10, 130)
      ],
      { rate: () => undefined }
    );
    expect(figures(all)).toEqual([undefined, whole(30)]);
    expect(all[0]?.missing).toEqual([{ currency: eur, day: day('2020-01-06') }]);
    expect(gainSums(all)).toMatchObject({ count: 2, unknown: 1, net: whole(30), proceeds: whole(130) });
  });
});

describe('what is not a trade', () => {
  it.each([...byLot, ...pools])('returns of capital lower the cost, and past it are a gain: %s', (rule) => {
    const back = (on: string, amount: number): Transaction => ({
      ...{ verb: 'return-of-capital', ...dated(on), instrument: stock },
      ...{ gross: money(whole(amount), usd), fees: ZERO, taxes: ZERO }
    });
    const all = gains(rule, [buy('2020-01-06', 10, 100), back('2020-03-02', 130), sell('2020-09-01', 10, 50)]);
    expect(all.map(({ matching, gain }) => [matching === 'past-cost', gain])).toEqual([
      [true, whole(30)],
      [false, whole(50)]
    ]);
  });

  it.each([...byLot, ...pools])('a spin-off shares the cost by its weights: %s', (rule) => {
    const spun: Transaction = {
      ...{ verb: 'reorganisation', kind: 'spin-off', ...dated('2020-03-02'), instrument: stock },
      ...{ keeps: true, retained: 3, receives: [{ instrument: child, numerator: 1, denominator: 2, basis: 1 }] }
    };
    const later = [sell('2020-09-01', 10, 90), sell('2020-09-02', 5, 40, { instrument: child })];
    expect(figures(gains(rule, [buy('2020-01-06', 10, 100), spun, ...later]))).toEqual([whole(15), whole(15)]);
  });

  it.each([...byLot, ...pools])('cash in a merger meets its share, cash for a fraction the fraction: %s', (rule) => {
    const merged: Transaction = {
      ...{ verb: 'reorganisation', kind: 'merger', ...dated('2020-03-02'), instrument: stock, keeps: false },
      ...{ retained: 0, boot: { amount: money(whole(30), usd), basis: 1 } },
      receives: [{ instrument: child, numerator: 1, denominator: 4, basis: 3, lieu: money(whole(20), usd) }]
    };
    const all = gains(rule, [buy('2020-01-06', 10, 100), merged, sell('2020-09-01', 2, 80, { instrument: child })]);
    // Cost 100: 25 for the boot, 75 for 2.5 units, 15 of it for the half unit sold at once.
    expect(gainSums(all).net).toBe(whole(30));
    expect(gainSums(all.filter(({ closed }) => closed === day('2020-03-02'))).net).toBe(whole(10));
    expect(all.at(-1)?.cost.amount).toBe(whole(60));
  });

  it.each([...byLot, ...pools])('the premium of an option joins what is traded for it, or ends: %s', (rule) => {
    const option = instrumentId('CALL');
    const strike: Transaction = {
      ...{ verb: 'exercise', ...dated('2020-03-02'), instrument: option, quantity: ONE, underlying: stock },
      ...{ units: whole(10), way: 'receive', gross: money(whole(100), usd), fees: ZERO, taxes: ZERO }
    };
    const ended: Transaction = { verb: 'expiry', ...dated('2020-06-01'), instrument: option, quantity: ONE };
    const all = gains(rule, [
      buy('2020-01-06', 2, 24, { instrument: option }),
      strike,
      ended,
      sell('2020-09-01', 10, 150)
    ]);
    expect(figures(all)).toEqual([whole(-12), whole(38)]);
  });

  it('a delivery out takes its cost along, one to another owner takes it there', () => {
    const away: Transaction = { verb: 'delivery-out', ...dated('2020-02-03'), instrument: stock, quantity: whole(5) };
    const given: Transaction = {
      ...{ verb: 'transfer-securities', ...dated('2020-03-02'), to: two },
      ...{ instrument: stock, quantity: whole(5) }
    };
    const owned: Account[] = accounts.map((each) => ({ ...each, owner: each.id === one ? 'Ann' : 'Ben' }));
    for (const rule of [...byLot, ...pools]) {
      const all = gains(rule, [buy('2020-01-06', 20, 200), away, given, sell('2020-09-01', 5, 60, { account: two })], {
        owned
      });
      expect(all.map(({ gain, owner }) => [gain, owner])).toEqual([[whole(10), 'Ben']]);
    }
  });

  it.each([...pools, ...byLot])('a short sale gains when it is covered: %s', (rule) => {
    const short: Transaction = { ...sell('2020-12-21', 10, 120), verb: 'sell-short' } as Transaction;
    const [gain] = gains(rule, [short, buy('2021-03-01', 10, 100)]);
    expect(gain).toMatchObject({ matching: 'short', gain: whole(20), quantity: whole(-10) });
    // The sale is the disposal in the United Kingdom, the cover elsewhere.
    expect(gain?.closed).toBe(rule === 'section-104' ? day('2020-12-21') : day('2021-03-01'));
  });
});

describe('wash sales', () => {
  it('hand on the holding period', () => {
    const all = gains('us-wash-sales', [
      buy('2020-01-06', 10, 100),
      sell('2020-12-07', 10, 80),
      buy('2020-12-14', 10, 85),
      sell('2021-02-01', 10, 120)
    ]);
    const [first, last] = all;
    expect([first?.gain, first && deniedLoss(first), last?.gain]).toEqual([ZERO, whole(20), whole(15)]);
    expect(last?.opened).toBe(day('2020-12-14'));
    expect(last?.heldSince).toBe(plusDays(day('2020-12-14'), -(day('2020-12-07') - day('2020-01-06'))));
    expect(last?.term).toBe('long');
    expect(last?.adjustments).toMatchObject([{ kind: 'carried-loss', amount: whole(20), day: day('2020-12-07') }]);
    expect(last?.acquisitions[0]).toMatchObject({ event: 'e3', units: whole(10) });
  });

  it('do not move a lot before one that was bought earlier', () => {
    const all = gains('us-wash-sales', [
      buy('2019-01-07', 10, 100),
      buy('2020-05-20', 10, 70),
      sell('2020-06-01', 10, 80, { lots: [['e1', 10]] }),
      buy('2020-06-15', 10, 85),
      sell('2021-01-04', 10, 90)
    ]);
    // The purchase of May takes the loss over and still goes first.
    expect(all[1]?.acquisitions[0]?.event).toBe('e2');
    expect([all[1]?.gain, all[1]?.opened, all[1]?.term]).toEqual([ZERO, day('2020-05-20'), 'long']);
  });

  it('reach over the accounts of an owner, not over those of another', () => {
    const trades = [
      buy('2020-01-06', 10, 100),
      sell('2020-06-01', 10, 80),
      buy('2020-06-15', 10, 85, { account: two })
    ];
    expect(figures(gains('us-wash-sales', trades))).toEqual([ZERO]);
    const owned = accounts.map((each) => ({ ...each, owner: each.id }));
    expect(figures(gains('us-wash-sales', trades, { owned }))).toEqual([whole(-20)]);
  });

  it('count a purchase once, and 30 days on either side', () => {
    const all = gains('us-wash-sales', [
      buy('2020-01-06', 20, 200),
      sell('2020-06-01', 10, 80),
      sell('2020-06-02', 10, 80),
      buy('2020-07-01', 10, 85)
    ]);
    expect(all.map(deniedLoss)).toEqual([whole(20), ZERO]);
    const late = [buy('2020-01-06', 10, 100), sell('2020-06-01', 10, 80), buy('2020-07-02', 10, 85)];
    expect(figures(gains('us-wash-sales', late))).toEqual([whole(-20)]);
  });

  it('follow units through a split, and picks into lots that took a loss over', () => {
    const split: Transaction = {
      verb: 'split',
      ...dated('2020-06-10'),
      instrument: stock,
      numerator: 2,
      denominator: 1
    };
    const all = gains('us-wash-sales', [
      buy('2020-01-06', 10, 100),
      sell('2020-06-01', 10, 80),
      split,
      buy('2020-06-15', 10, 45),
      sell('2020-12-01', 10, 50, { lots: [['e4', 10]] })
    ]);
    // Ten new units are five old ones: half of the loss is denied.
    expect(figures(all)).toEqual([whole(-10), whole(-5)]);
  });

  it('may still change while the days after the sale are not known', () => {
    const trades = [buy('2020-01-06', 10, 100), sell('2020-06-01', 10, 80)];
    for (const rule of ['us-wash-sales', 'acb-canada', 'section-104'] as const) {
      expect(gains(rule, trades, { asOf: day('2020-06-30') })[0]?.provisional).toBe(true);
      expect(gains(rule, trades, { asOf: day('2020-07-01') })[0]?.provisional).toBe(false);
    }
  });
});

describe('superficial losses', () => {
  it('need units at the end of the period', () => {
    const trades = [buy('2020-01-06', 10, 100), sell('2020-06-01', 10, 80), buy('2020-06-15', 10, 85)];
    expect(figures(gains('acb-canada', trades))).toEqual([ZERO]);
    expect(figures(gains('acb-canada', [...trades, sell('2020-06-20', 10, 90)]))).toEqual([whole(-20), whole(5)]);
  });

  it('do not depend on the number of fills', () => {
    const around = [buy('2020-01-06', 20, 200), buy('2020-06-15', 5, 40)];
    const whole20 = gains('acb-canada', [...around, sell('2020-06-01', 20, 160)]);
    const fills = gains('acb-canada', [...around, sell('2020-06-01', 8, 64), sell('2020-06-01', 12, 96)]);
    expect(gainSums(fills)).toMatchObject({ net: gainSums(whole20).net, denied: whole(10) });
  });
});
