import type { Goal } from '$lib/quant/simulation';

/** A goal as a person sets it: by the end of a year. */
export interface PlannedGoal {
  readonly name: string;
  readonly kind: Goal['kind'];
  readonly year: number;
  readonly amount: number;
  readonly indexed: boolean;
  readonly priority: number;
}

const MOST = 8;

/** Goals as the address keeps them: JSON rows, nothing that is not one. */
export function goalsFromText(text: string, years: number): PlannedGoal[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return [];
  }
  if (!Array.isArray(parsed)) return [];
  return parsed.slice(0, MOST).flatMap((row: unknown) => {
    if (!Array.isArray(row)) return [];
    const [name, kind, year, amount, indexed, priority] = row as unknown[];
    if (typeof name !== 'string' || (kind !== 'spend' && kind !== 'reach')) return [];
    if (typeof year !== 'number' || typeof amount !== 'number' || typeof priority !== 'number') return [];
    if (!(amount >= 0 && amount <= 1e12)) return [];
    return [
      {
        ...{ name: name.slice(0, 40), kind, amount, indexed: indexed !== 0 },
        year: Math.min(years, Math.max(1, Math.round(year))),
        priority: Math.min(3, Math.max(1, Math.round(priority)))
      }
    ];
  });
}

/** The same text again. */
export function goalsText(goals: readonly PlannedGoal[]): string {
  return JSON.stringify(
    goals.map(({ name, kind, year, amount, indexed, priority }) => [
      name,
      kind,
      year,
      amount,
      indexed ? 1 : 0,
      priority
    ])
  );
}

/** Goals of the calculation. */
export function specGoals(goals: readonly PlannedGoal[]): Goal[] {
  return goals.map(({ year, ...rest }) => ({ ...rest, month: 12 * year }));
}
