import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { FactorFile, FactorsQuestion } from '$lib/services/explain-by-factors';
import { session } from '$lib/state/session.svelte';
import { factorsTexts as texts } from '$lib/ui/texts';
import { chosen, spanStart } from '../analysed';

type Frequency = FactorsQuestion['frequency'];
type Choice = FactorsQuestion['choice'];

/** A factor of a person's own: the return of something, less that of another. */
export interface OwnPick {
  readonly long: InstrumentId;
  readonly short?: InstrumentId;
}

/** A factor of a file. */
export interface FilePick {
  readonly file: string;
  readonly name: string;
}

/** What a person chose, from the address. */
export interface FactorInputs {
  readonly source: keyof typeof texts.sources;
  readonly own: readonly OwnPick[];
  /** Undefined when nothing was ticked or unticked: then all of the newest file. */
  readonly ticked: readonly FilePick[] | undefined;
  readonly count: number;
  readonly scale: keyof typeof texts.statistical.scales;
  readonly years: string;
  readonly frequency: Frequency;
  /** What was asked for: a file with fewer returns makes the frequency coarser. */
  readonly asked: Frequency;
  readonly errors: FactorsQuestion['errors'];
  readonly late: FactorsQuestion['late'];
  readonly window: number;
}

export const MOST_STATISTICAL = 8;

/** Moving windows that are offered, in returns. */
export const windowsOf: Readonly<Record<Frequency, readonly number[]>> = {
  daily: [63, 126, 252, 504],
  weekly: [26, 52, 104, 156],
  monthly: [24, 36, 60]
};
const USUAL: Readonly<Record<Frequency, number>> = { daily: 252, weekly: 104, monthly: 36 };

/** Lists in the address are JSON; anything else that stands there is no list. */
function listFrom<T>(key: string, one: (raw: unknown) => T | undefined): readonly T[] | undefined {
  const text = session.read(key);
  if (text === undefined) return undefined;
  try {
    const raw: unknown = JSON.parse(text);
    return Array.isArray(raw) ? raw.flatMap((each: unknown) => one(each) ?? []) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const texted = (raw: unknown): readonly string[] =>
  Array.isArray(raw) ? raw.filter((one): one is string => typeof one === 'string') : [];

function ownFrom(raw: unknown): OwnPick | undefined {
  const [long, short] = texted(raw);
  if (long === undefined) return undefined;
  return { long: long as InstrumentId, ...(short === undefined ? {} : { short: short as InstrumentId }) };
}

function tickFrom(raw: unknown): FilePick | undefined {
  const [file, name] = texted(raw);
  return file === undefined || name === undefined ? undefined : { file, name };
}

/** The text of own factors for the address. */
export const ownText = (own: readonly OwnPick[]): string =>
  JSON.stringify(own.map(({ long, short }) => (short === undefined ? [long] : [long, short])));

/** The text of ticked factors for the address. */
export const tickedText = (ticked: readonly FilePick[]): string =>
  JSON.stringify(ticked.map(({ file, name }) => [file, name]));

function windowChosen(frequency: Frequency): number {
  const window = Number(session.read('window'));
  return windowsOf[frequency].includes(window) ? window : USUAL[frequency];
}

/** Settings as the address has them; without own factors the benchmark is one. */
export function inputsFromAddress(benchmark: InstrumentId | undefined): FactorInputs {
  const frequency = chosen('returns', texts.frequencies, 'daily');
  const count = Number(session.read('count') ?? NaN);
  return {
    source: chosen('from', texts.sources, benchmark === undefined ? 'statistical' : 'own'),
    own: listFrom('own', ownFrom) ?? (benchmark === undefined ? [] : [{ long: benchmark }]),
    ticked: listFrom('ticked', tickFrom),
    count: Number.isInteger(count) && count >= 1 && count <= MOST_STATISTICAL ? count : 3,
    scale: chosen('scale', texts.statistical.scales, 'correlation'),
    years: chosen('years', texts.spans, '5'),
    frequency,
    asked: frequency,
    errors: chosen('errors', texts.errorKinds, 'hac'),
    late: chosen('late', texts.lates, 'left-out'),
    window: windowChosen(frequency)
  };
}

/** Factors of a file that explain returns: all but that of cash. */
export const explaining = (file: FactorFile): readonly string[] => file.names.filter((_, at) => at !== file.riskFree);

/** The ticked factors that are still there; all of the newest file when nothing was ticked. */
export function tickedOf(inputs: FactorInputs, files: readonly FactorFile[]): readonly FilePick[] {
  if (inputs.ticked)
    return inputs.ticked.filter(({ file, name }) =>
      files.some((one) => one.id === file && explaining(one).includes(name))
    );
  const newest = files.reduce<FactorFile | undefined>(
    (latest, one) => (latest && latest.createdAt > one.createdAt ? latest : one),
    undefined
  );
  return newest ? explaining(newest).map((name) => ({ file: newest.id, name })) : [];
}

/** Settings with the frequency of the coarsest ticked file: monthly factors explain no days. */
export function fitted(inputs: FactorInputs, files: readonly FactorFile[]): FactorInputs {
  if (inputs.source !== 'files') return inputs;
  const order: readonly Frequency[] = ['daily', 'weekly', 'monthly'];
  const ticked = tickedOf(inputs, files);
  const all = files.filter(({ id }) => ticked.some((one) => one.file === id)).map((one) => one.frequency);
  const frequency = order[Math.max(...[inputs.asked, ...all].map((one) => order.indexOf(one)))] ?? inputs.asked;
  return { ...inputs, frequency, window: windowChosen(frequency) };
}

/** What the returns are explained by; undefined when nothing is picked. */
export function choiceOf(
  inputs: FactorInputs,
  files: readonly FactorFile[],
  nameOf: (id: InstrumentId) => string
): Choice | undefined {
  if (inputs.source === 'statistical') return { kind: 'statistical', count: inputs.count, scale: inputs.scale };
  if (inputs.source === 'own') {
    const factors = inputs.own.map(({ long, short }) => ({
      name: short === undefined ? nameOf(long) : texts.own.difference(nameOf(long), nameOf(short)),
      long,
      ...(short === undefined ? {} : { short })
    }));
    return factors.length === 0 ? undefined : { kind: 'own', factors };
  }
  const factors = tickedOf(inputs, files);
  return factors.length === 0 ? undefined : { kind: 'files', factors };
}

/** The question of some settings over weights held now. */
export function questionOf(
  inputs: FactorInputs,
  choice: Choice,
  over: FactorsQuestion['weights'],
  scope: Pick<FactorsQuestion, 'vault' | 'base' | 'revision'> & { readonly asOf: Day }
): FactorsQuestion {
  const { vault, base, revision, asOf } = scope;
  const { frequency, errors, late, window, years } = inputs;
  return {
    ...{ vault, base, revision, frequency, errors, late, choice },
    instruments: over.map(({ instrument }) => instrument),
    weights: over,
    start: spanStart(years, asOf),
    end: asOf,
    rollingRows: window
  };
}

/** The settings that a question was made with, as far as figures are told by them. */
export function inputsOf(wanted: FactorInputs, question: FactorsQuestion, frequency: Frequency): FactorInputs {
  const { choice, errors, late, rollingRows: window, frequency: asked } = question;
  const own = choice.kind === 'own' ? choice.factors : [];
  return { ...wanted, ...{ source: choice.kind, own, errors, late, window, frequency, asked } };
}
