import type { Snippet } from 'svelte';
import type { Decimal } from '$lib/domain/money';
import type { RealisedView } from '$lib/services/realised-gains';
import { exactMoney } from '$lib/ui/format';
import type { Column } from '$lib/ui/tables';
import { signClass } from '$lib/ui/theme';
import { gainsTexts as texts } from '$lib/ui/texts';
import type { GainLine, Sums } from './rows';

type Figure = (line: GainLine) => Decimal;

/** Columns of the table; amounts have cents, as tax has, and add up by group and over all. */
export function gainColumns(
  view: RealisedView,
  lines: readonly GainLine[],
  name: Snippet<[GainLine]>
): Column<GainLine>[] {
  const sumsOf = new Map<string, Sums>(view.groups.map(({ group, sums }) => [group, sums]));
  const amount = (
    key: string,
    title: string,
    figure: Figure,
    total: (sums: Sums) => Decimal,
    more: Partial<Column<GainLine>> = {},
    signed = false
  ): Column<GainLine> => {
    const text = (value: Decimal): string => exactMoney(value, view.taxCurrency, signed ? { sign: 'change' } : {});
    const known = (line: GainLine): Decimal | undefined => (line.gain.gain === undefined ? undefined : figure(line));
    const ofGroup = (group: string): Decimal | undefined => {
      const sums = sumsOf.get(group);
      return sums && total(sums);
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
      groupText: (group) => {
        const value = ofGroup(group);
        return value === undefined ? '' : text(value);
      },
      groupTone: (group) => (signed ? signClass(ofGroup(group)) : ''),
      totalText: text(total(view.sums)),
      totalTone: signed ? signClass(total(view.sums)) : '',
      ...more
    };
  };
  // What is left out first when the table is narrow; a column of denied losses takes more room.
  const more = view.sums.denied === 0n ? 0 : 124;
  const denied =
    more === 0
      ? []
      : [
          amount(
            'denied',
            texts.denied,
            (line) => line.denied,
            (sums) => sums.denied,
            { hideBelow: 680, tone: () => 'quiet', text: (line) => deniedText(line, view.taxCurrency) }
          )
        ];
  const opened: Column<GainLine>[] = lines.some((line) => line.opened !== '')
    ? [
        {
          key: 'opened',
          title: texts.opened,
          kind: 'date',
          text: (line) => line.opened,
          tone: () => 'quiet',
          sort: (line) => line.gain.opened,
          hideBelow: 910 + more
        }
      ]
    : [];
  return [
    { key: 'holding', title: texts.holding, kind: 'name', strong: true, cell: name, sort: (line) => line.symbol },
    { key: 'closed', title: texts.closed, kind: 'date', text: (line) => line.closed, sort: (line) => line.gain.closed },
    ...opened,
    { key: 'units', title: texts.units, kind: 'number', text: (line) => line.units, hideBelow: 640 },
    amount(
      'proceeds',
      texts.proceeds,
      ({ gain }) => gain.proceeds.amount,
      (sums) => sums.proceeds,
      { hideBelow: 800 + more }
    ),
    amount(
      'cost',
      texts.cost,
      ({ gain }) => gain.cost.amount,
      (sums) => sums.cost,
      { hideBelow: 680 + more }
    ),
    ...denied,
    amount(
      'gain',
      texts.gain,
      ({ gain }) => gain.gain ?? (0n as Decimal),
      (sums) => sums.net,
      { strong: true },
      true
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
}

const deniedText = (line: GainLine, currency: string): string =>
  line.denied === 0n ? '' : exactMoney(line.denied, currency);
