import { decimalToNumber, divide, subtract, sum, ZERO, type Decimal } from '$lib/domain/money';
import type { FigureExplanation, FigureInput } from '$lib/quant/explanation';
import { originalOf, type ExplainContext } from './context';
import { explainedCash, explainedLot } from './explained-lot';
import { explainedRow } from './explained-row';
import type { HeldFigure, HeldRow } from './figure-question';
import { fractionOf, gainOverCost, sumOfFractions } from './value-and-cost';
import type { CashRow, HoldingRow } from '../holdings';

/** How a figure of what is held comes about: of one row, of several together, or of all. Undefined where there is none. */
export function explainedHeld(
  context: ExplainContext,
  figure: HeldFigure,
  rows: readonly HeldRow[] | undefined
): FigureExplanation | undefined {
  const [only] = rows ?? [];
  if (only && rows?.length === 1) return explainedOne(context, figure, only);
  const { held } = context;
  return explainedTogether(
    context,
    figure,
    rows ? held.rows.filter((row) => rows.some((one) => one.instrument === row.instrument)) : held.rows,
    rows ? held.cash.filter((row) => rows.some((one) => isCash(one, row))) : held.cash,
    rows === undefined
  );
}

const isCash = (one: HeldRow, row: CashRow): boolean => one.account === row.account && one.currency === row.currency;

function explainedOne(context: ExplainContext, figure: HeldFigure, one: HeldRow): FigureExplanation | undefined {
  const { rows, cash } = context.held;
  const row = rows.find(({ instrument }) => instrument === one.instrument);
  if (!row) {
    const balance = cash.find((each) => isCash(one, each));
    return balance && explainedCash(context, balance, figure);
  }
  if (one.lot === undefined) return explainedRow(context, row, figure);
  const lot = row.lots.find(({ id, account }) => id === one.lot && account === one.account);
  return lot && explainedLot(context, row, lot, figure);
}

type AmountFigure = 'value' | 'cost' | 'gain' | 'day-change' | 'income-of-year';

const amountOf: Readonly<Record<AmountFigure, (row: HoldingRow) => Decimal>> = {
  value: (row) => row.value,
  cost: (row) => row.cost,
  gain: (row) => row.gain,
  'day-change': (row) => row.dayChange ?? ZERO,
  'income-of-year': (row) => row.income
};

function explainedTogether(
  context: ExplainContext,
  figure: HeldFigure,
  rows: readonly HoldingRow[],
  cash: readonly CashRow[],
  isWhole: boolean
): FigureExplanation | undefined {
  switch (figure) {
    case 'value':
    case 'cost':
    case 'gain':
    case 'day-change':
    case 'income-of-year':
      return {
        ...sumOfRows(context, figure, rows, figure === 'value' ? cash : []),
        formula: isWhole && figure === 'value' ? 'sum-of-positions' : 'sum-of-rows'
      };
    case 'weight':
      return sumOfFractions(
        [
          ...rows.map((row): FigureInput => fractionInput(row.weight, { instrument: row.instrument })),
          ...cash.map(({ weight, account }): FigureInput => fractionInput(weight, { account, label: 'cash' }))
        ],
        'sum-of-rows'
      );
    case 'gain-return':
      return gainOverCost(sum(rows.map(({ gain }) => gain)), sum(rows.map(({ cost }) => cost)), context, []);
    case 'day-return':
      return changeOverBefore(context, rows, cash);
    default:
      return undefined;
  }
}

function fractionInput(
  weight: number,
  about: Partial<Pick<FigureInput, 'label' | 'instrument' | 'account'>>
): FigureInput {
  return { label: 'position', kind: 'fraction', value: fractionOf(weight), ...about };
}

function sumOfRows(
  context: ExplainContext,
  figure: AmountFigure,
  rows: readonly HoldingRow[],
  cash: readonly CashRow[]
): FigureExplanation {
  const { base, period } = context.input;
  const day = period.end;
  const amount = { kind: 'amount', currency: base, day } as const;
  const inputs: FigureInput[] = [
    ...rows
      .map((row) => ({ row, value: amountOf[figure](row) }))
      .filter(({ value }) => value !== 0n || figure === 'value')
      .map(({ row, value }): FigureInput => ({
        label: 'position',
        ...amount,
        value,
        instrument: row.instrument,
        ...(figure === 'value' ? originalOf(context, row.price.currency, day, row.valueLocal) : {})
      })),
    ...cash.map(({ account, currency, amount: own, value }): FigureInput => ({
      label: 'cash',
      ...amount,
      value,
      account,
      ...originalOf(context, currency, day, own)
    }))
  ];
  return {
    formula: 'sum-of-rows',
    makes: 'sum',
    result: sum(inputs.map(({ value }) => value)),
    kind: 'amount',
    currency: base,
    inputs,
    events: []
  };
}

/** The change of the day over the worth before it. */
function changeOverBefore(
  { input }: ExplainContext,
  rows: readonly HoldingRow[],
  cash: readonly CashRow[]
): FigureExplanation | undefined {
  const change = sum(rows.map(amountOf['day-change']));
  const before = subtract(sum([...rows, ...cash].map(({ value }) => value)), change);
  if (before <= 0n) return undefined;
  const amount = { kind: 'amount', currency: input.base } as const;
  return {
    formula: 'change-over-value-before',
    makes: 'product',
    result: decimalToNumber(divide(change, before)),
    kind: 'fraction',
    inputs: [
      { label: 'change', ...amount, value: change, day: input.period.end },
      { label: 'value-before', ...amount, value: before, inverse: true }
    ],
    events: []
  };
}
