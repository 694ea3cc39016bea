import type { Income } from '$lib/services/follow-income';
import { date, exactMoney, money, price, quantity } from '$lib/ui/format';
import type { SumRow } from '$lib/ui/tables';
import { incomeTexts as texts } from '$lib/ui/texts';
import type { Names } from '../ledger/rows';

const SHOWN = 12;

/** Payments to come: day, holding, a unit, units, gross, in base, what it is reckoned from. */
export function comingRows({ expected }: Income, base: string, names: Names): SumRow[] {
  return expected.map((one, at): SumRow => ({
    key: `${one.instrument} ${one.day} ${at}`,
    get cells(): SumRow['cells'] {
      return [
        date(one.day),
        { text: names.symbol(one.instrument), strong: true },
        { text: texts.bases[one.basis], tone: 'hint' },
        price(one.perUnit, one.gross.currency),
        quantity(one.units),
        exactMoney(one.gross.amount, one.gross.currency),
        one.inBase === undefined ? '' : money(one.inBase, base)
      ];
    }
  }));
}

/** Payments that came, newest first. */
export function pastRows({ received }: Income, base: string, names: Names): SumRow[] {
  return [...received].reverse().map((one): SumRow => ({
    key: one.event,
    get cells(): SumRow['cells'] {
      return [
        date(one.day),
        { text: one.instrument === undefined ? texts.cash : names.symbol(one.instrument), strong: true },
        { text: `${texts.kinds[one.kind]}, ${names.account(one.account)}`, tone: 'hint' },
        exactMoney(one.gross.amount, one.gross.currency),
        exactMoney(one.net.amount, one.net.currency),
        one.inBase === undefined ? '' : money(one.inBase, base)
      ];
    }
  }));
}

/** Income of each holding, the largest first; past a dozen they are added up. */
export function holdingRows({ byInstrument }: Income, base: string, names: Names): SumRow[] {
  const row = (key: string, name: string, received: bigint, expected: bigint): SumRow => ({
    key,
    cells: [{ text: name, strong: true }, figure(received, base), figure(expected, base)]
  });
  const others = byInstrument.slice(SHOWN);
  const rows = byInstrument
    .slice(0, SHOWN)
    .map(({ instrument, received, expected }) =>
      row(instrument ?? 'cash', instrument === undefined ? texts.cash : names.symbol(instrument), received, expected)
    );
  if (others.length === 0) return rows;
  const [received, expected] = others.reduce(([a, b], one) => [a + one.received, b + one.expected], [0n, 0n]);
  return [...rows, row('others', texts.others(others.length), received ?? 0n, expected ?? 0n)];
}

function figure(value: bigint, base: string): string {
  return value === 0n ? '' : money(value as Parameters<typeof money>[0], base);
}
