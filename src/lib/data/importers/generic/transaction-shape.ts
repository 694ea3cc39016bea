import type { Trade, Transaction } from '$lib/domain/ledger';
import {
  absolute,
  add,
  decimal,
  least,
  minorUnits,
  money,
  multiply,
  negate,
  rounded,
  subtract,
  ZERO,
  type Decimal
} from '$lib/domain/money';
import { cashMoved, exchangeShape } from './cash-shape';
import type { StatementRow } from './row-facts';
import { splitShape } from './split-shape';
import {
  base,
  cashOf,
  costsOf,
  inUnits,
  made,
  missing,
  perHundred,
  refused,
  type Shape,
  type ShapeInput
} from './shape-parts';
import {
  assertedCash,
  assertedPosition,
  capitalShape,
  expiryShape,
  inKindShape,
  stockDividendShape
} from './event-shapes';
import { tradeAmount } from './trade-amounts';

/** Transactions that a row asks for, from its cells, its action and what they resolve to. */
export function shapeOf(input: ShapeInput): Shape {
  const { action, row } = input;
  switch (action) {
    case 'buy':
    case 'sell':
    case 'sell-short':
    case 'buy-to-cover':
      return tradeShape(input, action);
    case 'reinvest':
      return reinvestShape(input);
    case 'dividend':
      return dividendShape(input);
    case 'split':
      return splitShape(input);
    case 'in':
    case 'out':
      return input.instrument && row.quantity ? securitiesMoved(input) : cashMoved(input);
    case 'transfer-securities':
    case 'delivery-in':
    case 'delivery-out':
      return securitiesMoved(input);
    case 'income-in-kind':
      return !row.quantity && (row.amount || row.net)
        ? cashMoved({ ...input, action: 'interest' })
        : inKindShape(input);
    case 'return-of-capital':
      return capitalShape(input);
    case 'stock-dividend':
      return stockDividendShape(input);
    case 'expiry':
      return expiryShape(input);
    case 'assert-cash':
      return assertedCash(input);
    case 'assert-position':
      return assertedPosition(input);
    case 'exercise':
    case 'assignment':
    case 'reorganisation':
    case 'capital-call':
    case 'distribution':
    case 'corporate-action':
      return refused({ code: 'action-to-check', text: row.word }, 'action');
    case 'opening-position':
      return openingPosition(input);
    case 'exchange':
      return exchangeShape(input);
    case 'nothing':
    case 'exchange-in':
    case 'exchange-out':
      return made();
    case 'deposit':
    case 'withdrawal':
    case 'interest':
    case 'fee':
    case 'tax':
    case 'transfer-cash':
    case 'opening-cash':
      return cashMoved(input);
  }
}

const ONE = decimal('1');

