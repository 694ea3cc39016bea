import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { MeasureInput } from '$lib/quant/measures';

/** A golden table of this folder. */
export function table<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as T;
}

/** Returns as an input of measures on days that follow one another. */
export function inputOf(returns: ArrayLike<number>, also: Partial<MeasureInput> = {}): MeasureInput {
  const values = Float64Array.from(returns);
  return { returns: values, days: values.map((_, t) => 10_000 + t), periodsPerYear: 252, ...also };
}

/** Expects a figure within a tolerance; null is a figure that is not defined. */
export function expectFigure(figure: number, expected: number | string | null, tolerance: number): void {
  if (expected === null) return expect(figure).toBeNaN();
  const wanted = Number(expected);
  if (!Number.isFinite(wanted)) return expect(figure).toBe(wanted);
  expect(Math.abs(figure - wanted), `${figure} for ${wanted}`).toBeLessThanOrEqual(tolerance);
}
