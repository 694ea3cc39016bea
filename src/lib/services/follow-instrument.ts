import { run, type InputOf, type OutputOf } from '$lib/compute/caller';
import type { Instrument } from '$lib/domain/instruments';
import { batchId, type BatchId } from '$lib/domain/ledger';
import type { PriceSeries } from '$lib/domain/market';
import { now } from '$lib/platform/clock';
import { randomId } from '$lib/platform/ids';
import { storage, vaultNamed, type VaultName } from './vaults';

/** One instrument under the question of the screens. */
export type InstrumentQuestion = InputOf<'value', 'instrument'>;

/** Prices, events, lots, profit and returns of one instrument. */
export type InstrumentView = NonNullable<OutputOf<'value', 'instrument'>>;

/** The record of an instrument; undefined when nothing happened up to the day. */
export const instrumentFollowed = (question: InstrumentQuestion, control: { readonly signal: AbortSignal }) =>
  run('value', 'instrument', question, control);

/** Of which instrument the market's facts are asked for. */
export type MarketQuestion = InputOf<'value', 'instrumentMarket'>;
export type InstrumentMarket = OutputOf<'value', 'instrumentMarket'>;

/** What is kept of an instrument beside its closes: bars, announced splits and dividends, fundamentals. */
export const marketFollowed = (question: MarketQuestion, control: { readonly signal: AbortSignal }) =>
  run('value', 'instrumentMarket', question, control);

/** Keeps an instrument's record as changed; an act that can be undone. */
export async function instrumentChanged(name: VaultName, instrument: Instrument, title: string): Promise<BatchId> {
  const [{ appendActs }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const batch = batchId(randomId());
  await appendActs(vault, [], { batch, recordedAt: now(), title, instruments: [instrument] });
  return batch;
}

/** Keeps a price typed by hand; it joins the series that is there, or begins one. An act that can be undone. */
export async function priceTyped(
  name: VaultName,
  { id, currency }: Instrument,
  point: { readonly day: number; readonly value: number },
  title: string
): Promise<BatchId> {
  const [{ appendActs, priceHeaders }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const known = (await priceHeaders(vault)).find(({ instrument }) => instrument === id);
  const series: PriceSeries = {
    instrument: id,
    currency: known?.currency ?? currency,
    adjustment: known?.adjustment ?? 'none',
    quoteUnit: known?.quoteUnit ?? 'currency',
    source: known?.source ?? 'typed',
    revision: 1,
    days: Int32Array.of(point.day),
    values: Float64Array.of(point.value)
  };
  const batch = batchId(randomId());
  await appendActs(vault, [], { batch, recordedAt: now(), title, prices: [series], origin: 'manual' });
  return batch;
}
