import { absolute } from '$lib/domain/money';
import type { RealisedView } from '$lib/services/realised-gains';
import { exactMoney } from '$lib/ui/format';
import { gainsTexts } from '$lib/ui/texts';
import type { GainAsk, GainFigure, GainsOf } from './choice';
import { yearText, type GainNames } from './rows';

const texts = gainsTexts.words;

/** Puts a figure into a sentence, with what stands behind it. */
type Put = (text: string, ask: ReturnType<GainAsk>, title: string) => string;

/** The year in a few sentences, each figure put into them. */
export function gainWords(view: RealisedView, names: GainNames, asks: GainAsk, put: Put): string {
  const { sums, year, taxCurrency } = view;
  if (!year) return '';
  const money = (value: typeof sums.net, figure: GainFigure, of?: GainsOf): string =>
    put(
      exactMoney(value, taxCurrency, of ? { sign: 'change' } : {}),
      asks(figure, of),
      gainsTexts[figure === 'denied' ? 'denied' : 'gain']
    );
  const closings = texts.closings(sums.count);
  const name = yearText(year);
  const parts = [
    sums.net > 0n
      ? texts.gained(money(sums.net, 'gain'), name, closings)
      : sums.net < 0n
        ? texts.lost(money(absolute(sums.net), 'gain'), name, closings)
        : texts.even(name, closings)
  ];
  const most = view.byInstrument.toSorted((a, b) => (absolute(b.sums.net) > absolute(a.sums.net) ? 1 : -1))[0];
  if (most && view.byInstrument.length > 1 && most.sums.net !== 0n)
    parts.push(
      texts.most(names.symbol(most.instrument), money(most.sums.net, 'gain', { instrument: most.instrument }))
    );
  const long = view.byTerm ? view.groups.find(({ group }) => group === 'long') : undefined;
  if (long && view.groups.length > 1) parts.push(texts.terms(money(long.sums.net, 'gain', { group: 'long' })));
  if (sums.denied !== 0n) parts.push(texts.denied(money(sums.denied, 'denied')));
  if (view.gains.some(({ provisional }) => provisional)) parts.push(texts.open);
  return parts.join('');
}
