import { macroFromFile, readSeriesFile, type SeriesFileChoice, type SeriesFileReading } from '$lib/data/importers';
import { currencyFromCode } from '$lib/domain/money';
import type { BatchId } from '$lib/domain/ledger';
import type { RateSeries } from '$lib/domain/market';
import { plainCalendar, seriesFindings } from '$lib/quant/quality';
import { appendActs, saveMacro, type VaultName } from '$lib/storage/dexie';
import { openedVault } from '../open-vault';

/** A file of series, and what a person says of it. */
export interface SeriesFile {
  readonly name: string;
  readonly source: Uint8Array | string;
  readonly choice?: SeriesFileChoice;
}

/** Where a file of series is kept. */
export interface KeptSeriesFile extends SeriesFile {
  readonly vault: VaultName;
  /** Currency that rates are quoted against: units of each column's currency for one of it. */
  readonly base?: string;
  readonly recordedAt: number;
  readonly batch: BatchId;
  readonly title: string;
}

type Read = Extract<SeriesFileReading, { status: 'read' }>;

/** What came of keeping a file. */
export type KeptSeries =
  | { readonly status: 'kept'; readonly series: number; readonly values: number; readonly leftOut: readonly string[] }
  | Extract<SeriesFileReading, { status: 'bad' }>;

/** Shapes of jumps that say what a file is afflicted with. */
const told = {
  redenomination: 'redenomination',
  'split-shaped': 'split-shaped',
  hundredfold: 'hundredfold'
} as const;

/** What a file of series says, with its flaws and the jumps of its values that have a name. Writes nothing. */
export async function readSeries({ source, name, choice }: SeriesFile): Promise<SeriesFileReading> {
  const reading = await readSeriesFile(source, name, choice);
  return reading.status === 'bad' ? reading : { ...reading, flaws: [...reading.flaws, ...jumpsOf(reading)] };
}

function jumpsOf(reading: Read): Read['flaws'] {
  if (reading.kind === 'factors' || reading.frequency === 'yearly') return [];
  return reading.columns.flatMap(({ name, days, values, lines }) => {
    if (values.some((value) => value <= 0) || days.length < 30) return [];
    const kind = reading.kind === 'rates' ? 'rates' : reading.kind === 'macro' ? 'macro' : 'prices';
    const { findings } = seriesFindings(
      { kind, days, values, moves: 'ratio', raw: kind === 'prices' },
      { today: days.at(-1) ?? 0, calendar: plainCalendar }
    );
    return findings.flatMap(({ code, from, count, facts }) => {
      const flaw = told[code as keyof typeof told] as (typeof told)[keyof typeof told] | undefined;
      if (flaw === undefined) return [];
      const line = lines[days.indexOf(from)];
      const text = facts.ratio ? facts.ratio.join(':') : facts.power === undefined ? undefined : `10^${facts.power}`;
      return [
        {
          ...{ code: flaw, column: name, day: from, count },
          ...(line === undefined ? {} : { line }),
          ...(text === undefined ? {} : { text })
        }
      ];
    });
  });
}

/** Reads a file once more and keeps its rates or series of the economy. Rates are an act, which can be undone. */
export async function keepSeries(file: KeptSeriesFile): Promise<KeptSeries> {
  const reading = await readSeriesFile(file.source, file.name, file.choice);
  if (reading.status === 'bad') return reading;
  const vault = await openedVault(file.vault);
  if (reading.kind === 'rates') {
    const { rates, leftOut } = ratesOf(reading, file);
    const { batch, recordedAt, title, name } = file;
    const outcome = await appendActs(vault, [], { batch, recordedAt, title, file: name, rates });
    return { status: 'kept', series: rates.length, values: outcome.batch.rates, leftOut };
  }
  if (reading.kind !== 'macro') throw new RangeError(`${reading.kind} are kept elsewhere`);
  const series = macroFromFile(reading);
  const { written } = await saveMacro(vault, series, { origin: 'imported', recordedAt: file.recordedAt });
  return { status: 'kept', series: series.length, values: written, leftOut: [] };
}

/** Rates of currencies that the program knows; others are left out and named. */
function ratesOf(reading: Read, { base, name }: KeptSeriesFile): { rates: RateSeries[]; leftOut: string[] } {
  const against = currencyFromCode(base ?? '')?.code;
  if (against === undefined) throw new RangeError(`no such currency: ${base ?? ''}`);
  const leftOut: string[] = [];
  const rates = reading.columns.flatMap(({ name: column, days, values }, at): RateSeries[] => {
    const quote = currencyFromCode(reading.currencies?.[at] ?? '')?.code;
    if (quote === undefined || quote === against) {
      leftOut.push(column);
      return [];
    }
    return [{ base: against, quote, source: name, days, values }];
  });
  return { rates, leftOut };
}
