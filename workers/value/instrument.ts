import type { InstrumentId } from '$lib/domain/instruments';
import { privateEquityMeasures, type PrivateEquityMeasures } from '$lib/quant/private-equity';
import { instrumentRecord, type InstrumentRecord } from '$lib/quant/valuation';
import { privateHoldingFlows } from './private-holding';
import { valuationInput, valueFacts, type ValueQuestion } from './input';

/** One instrument that is asked about, under the question of the screen. */
export interface InstrumentQuestion extends ValueQuestion {
  readonly revision: number;
  readonly instrument: InstrumentId;
}

/** The record of an instrument, with the measures of a private holding where it is one. */
export interface InstrumentView extends InstrumentRecord {
  readonly privateEquity?: PrivateEquityMeasures;
}

/** Prices, events, lots, profit and returns of one instrument; undefined when nothing happened up to the day. */
export async function instrumentView(question: InstrumentQuestion): Promise<InstrumentView | undefined> {
  const facts = await valueFacts(question.vault, [question.instrument], question.revision);
  const input = valuationInput(facts, question);
  if (input === undefined) return undefined;
  const record = withOwnPrices(instrumentRecord(input, question.instrument));
  const flows = privateHoldingFlows(facts, record, question.asOf);
  return flows === undefined ? record : { ...record, privateEquity: privateEquityMeasures(flows) };
}

/** The facts are kept for the next question, and what a job returns is given away: the page gets a copy of the closes. */
function withOwnPrices({ prices, ...record }: InstrumentRecord): InstrumentRecord {
  if (prices === undefined) return record;
  return { ...record, prices: { ...prices, days: prices.days.slice(), values: prices.values.slice() } };
}
