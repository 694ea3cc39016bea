import type { Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId, EventId } from '$lib/domain/ledger';
import type { FigureQuestion, FigureScope } from '$lib/services/explain-figure';

/** What a figure of a screen is asked about, and where its question differs from the one that all screens share. */
export interface Ask {
  readonly figure: FigureQuestion;
  readonly scope?: Partial<Pick<FigureScope, 'asOf' | 'base' | 'accounts'>> & { readonly everyAccount?: boolean };
}

type Of<Kind extends FigureQuestion['of']> = Extract<FigureQuestion, { of: Kind }>;
type Scope = Ask['scope'];

/** Any figure. */
export const ask = (figure: FigureQuestion, scope?: Scope): Ask => ({ figure, ...(scope ? { scope } : {}) });

/** A figure of what is held: of rows together, or of all. */
export const heldAsk = (figure: Of<'held'>['figure'], rows?: Of<'held'>['rows'], scope?: Scope): Ask =>
  ask({ of: 'held', figure, ...(rows ? { rows } : {}) }, scope);

/** A part of the profit: of instruments together (null is cash), or of all. */
export const profitAsk = (figure: Of<'profit'>['figure'], instruments?: readonly (InstrumentId | null)[]): Ask =>
  ask({ of: 'profit', figure, ...(instruments ? { instruments } : {}) });

/** A return, or what it is a return on. */
export const returnAsk = (
  figure: Of<'return'>['figure'],
  about: Omit<Of<'return'>, 'of' | 'figure'> = {},
  scope?: Scope
): Ask => ask({ of: 'return', figure, ...about }, scope);

/** A figure of the benchmark. */
export const benchmarkAsk = (figure: Of<'benchmark'>['figure']): Ask => ask({ of: 'benchmark', figure });

/** A sum of income. */
export const incomeAsk = (
  figure: 'received' | 'expected',
  about: { from?: Day; to?: Day; instruments?: readonly (InstrumentId | null)[]; ever?: boolean } = {}
): Ask => ask({ of: 'income', figure, ...about });

/** What one event did to an instrument in an account. */
export const eventAsk = (
  figure: Of<'event'>['figure'],
  { event, account }: { readonly event: EventId; readonly account: AccountId },
  instrument: InstrumentId
): Ask => ask({ of: 'event', figure, event, account, instrument });

/** What a figure is, and how others define it. */
export interface FigureDefinition {
  readonly name: string;
  readonly formula: string;
  readonly lines: readonly { readonly label: string; readonly value: string }[];
  readonly elsewhere: readonly { readonly label: string; readonly value: string; readonly formula: string }[];
  readonly note?: string;
}

/** A figure that carries its own explanation, written when it is opened. */
export interface DefinedAsk {
  readonly defined: () => FigureDefinition;
}
