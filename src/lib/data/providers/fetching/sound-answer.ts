import type { MarketAnswer, MarketQuestion } from '../provider';

interface Points {
  readonly days: Int32Array;
  readonly values: Float64Array;
}

/** What is wrong with an answer, whoever read it: its kind, lengths, order of days, values. Undefined when nothing is. */
export function answerFault(question: MarketQuestion, answer: MarketAnswer): string | undefined {
  if (answer.kind !== question.kind) return `an answer about ${answer.kind} to a question about ${question.kind}`;
  switch (answer.kind) {
    case 'prices': {
      const { days, close, open, high, low, volume } = answer.bars;
      if ([open, high, low, volume].some((one) => one.length !== days.length)) return 'columns of different length';
      return pointsFault({ days, values: close });
    }
    case 'rates':
      return pointsFault(answer);
    case 'macro':
    case 'yields':
      return answer.series.map(pointsFault).find((fault) => fault !== undefined);
    case 'events':
    case 'fundamentals':
    case 'factors':
    case 'news':
    case 'search':
      return undefined;
  }
}

function pointsFault({ days, values }: Points): string | undefined {
  if (days.length !== values.length) return `${days.length} days but ${values.length} values`;
  for (let i = 0; i < days.length; i++) {
    if (i > 0 && (days[i] ?? 0) <= (days[i - 1] ?? 0)) return `days do not ascend at ${days[i]}`;
    if (!Number.isFinite(values[i])) return `value ${values[i]} on day ${days[i]}`;
  }
  return undefined;
}
