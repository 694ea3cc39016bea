import { describe, expect, it } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { accountId, inLedgerOrder, type Transaction } from '$lib/domain/ledger';
import type { MarketEvents } from '$lib/domain/market';
import { decimal, money, ZERO } from '$lib/domain/money';
import { healthChecks, healthReport, mendedInput, type HealthInput } from '.';
import { acme, cash, eur, healthy, on, second, series, share, today, trade, usd, workdays } from './health.fixture';

type CheckId = (typeof healthChecks)[number]['id'];

const fromFile = (transaction: Transaction, file: string): Transaction => ({
  ...transaction,
  origin: { file, line: 2 }
});
const buy = trade('buy', '2024-03-04', '10', '50');
const split = (day: string): Transaction => ({
  verb: 'split',
  ...on(day),
  instrument: acme,
  numerator: 2,
  denominator: 1
});
const option = {
  id: instrumentId('call'),
  kind: 'option',
  name: 'ACME call',
  currency: usd,
  identifiers: [{ scheme: 'symbol', value: 'ACME240119C00050000' }],
  multiplier: '100',
  option: { right: 'call', strike: '50', expiry: dayFromText('2024-01-19') }
} as const;
const bond = {
  id: instrumentId('bond'),
  kind: 'bond',
  name: 'Acme 4 % 2024',
  currency: usd,
  identifiers: [{ scheme: 'symbol', value: 'ACME 4 24' }],
  multiplier: '0.01',
  bond: { coupon: '0.04', maturity: dayFromText('2024-05-15') }
} as const;
const ofOption = trade('buy', '2023-12-04', '1', '3', { instrument: option.id, gross: cash('300') });
const ofBond = trade('buy', '2023-12-04', '1000', '99', { instrument: bond.id, gross: cash('990') });
const flat = series(() => 50);
const none = { prices: [] } as const;
const after = (day: string) => workdays.findIndex((one) => one >= dayFromText(day));

const announced = (over: Partial<MarketEvents>): MarketEvents => ({
  ...{ instrument: acme, source: 'test', splits: [], dividends: [] },
  ...over
});
const two = (day: string) => ({ day: dayFromText(day), numerator: 2, denominator: 1 });
const paid = (day: string, amount: number) => ({ day: dayFromText(day), amount, currency: usd });

