import { dayFromNumber } from '$lib/domain/calendar';
import type { HealthFinding } from '$lib/services/check-health';
import { date, exactMoney, plainNumber, quantity } from '$lib/ui/format';
import type { FindingFigures } from '$lib/ui/texts';
import type { Names } from '../ledger/rows';

/** Figures of a finding, written. */
export function figuresOf(finding: HealthFinding, names: Names): FindingFigures {
  const { facts, account, instrument, day } = finding;
  const amount = (value: typeof facts.money): string =>
    value === undefined ? '' : exactMoney(value.amount, value.currency);
  const number = (value: number | undefined): string => (value === undefined ? '' : plainNumber(value, { digits: 2 }));
  return {
    symbol: facts.symbol ?? (instrument === undefined ? '' : names.symbol(instrument)),
    account: account === undefined ? '' : names.account(account),
    day: day === undefined ? '' : date(dayFromNumber(day)),
    quantity: facts.quantity === undefined ? '' : quantity(facts.quantity),
    held: facts.held === undefined ? '' : quantity(facts.held),
    money: amount(facts.money),
    other: amount(facts.other),
    price: number(facts.price),
    expected: number(facts.expected),
    ratio: facts.ratio === undefined ? '' : `${facts.ratio[0]}:${facts.ratio[1]}`,
    until: facts.until === undefined ? '' : date(facts.until),
    to: facts.to === undefined ? '' : names.account(facts.to)
  };
}
