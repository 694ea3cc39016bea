import { dayFromNumber } from '$lib/domain/calendar';
import {
  accepted,
  seriesMended,
  splitRecorded,
  type QualityFinding,
  type QualityQuestion,
  type SeriesMend,
  type SeriesReport
} from '$lib/services/check-market-data';
import { date } from '$lib/ui/format';
import type { Toast } from '$lib/ui/shell';
import { qualityTexts as texts } from '$lib/ui/texts';
import { undoLater } from '../undo';
import { ratioText } from './words';

/** Who acts, on which series, and who is told. */
export interface ActContext {
  readonly question: QualityQuestion;
  readonly series: SeriesReport;
  readonly tell: (toast: Toast | string) => void;
  readonly refresh: () => void;
}

/** What a finding lets a person do with a button, beside accepting it and setting a value. */
export type Proposal =
  | { readonly kind: 'take-out'; readonly label: string }
  | { readonly kind: 'by-hundred'; readonly label: string }
  | { readonly kind: 'split'; readonly label: string }
  | { readonly kind: 'contains-splits'; readonly label: string }
  | { readonly kind: 'actions'; readonly label: string };

const takenOut: ReadonlySet<string> = new Set([
  'spike',
  'weekend',
  'holiday',
  'zero',
  'negative',
  'not-finite',
  'stale-run',
  'bar-inconsistent'
]);

/** The mend that a finding proposes; undefined where only a person can tell. */
export function proposalOf({ id, held }: SeriesReport, { code, count, facts }: QualityFinding): Proposal | undefined {
  if (id.kind === 'macro') return undefined;
  if (takenOut.has(code)) return { kind: 'take-out', label: texts.takeOut(count) };
  const otherUnit = code === 'unit-differs' && facts.difference === 'hundredths';
  if (code === 'hundredfold' || code === 'trade-differs' || otherUnit)
    return { kind: 'by-hundred', label: texts.byHundred((facts.factor ?? 1) < 1) };
  // With others still visible in the closes neither kind would be true.
  if (code === 'split-contained' && facts.share === 1) return { kind: 'contains-splits', label: texts.containsSplits };
  if (code !== 'split-shaped') return undefined;
  return held
    ? { kind: 'actions', label: texts.openActions }
    : { kind: 'split', label: texts.recordSplit(ratioText(facts.ratio)) };
}

/** Does what a finding proposes. */
export async function propose(context: ActContext, finding: QualityFinding, days: Int32Array): Promise<void> {
  const { series, question, tell, refresh } = context;
  const { code, from, to, key, facts } = finding;
  if (code === 'split-shaped' && facts.ratio) {
    const [numerator, denominator] = facts.ratio;
    const forget = await splitRecorded(question.vault, series.id, { day: from, numerator, denominator });
    refresh();
    tell({
      text: texts.splitRecorded(ratioText(facts.ratio), series.title),
      undo: () => void forget().then(refresh)
    });
    return;
  }
  if (code === 'split-contained') return mend(context, { how: 'contains-splits' }, texts.saidToContain(series.title));
  // The first value of a stale run was quoted; those that repeat it were not.
  const stale = days.filter((day) => day > from && day <= to);
  if (code === 'stale-run')
    await mend(context, { how: 'take-out', days: [...stale] }, texts.wasTakenOut(stale.length, series.title));
  else if (code === 'bar-inconsistent')
    await mend(context, { how: 'take-out', days: [from] }, texts.wasTakenOut(1, series.title));
  else await mend(context, { how: 'findings', keys: [key] }, texts.wasMended(series.title));
}

/** Sets the value of a day. */
export function setValue(context: ActContext, day: number, value: number): Promise<void> {
  return mend(context, { how: 'set', day, value }, texts.wasSet(context.series.title, date(dayFromNumber(day))));
}

/** Accepts a finding as right. */
export async function accept({ question, series, tell, refresh }: ActContext, finding: QualityFinding): Promise<void> {
  const takeBack = await accepted(question.vault, series.id, [finding]);
  refresh();
  tell({ text: texts.accepted, undo: () => void takeBack().then(refresh) });
}

async function mend(context: ActContext, how: SeriesMend, title: string): Promise<void> {
  const { question, series, tell, refresh } = context;
  const batch = await seriesMended(question, series.id, how, title);
  if (batch === undefined) tell(texts.gone);
  else tell({ text: title, undo: () => void undoLater(question.vault, batch, { tell }) });
  refresh();
}
