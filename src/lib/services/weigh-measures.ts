import { run, type InputOf, type OutputOf } from '$lib/compute/caller';

export type WeighAnswer = OutputOf<'decide', 'weigh'>;
export type WeighedId = InputOf<'decide', 'weigh'>['measures'][number];

/** What is weighed, under which question, and whose payments say what each instrument yields. */
export interface WeighQuestion extends Omit<InputOf<'decide', 'weigh'>, 'yields' | 'divisions'> {
  readonly value: Omit<InputOf<'value', 'accountShares'>, 'instruments'>;
}

interface Control {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** Parts of an edge between the best by two measures, and by three. */
const DIVISIONS = { two: 16, three: 5 };

/** Portfolios that nothing allowed beats in all of two or three measures. */
export async function weighedPortfolios({ value, ...asked }: WeighQuestion, control: Control): Promise<WeighAnswer> {
  const { instruments } = asked.question;
  const yields = asked.measures.includes('yield')
    ? (await run('value', 'accountShares', { ...value, instruments }, { signal: control.signal })).yields
    : [];
  const divisions = asked.measures.length === 2 ? DIVISIONS.two : DIVISIONS.three;
  return run('decide', 'weigh', { ...asked, yields, divisions }, control);
}
