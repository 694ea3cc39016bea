import type { Snippet } from 'svelte';
import { ZERO, type Decimal } from '$lib/domain/money';
import type { RealisedView } from '$lib/services/realised-gains';
import { exactMoney } from '$lib/ui/format';
import type { Column } from '$lib/ui/tables';
import { signClass } from '$lib/ui/theme';
import { gainsTexts as texts } from '$lib/ui/texts';
import type { GainAsk, GainFigure } from './choice';
import type { GainLine, Sums } from './rows';

/** What an amount column shows of a line, and of sums. */
interface Figures {
  readonly ofLine: (line: GainLine) => Decimal;
  readonly ofSums: (sums: Sums) => Decimal;
  readonly figure: GainFigure;
  readonly asks: GainAsk;
  /** True where the sign is what matters. */
  readonly signed?: boolean;
}

/** A column of amounts to the cent, as tax has them; it adds up by group and over all. */
function amounts(
  key: string,
  title: string,
  view: RealisedView,
  { ofLine, ofSums, figure, asks, signed = false }: Figures,
  more: Partial<Column<GainLine>> = {}
): Column<GainLine> {
  const sumsOf = new Map<string, Sums>(view.groups.map(({ group, sums }) => [group, sums]));
  const text = (value: Decimal): string => exactMoney(value, view.taxCurrency, signed ? { sign: 'change' } : {});
  const known = (line: GainLine): Decimal | undefined => (line.gain.gain === undefined ? undefined : ofLine(line));
  const ofGroup = (group: string): Decimal | undefined => {
    const sums = sumsOf.get(group);
    return sums && ofSums(sums);
  };
  return {
    key,
    title,
    kind: 'money',
    width: 112,
    text: (line) => {
      const value = known(line);
      return value === undefined ? texts.noRate : text(value);
    },
    tone: (line) => {
      const value = known(line);
      return value === undefined ? 'warn' : signed ? signClass(value) : '';
    },
    sort: known,
    ask: ({ gain }) => asks(figure, { gain: gain.key }),
    groupAsk: (group) => asks(figure, { group }),
    totalAsk: asks(figure),
    groupText: (group) => {
      const value = ofGroup(group);
      return value === undefined ? '' : text(value);
    },
    groupTone: (group) => (signed ? signClass(ofGroup(group)) : ''),
    totalText: text(ofSums(view.sums)),
    totalTone: signed ? signClass(ofSums(view.sums)) : '',
    ...more
  };
}

/** Columns of the table. */
export function gainColumns(
  view: RealisedView,
  lines: readonly GainLine[],
  asks: GainAsk,
  name: Snippet<[GainLine]>
): Column<GainLine>[] {
  // What is left out first when the table is narrow; a column of denied losses takes more room.
  const more = view.sums.denied === 0n ? 0 : 124;
  const wide = { hideBelow: 800 + more };
  const columns: (Column<GainLine> | false)[] = [
    { key: 'holding', title: texts.holding, kind: 'name', strong: true, cell: name, sort: (line) => line.symbol },
    { key: 'closed', title: texts.closed, kind: 'date', text: (line) => line.closed, sort: (line) => line.gain.closed },
    lines.some((line) => line.opened !== '') && openedColumn(910 + more),
    {
      key: 'units',
      title: texts.units,
      kind: 'number',
      text: (line) => line.units,
      ask: ({ gain }) => asks('units', { gain: gain.key }),
      hideBelow: 640
    },
    amounts(
      'proceeds',
      texts.proceeds,
      view,
      { ofLine: ({ gain }) => gain.proceeds.amount, ofSums: (sums) => sums.proceeds, figure: 'proceeds', asks },
      wide
    ),
    amounts(
      'cost',
      texts.cost,
      view,
      { ofLine: ({ gain }) => gain.cost.amount, ofSums: (sums) => sums.cost, figure: 'cost', asks },
      wide
    ),
    more > 0 && deniedColumn(view, asks),
    amounts(
      'gain',
      texts.gain,
      view,
      { ofLine: ({ gain }) => gain.gain ?? ZERO, ofSums: (sums) => sums.net, figure: 'gain', asks, signed: true },
      { strong: true }
    ),
    {
      key: 'account',
      title: texts.account,
      kind: 'text',
      width: 120,
      text: (line) => line.account,
      tone: () => 'quiet',
      hideBelow: 1040 + more
    }
  ];
  return columns.filter((column) => column !== false);
}

function openedColumn(hideBelow: number): Column<GainLine> {
  return {
    key: 'opened',
    title: texts.opened,
    kind: 'date',
    text: (line) => line.opened,
    tone: () => 'quiet',
    sort: (line) => line.gain.opened,
    hideBelow
  };
}

function deniedColumn(view: RealisedView, asks: GainAsk): Column<GainLine> {
  return amounts(
    'denied',
    texts.denied,
    view,
    { ofLine: (line) => line.denied, ofSums: (sums) => sums.denied, figure: 'denied', asks },
    {
      hideBelow: 680,
      tone: () => 'quiet',
      text: ({ denied }) => (denied === 0n ? '' : exactMoney(denied, view.taxCurrency))
    }
  );
}