function tradeShape(input: ShapeInput, verb: Trade['verb']): Shape {
  const { row, instrument } = input;
  if (!instrument) return missing('symbol');
  if (row.quantity === undefined) return missing('quantity');
  if (row.quantity === ZERO) return refused({ code: 'quantity-zero' }, 'quantity');
  if (row.quantity < ZERO && row.word !== '' && verb === 'buy')
    return refused({ code: 'sign-contradicts', action: row.word, text: row.text('quantity') }, 'quantity');
  const foreign = input.priceCurrency && input.priceCurrency.code !== input.currency;
  const mirrored = row.price !== undefined && row.price < ZERO && (row.amount ?? row.net ?? ZERO) < ZERO;
  if (row.price !== undefined && row.price <= ZERO && !mirrored)
    return refused({ code: 'price-not-positive', text: row.text('price') }, 'price');
  const [stated, net] = withoutAccrued(row);
  if (foreign && stated === undefined && net === undefined) return missing('amount');
  const quotedInHundredths = input.priceCurrency ? input.priceCurrency.hundredths : input.hundredths;
  const unlike = foreign && (row.rate === undefined || row.rate === ONE);
  const priced = row.price === undefined || unlike ? undefined : absolute(row.price);
  const price = priced && quotedInHundredths ? perHundred(priced) : priced;
  const quantity = absolute(row.quantity);
  const { fees, taxes } = costsOf(input);
  const found = tradeAmount({
    buys: verb === 'buy' || verb === 'buy-to-cover',
    quantity,
    ...(price === undefined ? {} : { price }),
    ...(stated === undefined ? {} : { amount: inUnits(input, stated) }),
    ...(net === undefined ? {} : { net: inUnits(input, net) }),
    costs: (fees + taxes) as Decimal,
    currency: input.currency,
    multiplier: decimal(instrument.multiplier ?? '1'),
    contract: instrument.kind === 'option' || /\d{6}[CP]\d{4,8}$|\d\s[CP]$/.test(row.symbol),
    ...(row.rate === undefined ? {} : { rate: row.rate }),
    costed: row.costed,
    loose: foreign === true || (row.told && row.text('price-currency') === '')
  });
  const trade = (gross: Decimal, at: Decimal, extra: Decimal = ZERO): Transaction => ({
    ...base(input),
    verb,
    instrument: instrument.id,
    quantity,
    price: at,
    gross: money(gross, input.currency),
    fees: add(fees, extra),
    taxes,
    ...(row.accrued ? { accrued: inUnits(input, row.accrued) } : {})
  });
  if (found.status === 'incomplete') return missing('price');
  if (found.status === 'agrees') {
    const shape = made(trade(found.gross, found.price, found.extra));
    return found.extra === undefined || shape.status !== 'made' ? shape : { ...shape, derived: true };
  }
  return {
    status: 'differs',
    computed: money(found.computed, input.currency),
    stated: money(found.stated, input.currency),
    price: found.price,
    ...(found.extra === undefined ? {} : { fee: money(found.extra, input.currency) }),
    withGross: (gross, fee) => [trade(gross, found.price, fee)]
  };
}

/** Amounts of a trade before and after costs, positive, without the accrued interest that is part of them. */
function withoutAccrued({ amount, net, accrued, quantity, price }: StatementRow): (Decimal | undefined)[] {
  const [stated, moved] = [amount, net].map((value) => (value ? absolute(value) : undefined));
  if (!accrued) return [stated, moved];
  const less = (value: Decimal): Decimal => absolute(subtract(value, accrued));
  const exact = multiply(absolute(quantity ?? ZERO), absolute(price ?? ZERO));
  // A bond is quoted in percent.
  const gap = (value: Decimal): Decimal =>
    least(absolute(subtract(value, exact)), absolute(subtract(value, perHundred(exact))));
  return [stated && (gap(less(stated)) < gap(stated) ? less(stated) : stated), moved && less(moved)];
}

function dividendShape(input: ShapeInput): Shape {
  const { row, instrument } = input;
  if (!instrument) return missing('symbol');
  const { fees, taxes } = costsOf(input);
  const byUnits =
    row.quantity !== undefined && row.price !== undefined
      ? rounded(multiply(absolute(row.quantity), row.price), minorUnits(input.currency))
      : undefined;
  const stated = row.amount === ZERO && row.net ? undefined : row.amount;
  const costs = (row.fee + row.tax) as Decimal;
  const afterwards =
    stated !== undefined && (row.net === undefined ? isAfterCosts(input, stated, byUnits) : stated === row.net);
  const before = stated && afterwards ? add(stated, costs) : stated;
  const value = before ?? (row.net === undefined ? undefined : add(row.net, costs)) ?? byUnits;
  if (value === undefined || value === ZERO) return missing('amount');
  if (value < ZERO)
    return refused(
      { code: 'sign-contradicts', action: row.word, text: row.text('amount') || row.text('net-amount') },
      'amount'
    );
  const withheld = withheldBeyond(input);
  const shape = made({
    ...base(input),
    verb: 'dividend',
    instrument: instrument.id,
    gross: cashOf(input, value),
    fees,
    taxes: add(taxes, withheld)
  });
  return withheld === ZERO || shape.status !== 'made' ? shape : { ...shape, derived: true };
}

/** True when the amount of a dividend is what came after costs: units by price say so, else the trades of the table. */
function isAfterCosts({ row, afterCosts }: ShapeInput, stated: Decimal, byUnits: Decimal | undefined): boolean {
  if (row.fee + row.tax === ZERO || stated < ZERO) return false;
  if (byUnits === undefined || byUnits === ZERO) return afterCosts;
  const gap = absolute(subtract(stated, byUnits));
  return absolute(subtract(add(stated, (row.fee + row.tax) as Decimal), byUnits)) < gap;
}

