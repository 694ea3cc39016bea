import { absolute } from '$lib/domain/money';
import type { RealisedView } from '$lib/services/realised-gains';
import { exactMoney } from '$lib/ui/format';
import { gainsTexts } from '$lib/ui/texts';
import { yearText, type GainNames } from './rows';

const texts = gainsTexts.words;

/** The year in a few sentences. */
export function gainWords(view: RealisedView, names: GainNames): string {
  const { sums, year, taxCurrency } = view;
  if (!year) return '';
  const money = (value: typeof sums.net, signed = false): string =>
    exactMoney(value, taxCurrency, signed ? { sign: 'change' } : {});
  const closings = texts.closings(sums.count);
  const name = yearText(year);
  const parts = [
    sums.net > 0n
      ? texts.gained(money(sums.net), name, closings)
      : sums.net < 0n
        ? texts.lost(money(absolute(sums.net)), name, closings)
        : texts.even(name, closings)
  ];
  const most = view.byInstrument.toSorted((a, b) => (absolute(b.sums.net) > absolute(a.sums.net) ? 1 : -1))[0];
  if (most && view.byInstrument.length > 1 && most.sums.net !== 0n)
    parts.push(texts.most(names.symbol(most.instrument), money(most.sums.net, true)));
  const long = view.byTerm ? view.groups.find(({ group }) => group === 'long') : undefined;
  if (long && view.groups.length > 1) parts.push(texts.terms(money(long.sums.net, true)));
  if (sums.denied !== 0n) parts.push(texts.denied(money(sums.denied)));
  if (view.gains.some(({ provisional }) => provisional)) parts.push(texts.open);
  return parts.join('');
}
