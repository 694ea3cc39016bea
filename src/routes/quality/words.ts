import { dayFromNumber } from '$lib/domain/calendar';
import type { QualityFinding, SeriesReport } from '$lib/services/check-market-data';
import { count, date, percent, plainNumber, price } from '$lib/ui/format';
import { qualityWords, type QualityFigures } from '$lib/ui/texts';

/** A value of a series as it is quoted. */
export function valueText({ id, unit }: Pick<SeriesReport, 'id' | 'unit'>, value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '';
  if (id.kind === 'prices') return price(value, unit);
  return unit === 'fraction' ? percent(value, { digits: 2 }) : plainNumber(Number(value.toPrecision(7)));
}

/** Day of a finding in words. */
export const dayOf = (day: number): string => date(dayFromNumber(day));

/** Title and sentence of a finding. */
export function findingWords(series: SeriesReport, finding: QualityFinding): { title: string; says: string } {
  const words = qualityWords[finding.code];
  return { title: words?.title ?? finding.code, says: words?.says(figuresOf(series, finding)) ?? finding.key };
}

/** A ratio of units as it is spoken: 2:1. */
export const ratioText = (ratio: readonly [number, number] | undefined): string =>
  ratio ? `${ratio[0]}:${ratio[1]}` : '';

function figuresOf(series: SeriesReport, { from, to, count: values, facts }: QualityFinding): QualityFigures {
  const shown = (value: number | undefined): string => valueText(series, value);
  const { factor } = facts;
  return {
    from: dayOf(from),
    to: dayOf(to),
    count: values,
    countText: count(values),
    value: shown(facts.value),
    before: shown(facts.before),
    after: shown(facts.after),
    times: factor === undefined ? '' : `${plainNumber(Number(factor.toPrecision(3)))} times`,
    ratio: ratioText(facts.ratio),
    power: facts.power === undefined ? '' : plainNumber(facts.power),
    pair: facts.pair ?? '',
    source: facts.source ?? '',
    share: facts.share === undefined ? '' : percent(facts.share),
    worst: factor === undefined ? '' : percent(factor),
    difference: facts.difference ?? ''
  };
}
