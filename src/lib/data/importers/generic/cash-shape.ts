import type { Transaction } from '$lib/domain/ledger';
import { absolute, currencyFromCode, money, multiply, negate, rounded, ZERO } from '$lib/domain/money';
import { saysCharge, saysRefund } from '../columns/actions';
import { base, cashOf, costsOf, made, missing, refused, type Shape, type ShapeInput } from './shape-parts';

/** Exchange of currencies: a pair as the symbol, or two amounts. */
export function exchangeShape(input: ShapeInput): Shape {
  const { row } = input;
  const { fees, taxes } = costsOf(input);
  const pair = /^([A-Z]{3})[./ -]?([A-Z]{3})$/.exec(row.symbol.toUpperCase());
  const [first, second] = [currencyFromCode(pair?.[1] ?? ''), currencyFromCode(pair?.[2] ?? '')];
  if (first && second && row.quantity && row.price) {
    const one = money(absolute(row.quantity), first.code);
    const other = money(rounded(multiply(absolute(row.quantity), row.price), second.minorUnits), second.code);
    const [bought, sold] = row.quantity > ZERO ? [one, other] : [other, one];
    return made({ ...base(input), verb: 'exchange', sold, bought, fees, taxes });
  }
  if (row.amount === undefined) return missing('amount');
  if (row.boughtAmount === undefined) return missing('bought-amount');
  if (!input.boughtCurrency) return missing('bought-currency');
  return made({
    ...base(input),
    verb: 'exchange',
    sold: cashOf(input, absolute(row.amount)),
    bought: money(absolute(row.boughtAmount), input.boughtCurrency),
    fees,
    taxes
  });
}

/** Cash that comes, goes, or is there: deposits, withdrawals, interest, fees, taxes, transfers, openings. */
export function cashMoved(input: ShapeInput): Shape {
  const { row, action, instrument, toAccount, signRule } = input;
  const byUnits = row.quantity !== undefined && row.price !== undefined ? multiply(row.quantity, row.price) : undefined;
  const cost = action === 'fee' ? row.fee : action === 'tax' ? row.tax : ZERO;
  const value =
    (row.net || row.amount) ??
    row.net ??
    (cost === ZERO ? (byUnits ?? (row.price === undefined ? row.quantity : undefined)) : cost);
  if (value === undefined || (value === ZERO && action !== 'opening-cash')) return missing('amount');
  const size = absolute(value);
  const cash = cashOf(input, size);
  const about = instrument ? { instrument: instrument.id } : {};
  switch (action) {
    case 'fee':
    case 'tax': {
      const back = signRule === 'signed' && value !== cost ? value > ZERO : saysRefund(row.word);
      return made({ ...base(input), verb: action, cash: back ? cashOf(input, negate(size)) : cash, ...about });
    }
    case 'interest': {
      const charged = value < ZERO || (signRule === 'unsigned' && saysCharge(row.word));
      const before = row.net && row.amount && row.amount > row.net && row.net > ZERO ? row.amount : undefined;
      const gross =
        before ?? (row.net && !row.amount && row.net > ZERO ? ((row.net + row.fee + row.tax) as typeof size) : size);
      return made({
        ...base(input),
        verb: 'interest',
        gross: charged ? cashOf(input, negate(size)) : cashOf(input, gross),
        ...costsOf(input),
        ...about
      });
    }
    case 'opening-cash':
      return made({ ...base(input), verb: 'opening-cash', cash: cashOf(input, value) });
    default: {
      const leaves = action === 'withdrawal' || action === 'out' || value < ZERO;
      if (toAccount) {
        if (toAccount.id === input.account.id) return refused({ code: 'same-account' }, 'to-account');
        const arrives = action === 'in' || action === 'deposit';
        const ends = arrives ? { account: toAccount.id, to: input.account.id } : { to: toAccount.id };
        return made({ ...base(input), verb: 'transfer-cash', cash, ...ends });
      }
      if (action === 'transfer-cash') return missing('to-account');
      const moved: Transaction = { ...base(input), verb: leaves ? 'withdrawal' : 'deposit', cash };
      if (row.net !== undefined || row.fee === ZERO) return made(moved);
      return made(moved, { ...base(input), verb: 'fee', cash: cashOf(input, row.fee) });
    }
  }
}
