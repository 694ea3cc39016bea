import { describe, expect, test } from 'vitest';
import { dayText } from '$lib/domain/calendar';
import { decimal, decimalText, ZERO } from '$lib/domain/money';
import { actionByWords } from './history-action';
import { isCusip, writtenOption } from './option-symbol';
import { exactRatio, splitThatAdds, statedRatio } from './ratio';
import { tradeAmounts } from './trade-amounts';

describe('symbols of options', () => {
  test.each([
    ['ACME  250321C00500000', 'ACME call 500 2025-03-21'],
    ['ACME250321P00007500', 'ACME put 7.5 2025-03-21'],
    ['-ACME250321C12.5', 'ACME call 12.5 2025-03-21'],
    ['ACME 03/21/2025 500.00 C', 'ACME call 500 2025-03-21'],
    ['ACME 03/21/25 PUT $45', 'ACME put 45 2025-03-21'],
    ['BRK.B 12/19/2025 410.00 P', 'BRK.B put 410 2025-12-19']
  ])('%s', (symbol, expected) => {
    const found = writtenOption(symbol);
    expect(found && `${found.underlying} ${found.right} ${found.strike} ${dayText(found.expiry)}`).toBe(expected);
  });

  test.each(['ACME', '00165C203', 'ACME 13/41/2025 500.00 C', '', 'SPY 2025'])('%s is none', (symbol) => {
    expect(writtenOption(symbol)).toBeUndefined();
  });

  test('a CUSIP is no ticker', () => {
    expect(['912797SB4', '00165C203', 'GOOGL', 'SWVXXABCD', 'ABCDEFGH1'].map(isCusip)).toEqual([
      true,
      true,
      false,
      false,
      false
    ]);
  });
});

describe('ratios', () => {
  test.each([
    ['480', '12000', '1/25'],
    ['34', '344', '17/172'],
    ['10.5', '3', '7/2'],
    ['-20', '-10', '2/1']
  ])('%s for %s is %s', (fresh, old, expected) => {
    const ratio = exactRatio(decimal(fresh), decimal(old));
    expect(ratio && `${ratio.numerator}/${ratio.denominator}`).toBe(expected);
  });

  test.each([
    ['SPLIT 1 FOR 25 (ACME)', '1/25'],
    ['4-for-1 split', '4/1'],
    ['split 3:2', '3/2'],
    ['1.5 FOR 1', '3/2']
  ])('%s', (text, expected) => {
    const ratio = statedRatio(text);
    expect(ratio && `${ratio.numerator}/${ratio.denominator}`).toBe(expected);
  });

  test.each([
    ['1', '9', '10/1'],
    ['100', '50', '3/2'],
    ['200', '10', '21/20'],
    ['0', '40', undefined],
    ['17', '40', undefined],
    ['7', '84', undefined]
  ])('units %s and %s more', (held, added, expected) => {
    const ratio = splitThatAdds(decimal(held), decimal(added));
    expect(ratio && `${ratio.numerator}/${ratio.denominator}`).toBe(expected);
  });
});

describe('amounts of trades', () => {
  const amounts = (
    side: 'buy' | 'sell',
    quantity: string,
    price: string | undefined,
    net: string | undefined,
    fees = '0'
  ) => {
    const found = tradeAmounts(side, {
      quantity: decimal(quantity),
      ...(price === undefined ? {} : { price: decimal(price) }),
      ...(net === undefined ? {} : { net: decimal(net) }),
      fees: decimal(fees),
      taxes: ZERO,
      accrued: ZERO
    });
    if (!found) return undefined;
    const { gross, price: each, multiplier, accrued } = found;
    return `${decimalText(gross)} at ${decimalText(each)} times ${multiplier}, ${decimalText(accrued)} accrued`;
  };

  test.each([
    ['a purchase pays its costs', amounts('buy', '10', '5', '51', '1'), '50 at 5 times 1, 0 accrued'],
    ['a sale is paid less', amounts('sell', '8', '25', '199.4', '0.6'), '200 at 25 times 1, 0 accrued'],
    ['contracts', amounts('buy', '2', '1.25', '251.3', '1.3'), '250 at 1.25 times 100, 0 accrued'],
    ['a bond in percent', amounts('buy', '10000', '98.5', '9850'), '9850 at 98.5 times 0.01, 0 accrued'],
    ['a bond with interest', amounts('buy', '10000', '98.5', '9972.22'), '9850 at 98.5 times 0.01, 122.22 accrued'],
    ['no amount', amounts('sell', '3', '7.333', undefined), '22 at 7.333 times 1, 0 accrued'],
    ['no price', amounts('sell', '4', undefined, '50'), '50 at 12.5 times 1, 0 accrued'],
    ['a price of another currency', amounts('buy', '4', '3', '50'), '50 at 12.5 times 1, 0 accrued'],
    ['neither', amounts('buy', '4', undefined, undefined), undefined]
  ])('%s', (_, found, expected) => {
    expect(found).toBe(expected);
  });
});

test.each([
  ['Special Qual Div Adj', 'dividend'],
  ['Pr Yr Long Term Cap Gain', 'dividend'],
  ['Backup Tax Withheld', 'tax'],
  ['Tender Offer', 'exchanged'],
  ['Options Frwd Split', 'added-units'],
  ['Wire Funds Rejected', 'cash-or-units'],
  ['Advisor Fee Rebate', 'fee'],
  ['Muni Bond Int', 'coupon'],
  ['Teleport', undefined]
])('the action "%s" is of the kind %s', (written, kind) => {
  expect(actionByWords(written)?.act).toBe(kind);
});