/** A fault for each check, planted in a sound ledger. */
const faults: { readonly [K in CheckId]: HealthInput } = {
  oversold: healthy([trade('sell', '2024-04-02', '100', '50')]),
  overtransferred: healthy([
    { verb: 'transfer-securities', ...on('2024-04-02'), to: second, instrument: acme, quantity: decimal('90') }
  ]),
  overcovered: healthy([trade('buy-to-cover', '2024-04-02', '10', '50')]),
  'cash-drifts': healthy([{ verb: 'assert-cash', ...on('2024-05-31', second), cash: cash('512.34') }]),
  'position-drifts': healthy([
    { verb: 'assert-position', ...on('2024-05-31'), instrument: acme, quantity: decimal('71.5') }
  ]),
  'cash-below-zero': healthy([{ verb: 'withdrawal', ...on('2024-04-02', second), cash: cash('700') }]),
  'unknown-instrument': healthy([trade('buy', '2024-04-02', '1', '9', { instrument: instrumentId('ghost') })], {
    prices: [flat, { ...flat, instrument: instrumentId('ghost') }].map((one, at) =>
      at === 0 ? one : { ...one, values: one.values.map(() => 9) }
    )
  }),
  'unknown-account': healthy([{ verb: 'deposit', ...on('2024-04-02', accountId('nowhere')), cash: cash('9') }]),
  'same-isin': healthy([trade('buy', '2024-04-02', '1', '50', { instrument: instrumentId('acme-2') })], {
    instruments: [share, { ...share, id: instrumentId('acme-2') }],
    prices: [flat, { ...flat, instrument: instrumentId('acme-2') }]
  }),
  double: healthy([fromFile(buy, 'a.csv'), fromFile(buy, 'b.csv')]),
  'split-twice': healthy([trade('sell', '2024-03-04', '70', '50'), split('2024-05-06'), split('2024-05-07')]),
  'transfer-in-two': healthy([
    { verb: 'withdrawal', ...on('2024-04-02'), cash: cash('321.09') },
    { verb: 'deposit', ...on('2024-04-04', second), cash: cash('321.09') }
  ]),
  'delivery-in-two': healthy([
    { verb: 'delivery-out', ...on('2024-04-02'), instrument: acme, quantity: decimal('7') },
    { verb: 'delivery-in', ...on('2024-04-03', second), instrument: acme, quantity: decimal('7'), cost: cash('1') }
  ]),
  'delivery-without-cost': healthy([
    { verb: 'delivery-in', ...on('2024-04-03'), instrument: acme, quantity: decimal('7'), cost: cash('0') }
  ]),
  'dividend-before-ownership': healthy([
    { verb: 'dividend', ...on('2023-08-01', second), instrument: acme, gross: cash('3'), fees: ZERO, taxes: ZERO }
  ]),
  'dividend-too-large': healthy([
    { verb: 'dividend', ...on('2024-05-15'), instrument: acme, gross: cash('2500'), fees: ZERO, taxes: ZERO }
  ]),
  'amount-differs': healthy([trade('buy', '2024-04-02', '10', '50', { gross: cash('550') })]),
  'costs-too-large': healthy([trade('buy', '2024-04-02', '10', '50', { fees: decimal('300') })]),
  'exchange-turned-round': healthy([
    { verb: 'exchange', ...on('2024-04-02'), sold: cash('100', eur), bought: cash('80'), fees: ZERO, taxes: ZERO }
  ]),
  'settled-before-trade': healthy([{ ...buy, settlementDay: dayFromText('2024-03-01') }]),
  'in-the-future': healthy([{ verb: 'deposit', ...on('2025-01-02'), cash: cash('9') }]),
  'long-ago': healthy([{ verb: 'deposit', ...on('1960-01-04'), cash: cash('9') }]),
  'weekend-trade': healthy([trade('buy', '2024-03-03', '10', '50')]),
  'option-past-expiry': healthy([ofOption], {
    instruments: [share, option],
    prices: [flat, { ...flat, instrument: option.id }]
  }),
  'bond-past-maturity': healthy([ofBond], {
    instruments: [share, bond],
    prices: [flat, { ...flat, instrument: bond.id, values: flat.values.map(() => 99) }]
  }),
  'multiplier-missing': healthy(
    [ofOption, trade('sell', '2023-12-20', '1', '4', { instrument: option.id, gross: cash('400') })],
    {
      instruments: [share, { ...option, multiplier: undefined }].map(({ ...one }) => {
        if (one.multiplier === undefined) delete one.multiplier;
        return one;
      }) as HealthInput['instruments']
    }
  ),
  'missing-prices': healthy([], none),
  'stale-prices': healthy([], {
    prices: [{ ...flat, days: flat.days.slice(0, 200), values: flat.values.slice(0, 200) }]
  }),
  'price-off-by-100': healthy([trade('buy', '2024-03-04', '10', '5000')]),
  'series-in-hundredths': healthy([], { prices: [series(() => 5000)] }),
  'price-leap': healthy([], { prices: [series((at) => (at === 150 ? 500 : 50))] }),
  'split-missing': healthy([], { prices: [series((at) => (at < after('2024-05-02') ? 50 : 25))] }),
  'split-announced': healthy([], { events: [announced({ splits: [two('2024-05-02')] })] }),
  'dividend-announced': healthy([], { events: [announced({ dividends: [paid('2024-03-14', 0.335)] })] })
};

const firing = (input: HealthInput) =>
  new Map(
    healthReport(input).flatMap(({ check, findings }) => (findings.length > 0 ? [[check, findings] as const] : []))
  );

