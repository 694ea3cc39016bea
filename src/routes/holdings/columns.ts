import type { Snippet } from 'svelte';
import type { CurrencyCode, Decimal } from '$lib/domain/money';
import { money, percent } from '$lib/ui/format';
import type { Column } from '$lib/ui/tables';
import { signClass } from '$lib/ui/theme';
import { figureTexts, holdingsTexts as texts } from '$lib/ui/texts';
import { ask, heldAsk, type Ask } from '../asks';
import { sumOf, type HoldingLine } from './rows';

const change = { sign: 'change' } as const;

/** What is drawn instead of written. */
interface Drawn {
  readonly name: Snippet<[HoldingLine]>;
  readonly stale: Snippet<[HoldingLine]>;
  readonly spark: Snippet<[HoldingLine]>;
}

type HeldFigure = Parameters<typeof heldAsk>[0];
type Figure = (line: HoldingLine) => Decimal | undefined;

/** What stands behind a column of figures: of a line, of the lines of a group, and of all lines. */
function asks(
  of: HeldFigure,
  lines: readonly HoldingLine[]
): Pick<Column<HoldingLine>, 'ask' | 'groupAsk' | 'totalAsk'> {
  const together = (some: readonly HoldingLine[]) => heldAsk(of, rowsOf(some));
  return {
    ask: (line) => heldAsk(of, [line.row]),
    groupAsk: (group) => together(lines.filter((line) => line.group === group)),
    totalAsk: together(lines)
  };
}

const rowsOf = (lines: readonly HoldingLine[]): HoldingLine['row'][] => lines.map(({ row }) => row);

/** A column of amounts that adds up: by group, and over all. */
function amounts(
  key: string,
  title: string,
  figure: Figure,
  lines: readonly HoldingLine[],
  base: CurrencyCode,
  { signed = false, of }: { readonly signed?: boolean; readonly of: HeldFigure }
): Column<HoldingLine> {
  const options = signed ? change : {};
  const text = (value: Decimal): string => money(value, base, options);
  const ofGroup = (group: string): Decimal | undefined => {
    const within = lines.filter((line) => line.group === group && figure(line) !== undefined);
    return within.length === 0 ? undefined : sumOf(within, figure);
  };
  const total = sumOf(lines, figure);
  const written = (value: Decimal | undefined): string => (value === undefined ? '' : text(value));
  return {
    key,
    title,
    kind: 'money',
    text: (line) => written(figure(line)),
    sort: figure,
    groupText: (group) => written(ofGroup(group)),
    totalText: text(total),
    ...asks(of, lines),
    ...(signed
      ? {
          tone: (line: HoldingLine) => signClass(figure(line)),
          groupTone: (group: string) => signClass(ofGroup(group)),
          totalTone: signClass(total)
        }
      : {})
  };
}

/** Units of a position or a lot; the amount of a balance is the sum of its movements. */
function unitsAsk({ row, asOf }: HoldingLine): Ask {
  const { account, currency } = row;
  if (account === undefined || currency === undefined) return heldAsk('quantity', [row]);
  return ask({ of: 'balance', figure: 'found', account, what: { kind: 'currency', code: currency }, day: asOf });
}

/** Columns of the holdings table over the lines it shows. */
export function positionColumns(
  lines: readonly HoldingLine[],
  base: CurrencyCode,
  drawn: Drawn,
  priceHint: (line: HoldingLine) => string | undefined
): Column<HoldingLine>[] {
  const cost = sumOf(lines, (line) => line.cost);
  const gain = sumOf(lines, (line) => line.gain);
  const weightOf = (group: readonly HoldingLine[]): string =>
    percent(group.reduce((sum, line) => sum + line.weight, 0));
  return [
    {
      key: 'symbol',
      title: texts.holding,
      kind: 'name',
      text: (line) => `${line.symbol} ${line.name}`,
      cell: drawn.name,
      sort: (line) => line.symbol
    },
    {
      key: 'quantity',
      title: texts.quantity,
      kind: 'number',
      width: 76,
      text: (line) => line.quantity,
      ask: unitsAsk
    },
    {
      key: 'price',
      title: texts.price,
      kind: 'money',
      width: 84,
      text: (line) => (line.currency === '' || line.currency === base ? line.price : `${line.price} ${line.currency}`),
      hint: priceHint,
      ask: (line) => heldAsk('price', [line.row]),
      tone: (line) => (line.stale ? 'hint' : '')
    },
    { key: 'stale', title: '', kind: 'mark', width: 14, cell: drawn.stale },
    amounts('day', texts.day, (line) => line.dayChange, lines, base, { signed: true, of: 'day-change' }),
    {
      key: 'dayReturn',
      title: texts.percent,
      kind: 'percent',
      text: (line) => (line.dayReturn === undefined ? '' : percent(line.dayReturn, { digits: 2, sign: 'change' })),
      tone: (line) => signClass(line.dayReturn),
      sort: (line) => line.dayReturn,
      ask: (line) => heldAsk('day-return', [line.row]),
      askTitle: figureTexts.names['day-return'],
      hideBelow: 900
    },
    { ...amounts('value', texts.value, (line) => line.value, lines, base, { of: 'value' }), strong: true },
    {
      key: 'weight',
      title: texts.weight,
      kind: 'percent',
      text: (line) => percent(line.weight),
      sort: (line) => line.weight,
      groupText: (group) => weightOf(lines.filter((line) => line.group === group)),
      totalText: weightOf(lines),
      ...asks('weight', lines)
    },
    {
      ...amounts('cost', texts.cost, (line) => line.cost, lines, base, { of: 'cost' }),
      tone: () => 'quiet',
      hideBelow: 860
    },
    amounts('gain', texts.gain, (line) => line.gain, lines, base, { signed: true, of: 'gain' }),
    {
      key: 'gainReturn',
      title: texts.percent,
      kind: 'percent',
      width: 72,
      text: (line) => (line.gainReturn === undefined ? '' : percent(line.gainReturn, change)),
      tone: (line) => signClass(line.gainReturn),
      sort: (line) => line.gainReturn,
      totalText: percent(cost === 0n ? NaN : Number(gain) / Math.abs(Number(cost)), change),
      totalTone: signClass(gain),
      ask: (line) => heldAsk('gain-return', [line.row]),
      totalAsk: heldAsk('gain-return', rowsOf(lines)),
      askTitle: figureTexts.names['gain-return'],
      hideBelow: 760
    },
    { key: 'year', title: texts.year, kind: 'spark', cell: drawn.spark, hideBelow: 1080 }
  ];
}
