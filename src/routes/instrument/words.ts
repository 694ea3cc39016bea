import { absolute } from '$lib/domain/money';
import type { InstrumentView } from '$lib/services/follow-instrument';
import { date, money, percent, price, quantity } from '$lib/ui/format';
import { instrumentTexts as texts } from '$lib/ui/texts';

type PartName = keyof typeof texts.partNames;

/** The paragraph: what the instrument made over the period, and of what. */
export function instrumentWords(view: InstrumentView, symbol: string, period: string, base: string): string {
  const { split, returns } = view;
  const size = (value: bigint): number => Math.abs(Number(value));
  const parts = (Object.keys(texts.partNames) as PartName[])
    .map((name) => ({ name, value: split[name] }))
    .filter(({ value }) => value !== 0n)
    .sort((a, b) => size(b.value) - size(a.value))
    .slice(0, 3);
  const [only] = parts;
  const causes =
    parts.length === 1 && only
      ? texts.allOf(texts.partNames[only.name])
      : parts
          .map(({ name, value }) => texts.part(money(value, base, { sign: 'change' }), texts.partNames[name]))
          .join(', ');
  const made = split.profit < 0n ? texts.lost : texts.made;
  const returned =
    returns && Number.isFinite(returns.timeWeighted) ? percent(returns.timeWeighted, { sign: 'change' }) : '';
  return texts.words(symbol, period, `${made} ${money(absolute(split.profit), base)}`, causes, returned);
}

/** A fact of the position, and the figure of the holding that it shows. */
export interface PositionFact {
  readonly label: string;
  readonly value: string;
  readonly figure?: 'value' | 'cost' | 'gain' | 'income-of-year';
}

/** Facts of the position. */
export function positionFacts(view: InstrumentView, base: string): PositionFact[] {
  const { row, returns } = view;
  const rate = returns && shownRate(returns.moneyWeighted);
  const facts: [string, string | undefined, PositionFact['figure']?][] = [
    [texts.quantity, row && quantity(row.quantity)],
    [texts.price, row && priceText(row)],
    [texts.cost, row && money(row.cost, base), 'cost'],
    [texts.gain, row && gainText(row, base), 'gain'],
    [texts.income, row && money(row.income, base), 'income-of-year'],
    [texts.timeWeighted, returns && percent(returns.timeWeighted, { sign: 'change' })],
    [texts.moneyWeighted, rate === undefined ? undefined : percent(rate, { sign: 'change' })]
  ];
  return facts.flatMap(([label, value, figure]) =>
    value === undefined ? [] : [{ label, value, ...(figure === undefined ? {} : { figure }) }]
  );
}

function priceText({ price: held }: NonNullable<InstrumentView['row']>): string {
  const quoted = 'quoted' in held && held.quoted !== undefined ? price(held.quoted, held.currency) : '';
  return 'day' in held ? `${quoted} ${texts.priceOf(date(held.day))}` : quoted;
}

function gainText({ gain, gainReturn }: NonNullable<InstrumentView['row']>, base: string): string {
  const share = gainReturn === undefined ? '' : ` (${percent(gainReturn, { sign: 'change' })})`;
  return `${money(gain, base, { sign: 'change' })}${share}`;
}

/** Measures of a private holding. */
export function privateFacts(view: InstrumentView, currency: string): { label: string; value: string }[] {
  const measures = view.privateEquity;
  if (!measures) return [];
  const times = (value: number): string => (Number.isFinite(value) ? `${value.toFixed(2)}×` : '');
  return [
    { label: texts.paidIn, value: money(measures.paidIn, currency) },
    { label: texts.distributed, value: money(measures.distributed, currency) },
    { label: texts.dpi, value: times(measures.dpi) },
    { label: texts.rvpi, value: times(measures.rvpi) },
    { label: texts.tvpi, value: times(measures.tvpi) },
    { label: texts.irr, value: percent(shownRate(measures.internalRates) ?? NaN) },
    ...(measures.unfunded === undefined ? [] : [{ label: texts.unfunded, value: money(measures.unfunded, currency) }])
  ];
}

function shownRate(rates: NonNullable<InstrumentView['returns']>['moneyWeighted']): number | undefined {
  return rates.status === 'one' ? rates.rate : rates.status === 'several' ? rates.preferred : undefined;
}
