import { expect, it } from 'vitest';
import type { RealisedView } from '$lib/services/realised-gains';
import { gainSums, gainSumsBy, type TaxGain } from '$lib/quant/tax';
import { day, gainsUnder, ledger, stock, trade, usd, whole } from '../../lib/quant/tax/ledger.fixture';
import { csvName, gainsCsv } from './csv';
import { gainLines, yearText, type GainNames } from './rows';
import { trailOf, trailText } from './trail';
import { gainWords } from './words';

const names: GainNames = { symbol: () => '=ACME', name: () => 'Acme, "Co"', account: () => 'One' };
const { gains, years } = gainsUnder(
  'us-wash-sales',
  ledger([
    trade('buy', day('2020-01-06'), whole(10), whole(100)),
    trade('buy', day('2020-06-15'), whole(5), whole(45)),
    trade('sell', day('2020-06-22'), whole(10), whole(80), { lots: [['e1', 10]] })
  ])
);
const grouped = gainSumsBy(gains, ({ term }: TaxGain) => term ?? 'short');
const sums = gainSums(gains);
const view: RealisedView = {
  ...{ rule: 'us-wash-sales', byTerm: true, taxCurrency: usd, years, gains, sums, owners: [] },
  ...(years[0] ? { year: years[0] } : {}),
  groups: Array.from(grouped, ([group, of]) => ({ group, sums: of })),
  byInstrument: [{ instrument: stock, sums }],
  byAccount: []
};

it('a table for other programs has exact figures, and no cell that a spreadsheet would work out', () => {
  const [heads, row, end] = gainsCsv(view, gainLines(view, names)).split('\r\n');
  expect(heads).toContain('Loss not counted,Gain,Currency');
  expect(row).toBe(
    `2020-06-22,2020-01-06,'=ACME,"Acme, ""Co""",One,,A lot,"Short-term, a year or less",10,80,100,10,-10,USD,,e3`
  );
  expect(end).toBe('');
  expect(csvName(view)).toBe('realised-gains-2020-us-wash-sales-USD.csv');
});

it('a trail adds up as text', () => {
  const [gain] = gains;
  const text = gain ? trailText(trailOf(gain, usd, names)) : '';
  for (const part of ['Proceeds  $80.00', 'Cost  −$100.00', 'does not count now  $10.00', 'Loss  −$10.00'])
    expect(text).toContain(part);
  expect(text).toContain('10, 6 Jan 2020  $100.00');
  expect(text).toContain('Takes the loss of 5, bought 15 Jun 2020  $10.00');
});

const gainAsk: Parameters<typeof gainWords>[2] = (figure) => ({
  figure: { of: 'gains', figure, asked: { rule: 'us-wash-sales', base: usd } }
});

it('a year is named as its country names it, and said in words', () => {
  expect(years.map(yearText)).toEqual(['2020']);
  expect(yearText({ year: 2020, first: day('2020-04-06'), last: day('2021-04-05') })).toBe('2020/21');
  expect(gainWords(view, names, gainAsk, (text) => text)).toMatch(
    /^One closing in 2020 came to a net loss of \$10\.00\. \$10\.00 of losses do not count/
  );
});
