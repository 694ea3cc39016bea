import { ZERO, type Decimal } from '$lib/domain/money';
import type { Sheet, StatementReader } from '../../sheet/reader';
import { rowsUnder, type RowsUnder } from '../../sheet/table-rows';
import type { OpenedSource } from '../../source/source';
import { wholeUnits } from '../../values/currencies';
import { RowRefusal, readEach } from '../rows/refusal';
import { Row } from '../rows/row';
import { assetNamed, bookActivity, type Activity } from './activity';

/**
 * Activities as Ghostfolio takes them from CSV. Every date is read on its own, the day before the month: one file may
 * hold 16-09-2021, 17/11/2021, 01.01.2022 and 20210606.
 */
export const ghostfolioCsv: StatementReader = {
  id: 'ghostfolio-csv',
  name: 'Ghostfolio (CSV)',
  tried: true,
  recognises: (source) => tableOf(source) !== undefined,
  read(source, sheet) {
    const under = tableOf(source);
    if (!under) return;
    readEach(sheet, under.rows, (row) => bookActivity(activityOf(new Row(row), sheet), sheet));
  }
};

function tableOf({ table }: OpenedSource): RowsUnder | undefined {
  const under = rowsUnder(table, 'date', 'code', 'price', 'action', 'fee');
  const has = (...names: string[]): boolean => names.some((name) => under?.has(name));
  return has('currency', 'ccy') && has('quantity', 'qty') ? under : undefined;
}

function activityOf(cells: Row, sheet: Sheet): Activity {
  const unit = cells.quoteUnit('currency', 'ccy');
  if (!unit) throw new RowRefusal({ code: 'value-missing', field: 'currency' }, 'currency');
  const symbol = cells.text('code');
  const manual = cells.text('datasource').toUpperCase() === 'MANUAL';
  if (symbol === '') throw new RowRefusal({ code: 'symbol-missing' }, 'code');
  const { day, seconds } = cells.when('date');
  const inUnits = (value: Decimal): Decimal => wholeUnits(value, unit);
  const account = cells.text('account', 'accountid');
  return {
    line: cells.line,
    account: sheet.account(account === '' ? undefined : { name: account }),
    day,
    type: cells.text('action'),
    typeField: 'action',
    quantity: cells.optional('quantity', 'quantity', 'qty') ?? ZERO,
    unitPrice: inUnits(cells.optional('price', 'price') ?? ZERO),
    fee: inUnits(cells.optional('fee', 'fee') ?? ZERO),
    currency: unit.code,
    asset: assetNamed(symbol, unit.code, manual),
    manual,
    comment: cells.text('note', 'comment'),
    about: seconds === undefined ? {} : { seconds }
  };
}
