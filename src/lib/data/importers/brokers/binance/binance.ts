import { absolute, sign, type Decimal } from '$lib/domain/money';
import type { Sheet, StatementReader } from '../../sheet/reader';
import { rowsUnder } from '../../sheet/table-rows';
import { addTo } from '../../values/grouping';
import { sayFileCurrency } from '../rows/coin';
import { type CoinAmount, CoinRow } from '../rows/coin-row';
import { RowRefusal, readEach, readOne, unknownKind } from '../rows/refusal';
import { Row } from '../rows/row';
import { statedOn } from '../rows/stated';
import { filledTrades } from './fills';
import { binanceOperation, type BinanceOperation } from './operations';

const TIME = ['UTC_Time', 'UTC Time', 'Time', 'Date(UTC)'];
const columns = ['Account', 'Operation', 'Coin', 'Change'];

/** Newer exports leave out the century: "25-01-13 05:29:00". */
function fullYear(written: string): string {
  return /^\d{2}-\d{2}-\d{2}\b/.test(written) ? `20${written}` : written;
}

/** A row whose cells were read. */
interface Movement {
  readonly row: Row;
  readonly operation: BinanceOperation;
  readonly code: string;
  readonly amount: Decimal;
}

function movementOf(row: Row): Movement {
  row.when(...TIME);
  const text = row.text('Operation');
  const operation = binanceOperation(text);
  if (operation === undefined) throw unknownKind(text, 'Operation');
  // On futures and margin accounts a fee belongs to no purchase of coins.
  const derivative = operation === 'fee' && /futures|margin|option/i.test(row.text('Account'));
  const code = row.symbol('Coin').toUpperCase();
  const amount = row.number('amount', 'Change');
  // A commission that adds to the balance is one received, from those who were brought to the exchange.
  const received = operation === 'fee' && !derivative && sign(amount) > 0;
  return { row, operation: derivative ? 'profit' : received ? 'bonus' : operation, code, amount };
}

function coinsOf(sheet: Sheet, row: Row, lines: readonly number[] = []): CoinRow {
  const { day, seconds } = row.when(...TIME);
  const about = { ...(seconds === undefined ? {} : { seconds }), ...(lines.length > 1 ? { lines } : {}) };
  return new CoinRow(sheet, row.line, statedOn(sheet.account(), day), about);
}

function readSingle(sheet: Sheet, { row, operation, code, amount }: Movement): void {
  const coin: CoinAmount = { code, amount: absolute(amount) };
  const coins = coinsOf(sheet, row);
  if (operation === 'nothing' || sign(amount) === 0) return sheet.passOver(row.line);
  switch (operation) {
    case 'in':
    case 'out':
      // Withdrawals stand with either sign, deposits only with theirs.
      return operation === 'in' && sign(amount) > 0 ? coins.received(coin) : coins.sent(coin);
    case 'staking':
    case 'interest':
    case 'bonus':
    case 'airdrop':
      return sign(amount) > 0 ? coins.income(coin, operation) : coins.sent(coin);
    case 'profit':
      if (sign(amount) > 0) return coins.income(coin, 'other');
      return /fee|interest|deduct/i.test(row.text('Operation')) ? coins.feeInKind(coin) : coins.sent(coin);
    case 'fee':
      return coins.feeInKind(coin);
    default:
      return sign(amount) > 0 ? coins.received(coin) : coins.sent(coin);
  }
}

/** Rows of one instant that are legs and fees of trades. */
function readTrades(sheet: Sheet, movements: readonly Movement[]): void {
  const lines = movements.map(({ row }) => row.line);
  readOne(sheet, lines, () => {
    const legs = movements.filter(({ operation }) => operation !== 'fee');
    const fees = movements.filter(({ operation }) => operation === 'fee');
    const trades = filledTrades(legs);
    const [first] = legs;
    const lone = legs.length > 0 && legs.every(({ row }) => /buy crypto|p2p|otc/i.test(row.text('Operation')));
    if (!trades && (legs.length === 0 || lone)) {
      for (const movement of movements) readSingle(sheet, movement);
      return;
    }
    const text = movements.map(({ row, code }) => `${row.text('Operation')} ${code}`).join(', ');
    if (!trades || !first) throw new RowRefusal({ code: 'half-missing', text: text.slice(0, 120) }, 'Operation');
    const coins = coinsOf(sheet, first.row, lines);
    const paid = fees.map(({ code, amount }) => ({ code, amount: absolute(amount) }));
    // A fee in a coin that one trade alone moves is that trade's; what is left falls on the last.
    const taken = new Set<CoinAmount>();
    trades.forEach((trade, at) => {
      const own = paid.filter((fee) => {
        const last = at === trades.length - 1;
        return !taken.has(fee) && (last || fee.code === trade.bought.code || fee.code === trade.sold.code);
      });
      for (const fee of own) taken.add(fee);
      coins.trade({ ...trade, fees: own });
    });
  });
}

/** Transaction history of Binance: a row for each change of a balance. */
export const binance: StatementReader = {
  id: 'binance',
  name: 'Binance transaction history (CSV)',
  tried: true,
  recognises: (source) => rowsUnder(source.table, ...columns) !== undefined,
  read(source, sheet) {
    const table = rowsUnder(source.table, ...columns);
    const rows = (table?.rows ?? []).map((row) => new Row(row, { order: 'ymd', dateText: fullYear }));
    const instants = new Map<string, Movement[]>();
    const singles: Movement[] = [];
    readEach(sheet, rows, (row) => {
      const movement = movementOf(row);
      const kind = movement.operation === 'swap' ? row.text('Operation').toLowerCase() : 'trade';
      const joins = movement.operation === 'trade' || movement.operation === 'fee' || movement.operation === 'swap';
      if (joins) addTo(instants, [row.text(...TIME), row.text('Account'), kind].join('|'), movement);
      else singles.push(movement);
    });
    sayFileCurrency(
      sheet,
      rows.map((row) => row.text('Coin'))
    );
    for (const group of instants.values()) readTrades(sheet, group);
    for (const movement of singles) readOne(sheet, [movement.row.line], () => readSingle(sheet, movement));
  }
};
