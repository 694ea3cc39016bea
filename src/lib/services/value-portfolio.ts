import { run } from '$lib/compute/caller';
import type { Day, PeriodName } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId } from '$lib/domain/ledger';
import type { CurrencyCode } from '$lib/domain/money';
import type { VaultName } from './vaults';

/** What a valuation is asked about. */
export interface ValueQuestion {
  readonly vault: VaultName;
  readonly accounts?: readonly AccountId[];
  readonly asOf: Day;
  readonly base: CurrencyCode;
  readonly period: PeriodName;
  readonly benchmark?: InstrumentId;
  readonly revision: number;
}

interface Control {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** Value over time, its causes and what is held: the first screen. Undefined when nothing happened up to the day. */
export const valuedOverview = (question: ValueQuestion, control: Control) =>
  run('value', 'overview', question, control);

/** Positions, lots and cash on a day. */
export const heldPositions = (question: ValueQuestion, control: Control) => run('value', 'holdings', question, control);

/** Time- and money-weighted returns of the whole, each account and each position. */
export const returnsAtEveryLevel = (question: ValueQuestion, control: Control) =>
  run('value', 'returns', question, control);

export type Overview = NonNullable<Awaited<ReturnType<typeof valuedOverview>>>;
export type HeldPositions = NonNullable<Awaited<ReturnType<typeof heldPositions>>>;
export type ReturnsAtEveryLevel = NonNullable<Awaited<ReturnType<typeof returnsAtEveryLevel>>>;
