import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  columnOfZeros,
  decimal,
  decimalAt,
  decimalColumn,
  decimalColumnFromNumbers,
  decimalFromNumber,
  decimalFromUnits,
  productSum,
  roundedQuotient,
  setDecimal,
  sumOfProducts,
  type Decimal
} from '.';

const units = fc.oneof(
  fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
  fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }).map((n) => n * 10n ** 16n),
  fc.bigInt({ min: -(10n ** 6n), max: 10n ** 6n }).map((n) => n * 10n ** 18n),
  fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }).map((n) => n * 10n ** 12n)
);
const decimals = units.map(decimalFromUnits);
const rows = fc.array(fc.tuple(decimals, decimals), { maxLength: 40 });

/** The definition: sum over 10^-36 units, one half-even rounding. */
function sumByDefinition(pairs: readonly (readonly [Decimal, Decimal])[]): bigint {
  const total = pairs.reduce<bigint>((sum, [a, b]) => sum + a * b, 0n);
  const unit = 10n ** 18n;
  const floor = total >= 0n ? total / unit : -((-total + unit - 1n) / unit);
  const rest = (total - floor * unit) * 2n;
  return rest > unit || (rest === unit && floor % 2n !== 0n) ? floor + 1n : floor;
}

describe('decimal columns', () => {
  it('give back every decimal that was put in', () => {
    fc.assert(
      fc.property(fc.array(decimals), (values) => {
        const column = decimalColumn(values);
        values.forEach((value, index) => expect(decimalAt(column, index)).toBe(value));
      })
    );
  });

  it('read floats as decimalFromNumber does and keep NaN missing', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.double({ noDefaultInfinity: true }),
            fc.integer().map((n) => n / 1e4)
          )
        ),
        (values) => {
          const column = decimalColumnFromNumbers(Float64Array.from(values));
          values.forEach((value, index) =>
            expect(decimalAt(column, index)).toBe(Number.isNaN(value) ? undefined : decimalFromNumber(value))
          );
        }
      )
    );
    expect(() => decimalColumnFromNumbers([Infinity])).toThrow(RangeError);
  });

  it('keep short mantissas so that products fit', () => {
    const column = decimalColumn([decimal('1000000'), decimal('12.5'), decimal('0.000000000000000001')]);
    expect([...column.mantissas]).toEqual([1e6, 1250, 1]);
    expect([...column.digits]).toEqual([0, 2, 18]);
  });

  it('refuse a row outside', () => {
    expect(() => setDecimal(columnOfZeros(2), 2, decimal('1'))).toThrow(RangeError);
  });
});

describe('sums of products', () => {
  it('equal the definition, by list and by column, however large or small the terms', () => {
    fc.assert(
      fc.property(rows, (pairs) => {
        const quantities = pairs.map(([a]) => a);
        const prices = pairs.map(([, b]) => b);
        const expected = sumByDefinition(pairs);
        expect(sumOfProducts(quantities, prices)).toBe(expected);
        const a = decimalColumn(quantities);
        const b = decimalColumn(prices);
        const sum = productSum();
        pairs.forEach((_, index) => sum.add(a, index, b, index));
        expect(sum.total()).toBe(expected);
        expect(sum.total()).toBe(0n);
      }),
      { numRuns: 500 }
    );
  });

  it('scaled on the way equal the definition with one rounding at the end', () => {
    fc.assert(
      fc.property(rows, decimals, rows, (first, rate, second) => {
        const sum = productSum();
        const factor = decimalColumn([rate]);
        const added = (pairs: readonly (readonly [Decimal, Decimal])[]) =>
          pairs.forEach(([a, b]) => sum.add(decimalColumn([a]), 0, decimalColumn([b]), 0));
        added(first);
        sum.scaleBy(factor, 0);
        added(second);
        const exact =
          first.reduce<bigint>((total, [a, b]) => total + a * b, 0n) * rate +
          second.reduce<bigint>((total, [a, b]) => total + a * b, 0n) * 10n ** 18n;
        expect(sum.total()).toBe(roundedQuotient(exact, 10n ** 36n, 'half-even'));
      }),
      { numRuns: 300 }
    );
    expect(() => productSum().scaleBy(decimalColumnFromNumbers([NaN]), 0)).toThrow(RangeError);
  });

  it('stay exact where the floats meet their limit', () => {
    const near = decimal('9007199254740991');
    const one = decimal('1');
    const a = decimalColumn([near, near, near, decimal('-0.000001')]);
    const b = decimalColumn([one, one, decimal('0.1'), near]);
    const sum = productSum();
    for (let index = 0; index < 4; index++) sum.add(a, index, b, index);
    sum.addDecimal(decimal('0.5'));
    expect(sum.total()).toBe(decimal('18915109427756826.859009'));
    // 2^53 + 1 is no float: the sum must leave the floats before it.
    const odd = decimalColumn([near, decimal('2')]);
    sum.add(odd, 0, b, 0);
    sum.add(odd, 1, b, 0);
    expect(sum.total()).toBe(decimal('9007199254740993'));
  });

  it('refuse lists of different length and missing prices', () => {
    expect(() => sumOfProducts([decimal('1')], [])).toThrow(RangeError);
    const one = decimalColumn([decimal('1')]);
    expect(() => productSum().add(one, 0, decimalColumnFromNumbers([NaN]), 0)).toThrow(RangeError);
    expect(() => productSum().add(one, 1, one, 0)).toThrow(RangeError);
  });
});
