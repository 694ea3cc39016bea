import {
  indicator,
  indicatorById,
  indicators,
  indicatorsFor,
  settledParameters,
  type AnyIndicator,
  type Bars,
  type LineValues
} from '$lib/quant/indicators';

/** An indicator that is shown, with all its parameters. */
export interface ShownIndicator {
  readonly indicator: AnyIndicator;
  readonly parameters: Readonly<Record<string, number>>;
}

/** Key of the address under which choices stand. */
export const SHOWN_KEY = 'show';
/** Room for the names of lines at the end of a chart with indicators, in px. */
export const GUTTER = 150;
/** Most indicators on one chart: as many as there are colours. */
export const MOST_SHOWN = 8;

/** Choices as the address says them, `sma_50*bollinger_20_2`; what is unknown, out of bounds or needs more than closes is left out. */
export function shownFromText(text: string | undefined, bars: Bars): ShownIndicator[] {
  const offered = new Set(indicatorsFor(bars).map(({ id }) => id));
  const shown = (text ?? '').split('*').flatMap((part) => {
    const [id = '', ...values] = part.split('_');
    const found = [...offered].find((one) => one === id);
    if (found === undefined) return [];
    const one = indicatorById(found);
    const names = Object.keys(one.parameters);
    const given = Object.fromEntries(
      names.flatMap((name, order) => (values[order] ? [[name, Number(values[order])]] : []))
    );
    const parameters = accepted(one, given);
    return parameters === undefined ? [] : [{ indicator: one, parameters }];
  });
  return shown
    .filter((one, index) => shown.findIndex((other) => keyOf(other) === keyOf(one)) === index)
    .slice(0, MOST_SHOWN);
}

/** The text of choices for the address; empty for none. */
export function textFromShown(shown: readonly ShownIndicator[]): string {
  return shown.map(keyOf).join('*');
}

/** What tells one choice from another: the name and its parameters. */
export function keyOf({ indicator: one, parameters }: ShownIndicator): string {
  return [one.id, ...Object.keys(one.parameters).map((name) => parameters[name])].join('_');
}

/** All parameters, or undefined where they do not go together. */
export function accepted(
  one: AnyIndicator,
  given: Readonly<Record<string, number>>
): Readonly<Record<string, number>> | undefined {
  try {
    return settledParameters(one, given);
  } catch (reason) {
    if (reason instanceof RangeError) return undefined;
    throw reason;
  }
}

/** A choice as it is named: "Bollinger bands 20, 2". */
export function nameOf({ indicator: one, parameters }: ShownIndicator): string {
  const values = Object.keys(one.parameters).map((name) => String(parameters[name]));
  return values.length === 0 ? one.name : `${one.name} ${values.join(', ')}`;
}

/** A line of a choice as the chart names it: "SMA 50", "Upper band 20, 2". */
export function lineNameOf(shown: ShownIndicator, line: LineValues): string {
  const values = Object.keys(shown.indicator.parameters).map((name) => String(shown.parameters[name]));
  return [line.name, values.join(', ')].join(' ').trim();
}

/** Lines of a choice. */
export function linesOf(shown: ShownIndicator, bars: Bars): LineValues[] {
  return indicator(shown.indicator.id, shown.parameters, bars);
}

/** Days before the first value of a choice, over all its lines the fewest. */
export function firstDay({ indicator: one, parameters }: ShownIndicator): number {
  return Math.min(...one.lines.map((line) => line.warmUp(parameters)));
}

/** How many indicators are not offered, because they need what a series does not have. */
export const withheldFor = (bars: Bars): number => indicators.length - indicatorsFor(bars).length;
