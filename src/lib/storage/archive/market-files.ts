import * as v from 'valibot';
import type { BarYear, MarketContents } from '$lib/storage/dexie';
import { columnsCsv, columnsFromCsv } from './series-csv';

/** A number that may be NaN: there was none. */
const figure = v.custom<number>((value) => typeof value === 'number');

/** Kinds of market data that are kept as JSON, and what the program relies on in their rows. */
const jsonShapes = {
  opinions: v.looseObject({
    ...{ kind: v.picklist(['prices', 'rates']), key: v.string(), source: v.string(), year: v.number() },
    ...{ days: v.instance(Int32Array), values: v.instance(Float64Array) }
  }),
  events: v.looseObject({ instrument: v.string(), splits: v.array(v.unknown()), dividends: v.array(v.unknown()) }),
  fundamentals: v.looseObject({ instrument: v.string(), source: v.string(), asOf: v.number() }),
  news: v.looseObject({ id: v.string(), url: v.string(), seenAt: v.number() }),
  revisions: v.looseObject({
    ...{ number: v.number(), kind: v.picklist(['prices', 'rates', 'macro']), key: v.string() },
    ...{ recordedAt: v.number(), days: v.instance(Int32Array), before: v.instance(Float64Array) },
    added: v.instance(Int32Array)
  }),
  repairs: v.looseObject({ id: v.string(), key: v.string(), day: v.number(), before: figure, after: figure }),
  documents: v.looseObject({ id: v.string(), kind: v.picklist(['query', 'notebook']), title: v.string() })
} as const;

const barShape = v.looseObject({
  ...{ instrument: v.string(), year: v.number(), currency: v.string(), adjustment: v.string() },
  ...{ quoteUnit: v.string(), source: v.string(), file: v.string() }
});

const barColumns = ['open', 'high', 'low', 'volume'] as const;

/** How files of an archive are written. */
interface Writing {
  put(path: string, text: string): void;
  putJson(path: string, value: unknown): void;
}

/** Writes market data beside the series: bars as CSV, the rest as JSON. */
export function putMarket(contents: MarketContents, { put, putJson }: Writing): void {
  for (const kind of jsonKinds) putJson(`market/${kind}.json`, contents[kind]);
  putJson(
    'bars/index.json',
    contents.bars.map(({ days, open, high, low, volume, ...header }) => {
      const file = `bars/${encodeURIComponent(header.instrument)}-${header.year}.csv`;
      put(file, columnsCsv(days, { open, high, low, volume }));
      return { ...header, file };
    })
  );
}

const jsonKinds = Object.keys(jsonShapes) as (keyof typeof jsonShapes)[];

/** How files of an archive are read. */
interface Reading {
  rows(path: string, shape: v.GenericSchema): unknown[];
  text(path: string): string;
}

/** What {@link putMarket} wrote. @throws ArchiveRefusal */
export function marketFrom({ rows, text }: Reading): Omit<MarketContents, 'macro'> {
  const json = Object.fromEntries(jsonKinds.map((kind) => [kind, rows(`market/${kind}.json`, jsonShapes[kind])]));
  const bars = (rows('bars/index.json', barShape) as { file: string }[]).map(({ file, ...header }) => {
    const { days, columns } = columnsFromCsv(text(file), file, barColumns);
    return { ...header, days, ...columns } as unknown as BarYear;
  });
  return { ...json, bars } as unknown as Omit<MarketContents, 'macro'>;
}

/** What archives hold that were made before market data was kept. */
export const noMarket: MarketContents = {
  ...{ macro: [], bars: [], opinions: [], events: [], fundamentals: [] },
  ...{ news: [], revisions: [], repairs: [], documents: [] }
};
