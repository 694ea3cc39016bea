import { expect, test } from 'vitest';
import { currencyCode, decimal, decimalText } from '$lib/domain/money';
import { tradeAmount, type TradeFigures } from './trade-amounts';

type Figures = Partial<Record<'price' | 'amount' | 'net' | 'costs' | 'rate' | 'multiplier', string>>;

const found = (quantity: string, given: Figures, about: Partial<TradeFigures> = {}): string => {
  const { costs = '0', multiplier = '1', ...others } = given;
  const figures = Object.fromEntries(Object.entries(others).map(([name, value]) => [name, decimal(value)]));
  const result = tradeAmount({
    buys: true,
    currency: currencyCode('EUR'),
    contract: false,
    quantity: decimal(quantity),
    costs: decimal(costs),
    multiplier: decimal(multiplier),
    ...figures,
    ...about
  });
  if (result.status === 'incomplete') return 'incomplete';
  const figure = result.status === 'agrees' ? result.gross : result.computed;
  const extra = result.extra === undefined ? '' : `, costs ${decimalText(result.extra)}`;
  return `${result.status} ${decimalText(figure)} at ${decimalText(result.price)}${extra}`;
};

test('the booked amount past quantity by price is a cost, when no column names costs', () => {
  expect(found('3', { price: '140.5', net: '425.50' })).toBe('agrees 421.5 at 140.5, costs 4');
  expect(found('3', { price: '140.5', net: '417.50' }, { buys: false })).toBe('agrees 421.5 at 140.5, costs 4');
  expect(found('3', { price: '140.5', amount: '421.50', net: '425.50' })).toBe('agrees 421.5 at 140.5, costs 4');
  // Stated costs explain a part; the rest is told as well.
  expect(found('3', { price: '140.5', amount: '421.50', net: '425.50', costs: '3' }, { costed: true })).toBe(
    'agrees 421.5 at 140.5, costs 1'
  );
});

test('it is left to the person where a cost would be odd, or the amount may be anything', () => {
  expect(found('3', { price: '140.5', net: '525.50' })).toBe('differs 421.5 at 140.5');
  expect(found('3', { price: '140.5', net: '417.50' })).toBe('differs 421.5 at 140.5');
  expect(found('3', { price: '140.5', amount: '425.50' })).toBe('differs 421.5 at 140.5, costs 4');
});

test('a stated rate explains a price in another currency, in either direction', () => {
  expect(found('2', { price: '330.16', amount: '7104.41', costs: '21.45', rate: '10.72655' })).toBe(
    'agrees 7082.96 at 3541.48'
  );
  expect(found('25', { price: '50', amount: '1003.90', costs: '3.90', rate: '1.25' })).toBe('agrees 1000 at 40');
  expect(found('25', { price: '50', amount: '1003.90', costs: '3.90', rate: '1.9' })).toBe('differs 1250 at 50');
});

test('prices in pence and in percent of the face are a hundredfold', () => {
  expect(found('40', { price: '9000', net: '3611.95' })).toBe('agrees 3600 at 90, costs 11.95');
  expect(found('2000', { price: '99.50', amount: '1990' })).toBe('agrees 1990 at 0.995');
});

test('the price of a contract that counts its hundred units is that of one', () => {
  const option = { contract: true } as const;
  expect(
    found('1', { price: '22', amount: '20.87', costs: '1.13', multiplier: '100' }, { ...option, buys: false })
  ).toBe('agrees 22 at 0.22');
  expect(found('2', { price: '1.25', amount: '250', multiplier: '100' }, option)).toBe('agrees 250 at 1.25');
});
