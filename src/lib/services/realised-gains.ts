import { run, type InputOf, type OutputOf } from '$lib/compute/caller';
import { saveFile } from '$lib/platform/files';

interface Control {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

export type RealisedQuestion = InputOf<'value', 'realised'>;
export type RealisedView = OutputOf<'value', 'realised'>;

/** Realised gains of a tax year under a rule, each with its trail. */
export const realisedIn = (question: RealisedQuestion, control: Control) => run('value', 'realised', question, control);

/** Hands a table of gains to the person as a CSV file. */
export function saveGainsFile(csv: string, name: string): void {
  saveFile(csv, name, 'text/csv;charset=utf-8');
}
