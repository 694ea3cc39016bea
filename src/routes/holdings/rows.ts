import type { Day } from '$lib/domain/calendar';
import { identifierOf, type Instrument, type InstrumentId } from '$lib/domain/instruments';
import type { Account } from '$lib/domain/ledger';
import { sum, ZERO, type Decimal } from '$lib/domain/money';
import type { HeldPositions } from '$lib/services/value-portfolio';
import type { heldAsk } from '../asks';
import { date, exactMoney, price, quantity } from '$lib/ui/format';
import { holdingsTexts as texts } from '$lib/ui/texts';
import { staleText } from '../stale-holdings';

/** How rows stand together. */
export type Grouping = 'sector' | 'kind' | 'currency' | 'none';

type HeldRow = NonNullable<Parameters<typeof heldAsk>[1]>[number];

/** A line of the holdings table: a position, one of its lots, or cash. */
export interface HoldingLine {
  readonly key: string;
  readonly symbol: string;
  readonly name: string;
  readonly group: string;
  readonly instrument?: InstrumentId;
  /** What the line is a line of, for those who ask what stands behind it. */
  readonly row: HeldRow;
  readonly asOf: Day;
  readonly quantity: string;
  readonly price: string;
  readonly currency: string;
  readonly stale?: string;
  readonly dayChange?: Decimal;
  readonly dayReturn?: number;
  readonly value: Decimal;
  readonly weight: number;
  readonly cost?: Decimal;
  readonly gain?: Decimal;
  readonly gainReturn?: number;
  readonly lots: readonly HoldingLine[];
}

/** Lines of what is held, positions first, greatest first, then cash. `on`: the day by which prices are old. */
export function holdingLines(
  held: HeldPositions,
  instruments: readonly Instrument[],
  accounts: readonly Account[],
  grouping: Grouping,
  on: Day
): HoldingLine[] {
  const { holdings } = held;
  const { asOf } = holdings;
  const byId = new Map(instruments.map((one) => [one.id, one]));
  const accountName = new Map(accounts.map((one) => [one.id, one.name]));
  const positions = holdings.rows.map((row): HoldingLine => {
    const instrument = byId.get(row.instrument);
    const symbol = instrument ? identifierOf(instrument) : row.instrument;
    const stale = staleReason(row, on);
    return {
      key: row.instrument,
      symbol,
      name: instrument?.name ?? '',
      group: groupOf(instrument, row.price.currency, grouping),
      instrument: row.instrument,
      row: { instrument: row.instrument },
      asOf,
      quantity: quantity(row.quantity),
      price: price(row.price.value, row.price.currency),
      currency: row.price.currency,
      ...(stale === undefined ? {} : { stale }),
      ...(row.dayChange === undefined ? {} : { dayChange: row.dayChange }),
      ...(row.dayReturn === undefined ? {} : { dayReturn: row.dayReturn }),
      value: row.value,
      weight: row.weight,
      cost: row.cost,
      gain: row.gain,
      ...(row.gainReturn === undefined ? {} : { gainReturn: row.gainReturn }),
      lots: row.lots.map((lot) => ({
        key: `${row.instrument} ${lot.id}`,
        symbol: date(lot.opened),
        name: texts.lot(accountName.get(lot.account) ?? lot.account, texts.days(lot.daysHeld)),
        group: '',
        row: { instrument: row.instrument, lot: lot.id, account: lot.account },
        asOf,
        quantity: quantity(lot.quantity),
        price: '',
        currency: '',
        value: lot.value,
        weight: row.value === 0n ? NaN : (row.weight * Number(lot.value)) / Number(row.value),
        cost: lot.cost,
        gain: lot.gain,
        ...(lot.cost === 0n ? {} : { gainReturn: Number(lot.gain) / Math.abs(Number(lot.cost)) }),
        lots: []
      }))
    };
  });
  const cash = holdings.cash.map((row): HoldingLine => ({
    key: `cash ${row.account} ${row.currency}`,
    symbol: row.currency,
    name: accountName.get(row.account) ?? row.account,
    group: grouping === 'currency' ? row.currency : grouping === 'none' ? '' : texts.cash,
    row: { account: row.account, currency: row.currency },
    asOf,
    quantity: exactMoney(row.amount, row.currency),
    price: '',
    currency: '',
    value: row.value,
    weight: row.weight,
    lots: []
  }));
  return [...positions, ...cash];
}

function groupOf(instrument: Instrument | undefined, currency: string, grouping: Grouping): string {
  if (grouping === 'none') return '';
  if (grouping === 'currency') return currency;
  if (grouping === 'kind') return instrument ? instrument.kind[0]?.toUpperCase() + instrument.kind.slice(1) : '';
  return instrument?.sector ?? '–';
}

function staleReason({ price: of }: HeldPositions['holdings']['rows'][number], on: Day): string | undefined {
  if (of.source === 'trade') return texts.fromTrade;
  if (of.source === 'cost') return texts.atCost;
  return of.day === undefined ? undefined : staleText(of.day, on);
}

/** Sum of a figure over lines; lines without it count as nothing. */
export function sumOf(lines: readonly HoldingLine[], figure: (line: HoldingLine) => Decimal | undefined): Decimal {
  return sum(lines.map((line) => figure(line) ?? ZERO));
}

/** Text that a filter is matched against. */
export function searchText(line: HoldingLine): string {
  return `${line.symbol} ${line.name} ${line.group}`.toLowerCase();
}
