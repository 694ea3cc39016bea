import type { InstrumentId } from '$lib/domain/instruments';
import { suggestionOf } from '$lib/services/optimize-portfolio';
import type { SavedRun } from '$lib/services/saved-runs';
import { count, percent, ratio } from '$lib/ui/format';
import { compareTexts as texts } from '$lib/ui/texts';
import { measureWords, riskText, spanOf } from '../measures';

export type OptimizerRun = SavedRun<'optimize'>;

/** A row of a comparison: a cell for each run, empty where the run has nothing to say. */
export interface ComparedRow {
  readonly key: string;
  readonly label: string;
  readonly cells: readonly string[];
  /** True where every run says the same. */
  readonly alike: boolean;
}

const row = (key: string, label: string, cells: readonly string[]): ComparedRow => ({
  key,
  label,
  cells,
  alike: cells.every((cell) => cell === cells[0])
});

const HELD = 5e-4;

/** Return, risk by every measure that a run was made with, and what stands beside them. */
export function figureRows(runs: readonly OptimizerRun[]): ComparedRow[] {
  const answers = runs.map(({ output: { answer } }) => ({ answer, found: suggestionOf(answer) }));
  const cells = (of: (one: (typeof answers)[number]) => string | undefined): string[] =>
    answers.map((one) => of(one) ?? '');
  const measures = new Map<string, string>();
  for (const { answer } of answers) {
    if (!answer.measured) continue;
    const { risk, period } = answer.measured;
    measures.set(JSON.stringify([risk, period]), `${measureWords(risk).name}, ${spanOf(risk, period)}`);
  }
  return [
    row(
      'expected',
      texts.expected,
      cells(({ found }) => found && percent(found.expectedReturn))
    ),
    row(
      'volatility',
      texts.volatility,
      cells(({ found }) => found && percent(found.volatility))
    ),
    ...[...measures].map(([key, label]) =>
      row(
        key,
        label,
        cells(({ answer: { measured } }) =>
          measured?.suggested !== undefined && JSON.stringify([measured.risk, measured.period]) === key
            ? riskText(measured.suggested, measured.risk)
            : undefined
        )
      )
    ),
    row(
      'sharpe',
      texts.sharpe,
      cells(({ found }) => found && ratio(found.sharpe))
    ),
    row(
      'held',
      texts.held,
      cells(({ found }) => found && count(found.weights.filter((weight) => Math.abs(weight) >= HELD).length))
    ),
    row(
      'turnover',
      texts.turnover,
      cells(({ answer, found }) => {
        if (!found) return undefined;
        const moved = found.weights.reduce(
          (sum, weight, at) => sum + Math.abs(weight - (answer.currentWeights[at] ?? 0)),
          Math.abs(found.cash - answer.current.cash)
        );
        return percent(moved / 2);
      })
    ),
    row(
      'data',
      texts.data,
      runs.map(({ sameData }) => (sameData ? texts.same : texts.changed))
    )
  ];
}

/** Suggested weights by instrument, those that some run holds, the largest first; cash last. */
export function weightRows(
  runs: readonly OptimizerRun[],
  nameOf: (id: InstrumentId) => string
): { readonly rows: ComparedRow[]; readonly total: readonly string[] } {
  const weights = runs.map(({ output: { answer } }) => {
    const found = suggestionOf(answer);
    return new Map(answer.instruments.map((id, at) => [id, found?.weights[at] ?? 0]));
  });
  const cash = runs.map(({ output: { answer } }) => suggestionOf(answer)?.cash ?? 0);
  const most = (id: InstrumentId): number => Math.max(...weights.map((one) => Math.abs(one.get(id) ?? 0)));
  const ids = [...new Set(weights.flatMap((one) => [...one.keys()]))].filter((id) => most(id) >= HELD);
  const rows = ids
    .sort((a, b) => most(b) - most(a))
    .map((id) =>
      row(
        id,
        nameOf(id),
        weights.map((one) => (one.has(id) ? percent(one.get(id) ?? 0) : ''))
      )
    );
  rows.push(
    row(
      'cash',
      texts.cash,
      cash.map((one) => percent(one))
    )
  );
  const total = weights.map((one, at) =>
    percent([...one.values()].reduce((sum, weight) => sum + weight, cash[at] ?? 0))
  );
  return { rows, total };
}

/** Settings that are fractions in the address. */
const fractions: ReadonlySet<string> = new Set([
  'tail',
  'below',
  'vol',
  'target',
  'cap',
  'cash',
  'sure',
  'rf',
  'radius'
]);

/** A setting of an address as a person reads it. */
function settingText(key: string, text: string): string {
  const value = Number(text);
  if (fractions.has(key) && Number.isFinite(value)) return percent(value);
  return texts.value[key]?.[text] ?? text;
}

/** Settings of the addresses that are not the same in every run. */
export function settingRows(runs: readonly OptimizerRun[]): ComparedRow[] {
  const addresses = runs.map(({ address }) => new URLSearchParams(address));
  return Object.entries(texts.setting).flatMap(([key, label]) => {
    const cells = addresses.map((one) => {
      const text = one.get(key);
      return text === null ? texts.usual : settingText(key, text);
    });
    const found = row(key, label, cells);
    return found.alike ? [] : [found];
  });
}
