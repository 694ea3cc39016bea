import type { Overview, ValueQuestion } from '$lib/services/value-portfolio';
import { MISSING, money, percent, points } from '$lib/ui/format';
import { signClass } from '$lib/ui/theme';
import { overviewTexts as texts } from '$lib/ui/texts';
import { benchmarkAsk, heldAsk, profitAsk, returnAsk, type Ask } from '../asks';
import { printedRate, spansYears } from '../rates';

/** One fact beside the headline. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly tone?: 'gain' | 'loss' | 'quiet';
  readonly extra?: string;
  readonly title?: string;
  /** What stands behind it, when it can be opened, and behind what is said besides. */
  readonly ask?: Ask;
  readonly extraAsk?: Ask;
}

/** The facts beside the headline number. */
export function headlineFacts(shown: Overview, question: ValueQuestion, benchmarkName: string): Fact[] {
  const { split, returns, benchmark, holdings, history } = shown;
  const { base, period } = question;
  const change = { sign: 'change' } as const;
  const before = holdings.total - holdings.dayChange;
  const facts: Fact[] = [
    {
      label: texts.gained(texts.periods[period]),
      value: money(split.profit, base, change),
      ask: profitAsk('profit'),
      tone: signClass(split.profit)
    },
    undefinedReturn(shown) ?? {
      label: texts.timeWeighted,
      value: percent(returns.timeWeighted, change),
      ask: returnAsk('time-weighted'),
      tone: signClass(returns.timeWeighted),
      ...aYear(returns.years, returns.timeWeightedAnnual, returnAsk('annual'))
    },
    moneyWeightedFact(returns)
  ];
  if (benchmark && history.undefinedDays === 0) {
    const ahead = returns.timeWeighted - benchmark.timeWeighted;
    facts.push({
      label: texts.against(benchmarkName),
      value: points(ahead),
      ask: benchmarkAsk('ahead'),
      tone: signClass(ahead)
    });
  }
  facts.push({
    label: texts.today,
    value: money(holdings.dayChange, base, change),
    ask: heldAsk('day-change'),
    tone: signClass(holdings.dayChange),
    ...(before > 0n
      ? {
          extra: percent(Number(holdings.dayChange) / Number(before), { digits: 2, sign: 'change' }),
          extraAsk: heldAsk('day-return')
        }
      : {})
  });
  return facts;
}

// A return needs something to be a return on: none is defined while the value is zero or below.
function undefinedReturn({ history }: Overview): Fact | undefined {
  if (history.undefinedDays === 0) return undefined;
  return { label: texts.timeWeighted, value: MISSING, tone: 'quiet', title: texts.notDefined(history.undefinedDays) };
}

function aYear(years: number, annual: number | undefined, extraAsk: Ask): Pick<Fact, 'extra' | 'extraAsk'> {
  return spansYears(years) ? { extra: texts.aYear(percent(annual, { sign: 'change' })), extraAsk } : {};
}

function moneyWeightedFact({ moneyWeighted: rates, moneyWeightedPeriod, years }: Overview['returns']): Fact {
  const label = texts.moneyWeighted;
  if (rates.status === 'none') return { label, value: texts.none, tone: 'quiet', title: texts.noneWhy[rates.reason] };
  if (rates.status === 'several') {
    const list = rates.rates.map((one) => percent(one, { sign: 'change' })).join(', ');
    return { label, value: texts.several(list), tone: 'quiet', title: texts.severalWhy };
  }
  const value = percent(moneyWeightedPeriod, { sign: 'change' });
  const tone = signClass(moneyWeightedPeriod);
  return {
    label,
    value,
    tone,
    ask: returnAsk('money-weighted-period'),
    title: texts.annualRate,
    ...aYear(years, printedRate(rates), returnAsk('money-weighted'))
  };
}
