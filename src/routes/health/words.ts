import { dayFromNumber } from '$lib/domain/calendar';
import { decimalFromNumber } from '$lib/domain/money';
import type { HealthFinding } from '$lib/services/check-health';
import { session } from '$lib/state/session.svelte';
import { date, exactMoney, price, quantity } from '$lib/ui/format';
import type { FindingFigures } from '$lib/ui/texts';
import { ask, type Ask } from '../asks';
import type { Names } from '../ledger/rows';

/** Puts a figure into a sentence, see FigureSentence. */
type Put = (text: string, ask: Ask | undefined, title: string) => string;

/** Figures of a finding, written; each is put into the sentence with what stands behind it. */
export function figuresOf(finding: HealthFinding, names: Names, title: string, put: Put): FindingFigures {
  const { facts, account, instrument, day } = finding;
  const shown = (text: string, fact: Fact): string => (text === '' ? '' : put(text, factAsk(finding, fact), title));
  const amount = (value: typeof facts.money): string =>
    value === undefined ? '' : exactMoney(value.amount, value.currency);
  const number = (value: number | undefined): string =>
    value === undefined ? '' : price(value, facts.money?.currency ?? '');
  return {
    symbol: facts.symbol ?? (instrument === undefined ? '' : names.symbol(instrument)),
    account: account === undefined ? '' : names.account(account),
    day: day === undefined ? '' : date(dayFromNumber(day)),
    quantity: shown(facts.quantity === undefined ? '' : quantity(facts.quantity), 'quantity'),
    held: shown(facts.held === undefined ? '' : quantity(facts.held), 'held'),
    money: shown(amount(facts.money), 'money'),
    other: shown(amount(facts.other), 'other'),
    price: shown(number(facts.price), 'price'),
    expected: shown(number(facts.expected), 'expected'),
    ratio: facts.ratio === undefined ? '' : `${facts.ratio[0]}:${facts.ratio[1]}`,
    until: facts.until === undefined ? '' : date(facts.until),
    to: facts.to === undefined ? '' : names.account(facts.to)
  };
}

type Fact = 'quantity' | 'held' | 'money' | 'other' | 'price' | 'expected';

/** What the ledger has is the sum of its movements; the rest is what the check found in the transactions it names. */
function factAsk(finding: HealthFinding, fact: Fact): Ask | undefined {
  const { key, facts, account, instrument, day, events } = finding;
  const [check] = key.split(':');
  const on = day === undefined ? undefined : dayFromNumber(day);
  if (account !== undefined && on !== undefined) {
    const balance = { of: 'balance', figure: 'found', account, day: on } as const;
    if (check === 'cash-drifts' && fact === 'other' && facts.other)
      return ask({ ...balance, what: { kind: 'currency', code: facts.other.currency } });
    if (check === 'position-drifts' && fact === 'held' && instrument !== undefined)
      return ask({ ...balance, what: { kind: 'instrument', id: instrument } });
    if (check === 'cash-below-zero' && fact === 'money' && facts.money && session.question)
      return ask({
        ...balance,
        figure: 'lowest',
        day: session.question.asOf,
        what: { kind: 'currency', code: facts.money.currency }
      });
  }
  const found = foundIn(facts, fact);
  return found && ask({ of: 'found', input: { ...found, ...(on === undefined ? {} : { day: on }) }, events });
}

type Found = Pick<Extract<Ask['figure'], { of: 'found' }>['input'], 'kind' | 'value' | 'currency'>;

function foundIn(facts: HealthFinding['facts'], fact: Fact): Found | undefined {
  const value = facts[fact];
  if (value === undefined) return undefined;
  if (typeof value === 'bigint') return { kind: 'units', value };
  if (typeof value === 'number') return { kind: 'count', value: decimalFromNumber(value) };
  return { kind: 'amount', value: value.amount, currency: value.currency };
}
