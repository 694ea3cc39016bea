import type { Instrument } from './instrument';

/**
 * Figures that the program itself knows of. esg-score: on the scale of whoever gave it. expense-ratio and dividend-yield:
 * fractions a year. leverage: how many times a fund moves as what is in it, below zero for an inverse one.
 * market-capitalization: in the instrument's currency.
 */
export const knownFigures = [
  'esg-score',
  'expense-ratio',
  'dividend-yield',
  'leverage',
  'market-capitalization'
] as const;

/** Name of a figure that the program knows of. */
export type KnownFigure = (typeof knownFigures)[number];

/** A figure of an instrument by its name, case ignored; undefined when it has none, or what it has is no number. */
export function figureOf({ figures = {} }: Instrument, name: string): number | undefined {
  const wanted = name.trim().toLowerCase();
  const text = Object.entries(figures)
    .find(([own]) => own.toLowerCase() === wanted)?.[1]
    .trim();
  const value = text === undefined || text === '' ? NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** Names of figures that some of the instruments have, each once, in the order of the alphabet. */
export function figureNames(instruments: Iterable<Instrument>): string[] {
  const names = new Map<string, string>();
  for (const { figures = {} } of instruments)
    for (const name of Object.keys(figures)) names.set(name.toLowerCase(), names.get(name.toLowerCase()) ?? name);
  return [...names.values()].sort();
}