/** What was withheld of a dividend past the stated costs, where the row states it before and after. */
function withheldBeyond(input: ShapeInput): Decimal {
  const { amount, net, fee, tax } = input.row;
  if (!amount || !net || amount < ZERO || net < ZERO) return ZERO;
  const rest = inUnits(input, subtract(amount, add(net, add(fee, tax))));
  return rest > ZERO && rest < inUnits(input, amount) ? rest : ZERO;
}

function reinvestShape(input: ShapeInput): Shape {
  const { row } = input;
  if (row.quantity === undefined || row.quantity === ZERO) return dividendShape(input);
  const bought = tradeShape(input, 'buy');
  if (bought.status !== 'made') return bought;
  const [trade] = bought.transactions;
  if (!input.instrument || trade?.verb !== 'buy') return missing('symbol');
  // Where cash leaves with the row, its dividend came with a row of its own.
  if (input.signRule === 'signed' && (row.net ?? row.amount ?? ZERO) < ZERO) return bought;
  const gross = money((trade.gross.amount + trade.fees + trade.taxes) as Decimal, input.currency);
  const dividend: Transaction = {
    ...base(input),
    verb: 'dividend',
    instrument: input.instrument.id,
    gross,
    fees: ZERO,
    taxes: ZERO
  };
  return made(dividend, trade);
}

function securitiesMoved(input: ShapeInput): Shape {
  const { row, instrument, toAccount, action } = input;
  if (!instrument) return missing('symbol');
  if (!row.quantity) return missing('quantity');
  const quantity = absolute(row.quantity);
  if (toAccount) {
    if (toAccount.id === input.account.id) return refused({ code: 'same-account' }, 'to-account');
    const moved = { verb: 'transfer-securities', instrument: instrument.id, quantity } as const;
    return action === 'in'
      ? made({ ...base(input), ...moved, account: toAccount.id, to: input.account.id })
      : made({ ...base(input), ...moved, to: toAccount.id });
  }
  const leaves = action === 'out' || action === 'delivery-out' || row.quantity < ZERO;
  if (leaves) {
    const out: Transaction = { ...base(input), verb: 'delivery-out', instrument: instrument.id, quantity };
    return { status: 'delivered', quantity: negate(quantity), transactions: [out] };
  }
  const cost = statedCost(input, quantity);
  const arrived: Transaction = {
    ...base(input),
    verb: 'delivery-in',
    instrument: instrument.id,
    quantity,
    cost: cashOf(input, absolute(cost ?? ZERO)),
    ...(row.acquired === undefined || row.acquired > row.day ? {} : { acquired: row.acquired })
  };
  return cost === undefined ? { status: 'delivered', quantity, transactions: [arrived] } : made(arrived);
}

/** Total cost as the row says it, or from the cost or price of one. */
function statedCost({ row, currency }: ShapeInput, size: Decimal): Decimal | undefined {
  const unit = row.unitCost ?? row.price;
  const stated = row.cost ?? (row.unitCost === undefined && row.amount !== ZERO ? row.amount : undefined);
  return stated ?? (unit === undefined ? undefined : rounded(multiply(size, unit), minorUnits(currency)));
}

function openingPosition(input: ShapeInput): Shape {
  const { row, instrument } = input;
  if (!instrument) return missing('symbol');
  if (!row.quantity)
    return row.quantity === ZERO ? refused({ code: 'quantity-zero' }, 'quantity') : missing('quantity');
  const size = absolute(row.quantity);
  const cost = statedCost(input, size);
  if (cost === undefined) return refused({ code: 'securities-without-cost', symbol: row.symbol || row.name }, 'price');
  const amount = row.quantity < ZERO ? negate(absolute(cost)) : absolute(cost);
  const acquired = row.acquired === undefined ? {} : { acquired: row.acquired };
  return made({
    ...base(input),
    verb: 'opening-position',
    instrument: instrument.id,
    quantity: row.quantity,
    cost: cashOf(input, amount),
    ...acquired
  });
}
