import { absolute } from '$lib/domain/money';
import type { InstrumentView } from '$lib/services/follow-instrument';
import { sentence, type SentencePart } from '$lib/ui/controls';
import { date, money, percent, price, quantity } from '$lib/ui/format';
import { instrumentTexts as texts, overviewTexts } from '$lib/ui/texts';
import { ask, heldAsk, profitAsk, returnAsk, type Ask } from '../asks';

type PrivateFigure = Extract<Ask['figure'], { of: 'private' }>['figure'];
type PartName = keyof typeof texts.partNames;

/** The paragraph: what the instrument made over the period, and of what. */
export function instrumentWords(view: InstrumentView, symbol: string, period: string, base: string): SentencePart[] {
  const { split, returns } = view;
  const size = (value: bigint): number => Math.abs(Number(value));
  const parts = (Object.keys(texts.partNames) as PartName[])
    .map((name) => ({ name, value: split[name] }))
    .filter(({ value }) => value !== 0n)
    .sort((a, b) => size(b.value) - size(a.value))
    .slice(0, 3);
  const [only] = parts;
  const of = [view.instrument];
  return sentence((put) => {
    const causes =
      parts.length === 1 && only
        ? texts.allOf(texts.partNames[only.name])
        : parts
            .map(({ name, value }) => {
              const amount = money(value, base, { sign: 'change' });
              return texts.part(put(amount, profitAsk(name, of), texts.partNames[name]), texts.partNames[name]);
            })
            .join(', ');
    const made = split.profit < 0n ? texts.lost : texts.made;
    const profit = put(money(absolute(split.profit), base), profitAsk('profit', of), overviewTexts.profit);
    const returned =
      returns && Number.isFinite(returns.timeWeighted)
        ? put(percent(returns.timeWeighted, { sign: 'change' }), ownReturn(view, 'time-weighted'), texts.timeWeighted)
        : '';
    return texts.words(symbol, period, `${made} ${profit}`, causes, returned);
  });
}

const ownReturn = ({ instrument }: InstrumentView, figure: 'time-weighted' | 'money-weighted'): Ask =>
  returnAsk(figure, { instrument });

/** A fact of the position, and what stands behind it. */
export interface PositionFact {
  readonly label: string;
  readonly value: string;
  readonly ask?: Ask;
}

/** Facts of the position. */
export function positionFacts(view: InstrumentView, base: string): PositionFact[] {
  const { row, returns } = view;
  const rate = returns && shownRate(returns.moneyWeighted);
  const of = (figure: Parameters<typeof heldAsk>[0]) => heldAsk(figure, [{ instrument: view.instrument }]);
  const facts: [string, string | undefined, Ask][] = [
    [texts.quantity, row && quantity(row.quantity), of('quantity')],
    [texts.price, row && priceText(row), of('price')],
    [texts.cost, row && money(row.cost, base), of('cost')],
    [texts.gain, row && gainText(row, base), of('gain')],
    [texts.income, row && money(row.income, base), of('income-of-year')],
    [
      texts.timeWeighted,
      returns && percent(returns.timeWeighted, { sign: 'change' }),
      ownReturn(view, 'time-weighted')
    ],
    [
      texts.moneyWeighted,
      rate === undefined ? undefined : percent(rate, { sign: 'change' }),
      ownReturn(view, 'money-weighted')
    ]
  ];
  return facts.flatMap(([label, value, asked]) => (value === undefined ? [] : [{ label, value, ask: asked }]));
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
export function privateFacts(view: InstrumentView, currency: string): PositionFact[] {
  const measures = view.privateEquity;
  if (!measures) return [];
  const times = (value: number): string => (Number.isFinite(value) ? `${value.toFixed(2)}×` : '');
  const fact = (label: string, value: string, figure: PrivateFigure): PositionFact => ({
    label,
    value,
    ask: ask({ of: 'private', figure, instrument: view.instrument })
  });
  return [
    fact(texts.paidIn, money(measures.paidIn, currency), 'paid-in'),
    fact(texts.distributed, money(measures.distributed, currency), 'distributed'),
    fact(texts.dpi, times(measures.dpi), 'dpi'),
    fact(texts.rvpi, times(measures.rvpi), 'rvpi'),
    fact(texts.tvpi, times(measures.tvpi), 'tvpi'),
    fact(texts.irr, percent(shownRate(measures.internalRates) ?? NaN), 'rate'),
    ...(measures.unfunded === undefined ? [] : [fact(texts.unfunded, money(measures.unfunded, currency), 'unfunded')])
  ];
}

function shownRate(rates: NonNullable<InstrumentView['returns']>['moneyWeighted']): number | undefined {
  return rates.status === 'one' ? rates.rate : rates.status === 'several' ? rates.preferred : undefined;
}