describe('health', () => {
  it('has at least twenty checks, each with a fault of its own', () => {
    expect(healthChecks.length).toBeGreaterThanOrEqual(20);
    expect(Object.keys(faults).sort()).toEqual(healthChecks.map(({ id }) => id).sort());
  });

  it('is silent on a sound ledger', () => {
    expect([...firing(healthy()).keys()]).toEqual([]);
  });

  it.each(Object.entries(faults))('%s fires on its fault and is cleared by its mend', (check, input) => {
    const findings = firing(input).get(check);
    expect(findings?.length).toBe(1);
    const mend = findings?.[0]?.mend;
    expect(mend && (mend.acts ?? mend.accounts ?? mend.instruments ?? mend.series)?.length).toBeGreaterThan(0);
    const mended = mend ? mendedInput(input, mend, inLedgerOrder) : input;
    expect(firing(mended).get(check)).toBeUndefined();
  });

  it('sets aside what a person keeps', () => {
    const input = faults['price-leap'];
    const key = firing(input).get('price-leap')?.[0]?.key ?? '';
    expect(healthReport(input, new Set([key])).every(({ findings }) => findings.length === 0)).toBe(true);
  });

  it('says how far off it is', () => {
    const [drift] = firing(faults['cash-drifts']).get('cash-drifts') ?? [];
    expect([drift?.facts.money, drift?.facts.other]).toEqual([cash('512.34'), cash('500')]);
    const [hole] = firing(faults['cash-below-zero']).get('cash-below-zero') ?? [];
    expect([hole?.day, hole?.facts.money]).toEqual([dayFromText('2024-04-02'), money(decimal('-200'), usd)]);
    expect(today).toBeGreaterThan(hole?.day ?? Infinity);
  });
});

describe('announced events', () => {
  const findings = (id: CheckId, input: HealthInput) => firing(input).get(id) ?? [];
  const adjusted = { prices: [series(() => 50, { adjustment: 'splits' })] } as const;

  it('an amount for each unit that was held when the ex-day began, and nothing once it is recorded', () => {
    const events = [announced({ dividends: [paid('2023-11-15', 0.4), paid('2024-02-01', 0.335)] })];
    // 100 were bought, 30 sold on the second ex-day itself; the first was paid that day.
    const [found, ...others] = findings('dividend-announced', healthy([], { events }));
    expect(others).toEqual([]);
    expect(found?.facts).toMatchObject({ quantity: decimal('100'), money: cash('33.5'), price: 0.335 });
    expect(found?.day).toBe(dayFromText('2024-02-01'));
  });

  it('each dividend of the ledger answers one announcement; a recent one may still come', () => {
    const monthly = ['2023-09-14', '2023-10-16', '2023-11-14', '2024-06-20'].map((day) => paid(day, 0.1));
    const days = findings('dividend-announced', healthy([], { events: [announced({ dividends: monthly })] }));
    expect(days.map(({ day }) => day)).toEqual([dayFromText('2023-10-16'), dayFromText('2023-11-14')]);
  });

  it('units of today get the amount of today: a later split that the closes contain divides it', () => {
    const events = [announced({ dividends: [paid('2024-03-14', 0.5)], splits: [two('2024-05-02')] })];
    const [found] = findings('dividend-announced', healthy([], { events, ...adjusted }));
    expect(found?.facts).toMatchObject({ quantity: decimal('70'), money: cash('17.5') });
    expect(findings('split-announced', healthy([], { events, ...adjusted }))).toEqual([]);
  });

  it('a split is said once, by the announcement, and not where the ledger has it', () => {
    const prices = [series((at) => (at < after('2024-05-02') ? 50 : 25))];
    const events = [announced({ splits: [two('2024-05-02'), two('2023-01-02')] })];
    const input = healthy([], { prices, events });
    expect(findings('split-missing', input)).toEqual([]);
    expect(findings('split-announced', input)).toMatchObject([{ facts: { ratio: [2, 1], quantity: decimal('70') } }]);
    expect(findings('split-announced', healthy([split('2024-05-03')], { prices, events }))).toEqual([]);
  });
});
