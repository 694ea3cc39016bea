import { absolute, sign, type Decimal } from '$lib/domain/money';
import { sayFileCurrency } from '../rows/coin';
import { type CoinAmount, CoinRow } from '../rows/coin-row';
import { RowRefusal, readEach, readOne, unknownKind } from '../rows/refusal';
import { Row } from '../rows/row';
import { statedOn } from '../rows/stated';
import type { Sheet, StatementReader } from '../../sheet/reader';
import { rowsUnder } from '../../sheet/table-rows';
import { addTo } from '../../values/grouping';

const columns = ['Type', 'Amount', 'Balance', 'Amount/balance unit', 'Trade id'];
const TIME = ['Timestamp', 'Time'];
const joined = new Set(['match', 'fee', 'conversion']);

interface Leg {
  readonly row: Row;
  readonly code: string;
  readonly amount: Decimal;
}

function legOf(row: Row): Leg {
  return { row, code: row.symbol('Amount/balance unit').toUpperCase(), amount: row.number('amount', 'Amount') };
}

function coinsOf(sheet: Sheet, row: Row, id: string, lines: readonly number[]): CoinRow {
  const { day, seconds } = row.when(...TIME);
  const about = { ...(id === '' ? {} : { id }), ...(seconds === undefined ? {} : { seconds }), lines };
  return new CoinRow(sheet, row.line, statedOn(sheet.account(), day), about);
}

/** The rows of one fill: what was given, what was got, and its fee. */
function readFill(sheet: Sheet, rows: readonly Row[], id: string): void {
  const lines = rows.map(({ line }) => line);
  readOne(sheet, lines, () => {
    const legs = rows.map(legOf);
    const isFee = ({ row }: Leg): boolean => row.text('Type').toLowerCase() === 'fee';
    const sides = legs.filter((leg) => !isFee(leg) && sign(leg.amount) !== 0);
    const given = sides.filter(({ amount }) => amount < 0n);
    const got = sides.filter(({ amount }) => amount > 0n);
    const [sold, bought] = [given[0], got[0]];
    const text = rows.map((row) => `${row.text('Type')} ${row.text('Amount/balance unit')}`).join(', ');
    if (!sold || !bought || sides.length !== 2) throw new RowRefusal({ code: 'half-missing', text }, 'Type');
    const positive = ({ code, amount }: Leg): CoinAmount => ({ code, amount: absolute(amount) });
    coinsOf(sheet, sold.row, id, lines).trade({
      sold: positive(sold),
      bought: positive(bought),
      fees: legs.filter((leg) => isFee(leg) && sign(leg.amount) !== 0).map(positive)
    });
  });
}

function readSingle(sheet: Sheet, row: Row): void {
  const type = row.text('Type').toLowerCase();
  const { code, amount } = legOf(row);
  const coins = coinsOf(sheet, row, row.text('Transfer id'), []);
  const coin = { code, amount: absolute(amount) };
  if (sign(amount) === 0) return sheet.passOver(row.line);
  switch (type) {
    case 'deposit':
    case 'withdrawal':
    case 'transfer':
      return sign(amount) > 0 ? coins.received(coin) : coins.sent(coin);
    case 'rebate':
    case 'reward':
      return coins.income(coin, 'bonus');
    default:
      throw unknownKind(row.text('Type'), 'Type');
  }
}

/** Account statement of Coinbase Pro (later Coinbase Exchange): a row for each balance that a fill moves. */
export const coinbasePro: StatementReader = {
  id: 'coinbase-pro',
  name: 'Coinbase Pro account statement (CSV)',
  tried: true,
  recognises: (source) => rowsUnder(source.table, ...columns) !== undefined,
  read(source, sheet) {
    const rows = (rowsUnder(source.table, ...columns)?.rows ?? []).map((row) => new Row(row, { order: 'ymd' }));
    sayFileCurrency(
      sheet,
      rows.map((row) => row.text('Amount/balance unit'))
    );
    const fills = new Map<string, Row[]>();
    const singles: Row[] = [];
    for (const row of rows) {
      const type = row.text('Type').toLowerCase();
      const id = row.text('Trade id') || (type === 'conversion' ? row.text('Transfer id') || row.text(...TIME) : '');
      if (joined.has(type) && id !== '') addTo(fills, id, row);
      else singles.push(row);
    }
    for (const [id, fill] of fills) readFill(sheet, fill, id);
    readEach(sheet, singles, (row) => readSingle(sheet, row));
  }
};
