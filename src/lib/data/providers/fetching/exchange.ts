import type { MarketAnswer, MarketQuestion, ProviderRequest } from '../provider';
import { backoffPause } from './backoff';
import type { ProblemCode, SourceProblem } from './problem';
import { requested } from './request';
import type { SourceLine } from './source-line';
import type { FetchSettings, Surroundings } from './surroundings';
import { verdictOf, type Verdict } from './verdict';

/** What one request came to after all tries. */
export type Exchange =
  | Extract<Verdict, { status: 'answered' }>
  /** It will not answer this, or not now. */
  | { readonly status: 'refused' | 'failed' | 'later'; readonly problem: SourceProblem };

/** One thing that happened with a source, for the log. */
export interface FetchEvent {
  readonly source: string;
  readonly event: 'asked' | 'answered' | 'throttled' | 'failed' | 'refused' | 'unreachable';
  readonly url: string;
  readonly code?: ProblemCode;
  readonly text?: string;
  readonly seconds?: number;
}

/** What an exchange is given beside its line. */
export interface ExchangeContext {
  readonly world: Surroundings;
  readonly settings: FetchSettings;
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ((event: FetchEvent) => void) | undefined;
}

/** Replies that cannot be read may be read the second time, seldom the third. */
const MALFORMED_TRIES = 2;

/**
 * Asks a source until it answers, refuses or has used up its tries. While it throttles, the source as a whole is paused and
 * no try is counted; a failure is tried again after a pause that grows.
 */
export async function exchanged(
  line: SourceLine,
  question: MarketQuestion,
  request: ProviderRequest,
  soFar: MarketAnswer | undefined,
  context: ExchangeContext
): Promise<Exchange> {
  const { world, settings, signal, onEvent } = context;
  const tell = (event: FetchEvent['event'], rest: Omit<FetchEvent, 'event' | 'source' | 'url'> = {}): void =>
    onEvent?.({ source: line.id, event, url: request.url, ...rest });
  const problem = (code: ProblemCode, text: string, at?: number): SourceProblem => ({
    ...{ source: line.id, code, text },
    ...(at === undefined ? {} : { at })
  });
  let failures = 0;
  let throttles = 0;
  for (;;) {
    if (line.refusal !== undefined) return { status: 'refused', problem: problem('key', line.refusal) };
    const entry = await line.enter(signal);
    if (entry.status === 'later')
      return { status: 'later', problem: problem(entry.code, laterTexts[entry.code], entry.at) };
    const verdict = await asked();
    switch (verdict.status) {
      case 'answered':
        line.answered();
        tell('answered');
        return verdict;
      case 'refused':
        line.answered();
        if (verdict.code === 'key') line.refusal = verdict.text;
        tell('refused', { code: verdict.code, text: verdict.text });
        return { status: 'refused', problem: problem(verdict.code, verdict.text) };
      case 'unreachable':
        if (verdict.code === 'blocked') line.failed();
        tell('unreachable', { code: verdict.code, text: verdict.text });
        return {
          status: verdict.code === 'offline' ? 'later' : 'failed',
          problem: problem(verdict.code, verdict.text)
        };
      case 'throttled': {
        const until = await line.throttled(verdict.seconds);
        tell('throttled', { seconds: Math.round((until - world.now()) / 1000), text: verdict.text ?? '' });
        if (++throttles > settings.throttles)
          return { status: 'later', problem: problem('throttled', verdict.text ?? laterTexts.throttled, until) };
        break;
      }
      case 'failed': {
        line.failed();
        tell('failed', { code: verdict.code, text: verdict.text });
        const tries = verdict.code === 'malformed' ? Math.min(MALFORMED_TRIES, settings.tries) : settings.tries;
        if (++failures >= tries) return { status: 'failed', problem: problem(verdict.code, verdict.text) };
        await world.sleep(backoffPause(failures, settings.backoff, world.chance()), signal);
      }
    }
  }

  async function asked(): Promise<Verdict> {
    try {
      tell('asked');
      const { provider, access, proxy } = line.source;
      const outcome = await requested(request, { proxy, signal }, world, settings);
      return verdictOf(outcome, provider, question, soFar, {
        ...{ now: world.now(), online: world.online(), access },
        silenceThrottles: outcome.status === 'unreachable' && (await line.silenceThrottles())
      });
    } finally {
      line.leave();
    }
  }
}

const laterTexts = {
  quota: 'Its quota is used up for now.',
  resting: 'It failed several times in a row and is left alone for a while.',
  throttled: 'It was asked too often and wants a pause.'
} as const;
