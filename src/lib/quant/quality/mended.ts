import type { SplitRatio } from '$lib/domain/market';
import type { CheckedSeries, QualityCode, QualityContext, QualityFinding } from './finding';
import { eachRowFlaw, soundRows } from './row-flaws';
import { checkOf, seriesFindings } from './series-findings';
import { turned } from './turned';

/** A value that was mended: NaN before where there was none, NaN after where it was taken out. */
export interface MendedValue {
  readonly day: number;
  readonly before: number;
  readonly after: number;
  readonly why: QualityCode;
}

/** A series after repair, what was done to it, and splits that it seems to hold: proposed, never applied. */
export interface Repair {
  readonly days: Int32Array;
  readonly values: Float64Array;
  readonly records: readonly MendedValue[];
  readonly proposals: readonly SplitRatio[];
}

/**
 * Mends a series by the rule of each check and no further: what is no number, zero, negative, on a day without a session or a
 * bad print is taken out; rows are put in order; of a day with several rows the last stays; runs a hundred times the rest are
 * divided by 100, runs a hundredth of it multiplied. Splits are proposed. No value is ever made up.
 */
export function mended(given: CheckedSeries, context: QualityContext): Repair {
  const { series } = turned(given);
  const records: MendedValue[] = rowRecords(series);
  const sound = soundRows(series);
  const { kind, moves, raw = false } = series;
  const { findings } = seriesFindings({ kind, moves, raw, days: sound.days, values: sound.values }, context);
  const values = Float64Array.from(sound.values);
  for (const finding of findings) {
    const change = changeOf(finding);
    if (!change) continue;
    for (let at = firstFrom(sound.days, finding.from); at < sound.days.length; at++) {
      const day = sound.days[at] ?? Infinity;
      if (day > finding.to) break;
      const before = values[at] ?? NaN;
      if (Number.isNaN(before)) continue;
      values[at] = change(before);
      records.push({ day, before, after: values[at] ?? NaN, why: finding.code });
    }
  }
  const kept = values.map((value) => (Number.isNaN(value) ? 0 : 1));
  return {
    days: sound.days.filter((_, at) => kept[at] === 1),
    values: values.filter((_, at) => kept[at] === 1),
    records: records.sort((a, b) => a.day - b.day),
    proposals: proposedSplits(findings)
  };
}

/** Splits that findings propose. */
function proposedSplits(findings: readonly QualityFinding[]): SplitRatio[] {
  return findings.flatMap(({ code, from, facts: { ratio } }) =>
    code === 'split-shaped' && ratio ? [{ day: from, numerator: ratio[0], denominator: ratio[1] }] : []
  );
}

/** What a rule makes of a value; NaN takes it out. Undefined for what only a person can mend. */
function changeOf({ code, facts }: QualityFinding): ((value: number) => number) | undefined {
  const { repair } = checkOf(code);
  if (repair === 'take-out') return () => NaN;
  return repair === 'by-hundred' ? byHundred(facts.factor) : undefined;
}

/** What a person may have done to the values of a finding: the rule, or another unit where two sources differ and only they can tell which is right. */
export function offeredChange(finding: QualityFinding): ((value: number) => number) | undefined {
  const { code, facts } = finding;
  return code === 'unit-differs' && facts.difference === 'hundredths' ? byHundred(facts.factor) : changeOf(finding);
}

const byHundred = (factor = 1): ((value: number) => number) =>
  factor > 1 ? (value) => value / 100 : (value) => value * 100;

/** Records of rows: what was taken out, and days of which one row stays. A row that is only out of its place keeps its value. */
function rowRecords(series: CheckedSeries): MendedValue[] {
  const { days, values } = series;
  const worst = new Map<number, QualityCode>();
  eachRowFlaw(series, (row, code) => {
    if (!worst.has(row)) worst.set(row, code);
  });
  const last = new Map<number, number>();
  if ([...worst.values()].some((code) => code.startsWith('duplicate')))
    days.forEach((day, row) => void last.set(day, values[row] ?? NaN));
  return [...worst].map(([row, why]) => {
    const [day, value] = [days[row] ?? 0, values[row] ?? NaN];
    if (why === 'wrong-order' || why.startsWith('duplicate'))
      return { day, before: value, after: last.get(day) ?? value, why };
    return { day, before: value, after: NaN, why };
  });
}

function firstFrom(days: Int32Array, day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle] ?? 0) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
