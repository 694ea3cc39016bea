import type { InstrumentId } from '$lib/domain/instruments';
import type { Income } from '$lib/services/follow-income';
import { date, exactMoney, money, price, quantity } from '$lib/ui/format';
import type { SumRow } from '$lib/ui/tables';
import { incomeTexts as texts } from '$lib/ui/texts';
import { ask, heldAsk, incomeAsk } from '../asks';
import type { Names } from '../ledger/rows';

const SHOWN = 12;

/** Payments to come: day, holding, a unit, units, gross, in base, what it is reckoned from. */
export function comingRows({ expected }: Income, base: string, names: Names): SumRow[] {
  return expected.map((one, at): SumRow => ({
    key: `${one.instrument} ${one.day} ${at}`,
    get cells(): SumRow['cells'] {
      const of = (figure: 'per-unit' | 'gross' | 'in-base') =>
        ask({ of: 'expected', figure, instrument: one.instrument, day: one.day });
      return [
        date(one.day),
        { text: names.symbol(one.instrument), strong: true },
        { text: texts.bases[one.basis], tone: 'hint' },
        { text: price(one.perUnit, one.gross.currency), ask: of('per-unit') },
        { text: quantity(one.units), ask: heldAsk('quantity', [{ instrument: one.instrument }]) },
        { text: exactMoney(one.gross.amount, one.gross.currency), ask: of('gross') },
        one.inBase === undefined ? '' : { text: money(one.inBase, base), ask: of('in-base') }
      ];
    }
  }));
}

/** Payments that came, newest first. */
export function pastRows({ received }: Income, base: string, names: Names): SumRow[] {
  return [...received].reverse().map((one): SumRow => ({
    key: one.event,
    get cells(): SumRow['cells'] {
      const of = (figure: 'gross' | 'net' | 'in-base') => ask({ of: 'payment', figure, event: one.event });
      return [
        date(one.day),
        { text: one.instrument === undefined ? texts.cash : names.symbol(one.instrument), strong: true },
        { text: `${texts.kinds[one.kind]}, ${names.account(one.account)}`, tone: 'hint' },
        { text: exactMoney(one.gross.amount, one.gross.currency), ask: of('gross') },
        { text: exactMoney(one.net.amount, one.net.currency), ask: of('net') },
        one.inBase === undefined ? '' : { text: money(one.inBase, base), ask: of('in-base') }
      ];
    }
  }));
}

/** Income of each holding, the largest first; past a dozen they are added up. */
export function holdingRows({ byInstrument }: Income, base: string, names: Names): SumRow[] {
  type Of = readonly (InstrumentId | null)[];
  const row = (key: string, name: string, received: bigint, expected: bigint, of: Of): SumRow => ({
    key,
    cells: [
      { text: name, strong: true },
      { text: figure(received, base), ask: incomeAsk('received', { instruments: of }) },
      { text: figure(expected, base), ask: incomeAsk('expected', { instruments: of }) }
    ]
  });
  const others = byInstrument.slice(SHOWN);
  const rows = byInstrument.slice(0, SHOWN).map(({ instrument, received, expected }) => {
    const name = instrument === undefined ? texts.cash : names.symbol(instrument);
    return row(instrument ?? 'cash', name, received, expected, [instrument ?? null]);
  });
  if (others.length === 0) return rows;
  const [received, expected] = others.reduce(([a, b], one) => [a + one.received, b + one.expected], [0n, 0n]);
  const ids = others.map(({ instrument = null }) => instrument);
  return [...rows, row('others', texts.others(others.length), received ?? 0n, expected ?? 0n, ids)];
}

function figure(value: bigint, base: string): string {
  return value === 0n ? '' : money(value as Parameters<typeof money>[0], base);
}
