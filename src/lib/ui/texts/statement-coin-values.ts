import type { QuestionSubject } from '$lib/domain/statements';
import { count, date, exactMoney } from '$lib/ui/format';

type CoinValues = Extract<QuestionSubject, { code: 'coin-values' }>;
type Entry = CoinValues['entries'][number];

const sources = {
  stablecoin: 'one to one',
  close: 'by the close of that day',
  trade: 'by a trade of that day in the file'
} as const;

/** An exchange of coins or a fee in coins, with its value where one is known. */
export function coinEntryText({ line, given, got, value, by }: Entry): string {
  const what = got === undefined ? `fee ${given}` : `${given} for ${got}`;
  const worth = value && by ? `: ${exactMoney(value.amount, value.currency)} ${sources[by]}` : '';
  return `Line ${line}, ${what}${worth}`;
}

/** What is asked about coins without a value in money. */
export function coinValueWords({ entries }: CoinValues): { readonly title: string; readonly detail: string } {
  const [first] = entries;
  const open = entries.filter((one) => !one.value).length;
  const rest =
    open === 0 ? '' : ` ${count(open)} without a value: say it, import closes of the coins first, or leave them out.`;
  return {
    title:
      entries.length === 1 && first
        ? `What was ${first.given} worth on ${date(first.day)}?`
        : `What were the coins of ${count(entries.length)} rows worth?`,
    detail: `${entries.slice(0, 3).map(coinEntryText).join('. ')}.${rest}`
  };
}
