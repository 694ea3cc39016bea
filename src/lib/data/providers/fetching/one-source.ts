import type { MarketAnswer, MarketQuestion, ProviderRequest } from '../provider';
import { plusDays } from '$lib/domain/calendar';
import { exchanged, type Exchange, type ExchangeContext } from './exchange';
import { answerSize, clippedAnswer, joinedAnswers } from './joined-answers';
import type { SourceProblem } from './problem';
import type { SourceLine } from './source-line';

/** The beginning of what was asked, whole up to a day: what came before a source failed. */
export interface WholePart {
  readonly answer: MarketAnswer;
  /** Last day that is answered. */
  readonly to: number;
}

/** What one source says to a question. */
export type SourceResult =
  | { readonly status: 'answered'; readonly answer: MarketAnswer }
  /** It knows what was asked about, and has nothing in these days. */
  | { readonly status: 'nothing' }
  | {
      readonly status: 'refused' | 'failed' | 'later';
      readonly problem: SourceProblem;
      readonly whole?: WholePart;
    };

/** A question in pieces no longer than a source answers at once, oldest first. */
export function spansOf(question: MarketQuestion, spanDays: number | undefined): MarketQuestion[] {
  if (spanDays === undefined || !('from' in question) || !('to' in question)) return [question];
  const length = Math.max(1, Math.floor(spanDays));
  const spans: MarketQuestion[] = [];
  for (let from = question.from; from <= question.to; from = plusDays(from, length)) {
    const last = plusDays(from, length - 1);
    spans.push({ ...question, from, to: last < question.to ? last : question.to });
  }
  return spans;
}

/** Asks one source, span by span and page by page. A span whose pages are not all there does not count. */
export async function askedOf(
  line: SourceLine,
  question: MarketQuestion,
  context: ExchangeContext
): Promise<SourceResult> {
  let joined: MarketAnswer | undefined;
  let answeredTo: number | undefined;
  for (const span of spansOf(question, line.source.provider.spanDays)) {
    const result = await spanAnswer(line, span, context);
    if (result.status === 'answered') {
      const clipped = clippedAnswer(span, result.answer);
      const next: MarketAnswer | undefined = joined ? joinedAnswers(joined, clipped) : clipped;
      if (!next) return failed(line, 'The parts of the answer do not belong together.');
      joined = next;
    } else if (result.problem.code !== 'nothing-in-range') {
      const whole = joined && answeredTo !== undefined ? { whole: { answer: joined, to: answeredTo } } : {};
      return { ...result, ...whole };
    }
    if ('to' in span) answeredTo = span.to;
  }
  return joined && answerSize(joined) > 0 ? { status: 'answered', answer: joined } : { status: 'nothing' };
}

async function spanAnswer(line: SourceLine, span: MarketQuestion, context: ExchangeContext): Promise<Exchange> {
  const { provider, access } = line.source;
  let request: ProviderRequest | undefined = provider.ask(span, access);
  if (!request)
    return {
      status: 'refused',
      problem: { source: line.id, code: 'bad-question', text: 'It has no such data.' }
    };
  let soFar: MarketAnswer | undefined;
  const seen = new Set<string>();
  for (;;) {
    const place = `${request.url} ${request.body ?? ''}`;
    if (seen.has(place) || seen.size >= context.settings.mostPages)
      return failed(line, 'Its pages do not come to an end.');
    seen.add(place);
    const reading: Exchange = await exchanged(line, span, request, soFar, context);
    // A page after the last one has nothing more to say.
    if (reading.status === 'refused' && reading.problem.code === 'nothing-in-range' && soFar)
      return { status: 'answered', answer: soFar };
    if (reading.status !== 'answered' || !reading.next) return reading;
    soFar = reading.answer;
    request = reading.next;
  }
}

function failed(line: SourceLine, text: string): { readonly status: 'failed'; readonly problem: SourceProblem } {
  return { status: 'failed', problem: { source: line.id, code: 'malformed', text } };
}
