import { civilFromDay } from '$lib/domain/calendar';
import { identifierOf, type Instrument } from '$lib/domain/instruments';
import type { Account } from '$lib/domain/ledger';
import { sum, type Decimal } from '$lib/domain/money';
import type { RealisedView } from '$lib/services/realised-gains';
import { date, quantity } from '$lib/ui/format';
import { gainsTexts as texts } from '$lib/ui/texts';

export type Gain = RealisedView['gains'][number];
export type Sums = RealisedView['sums'];

/** A line of the table: one gain. What it lacks a rate for has no figures. */
export interface GainLine {
  readonly key: string;
  readonly gain: Gain;
  readonly group: string;
  readonly symbol: string;
  readonly name: string;
  readonly account: string;
  readonly closed: string;
  readonly opened: string;
  readonly units: string;
  readonly denied: Decimal;
}

/** Names by which accounts and instruments are shown. */
export interface GainNames {
  readonly symbol: (id: string) => string;
  readonly name: (id: string) => string;
  readonly account: (id: string) => string;
}

/** Names of what a vault holds. */
export function gainNames(accounts: readonly Account[], instruments: readonly Instrument[]): GainNames {
  const byId = new Map<string, Instrument>(instruments.map((one) => [one.id, one]));
  const accountNames = new Map<string, string>(accounts.map((one) => [one.id, one.name]));
  return {
    symbol: (id) => {
      const instrument = byId.get(id);
      return instrument ? identifierOf(instrument) : id;
    },
    name: (id) => {
      const instrument = byId.get(id);
      return !instrument || instrument.name === identifierOf(instrument) ? '' : instrument.name;
    },
    account: (id) => accountNames.get(id) ?? id
  };
}

/** Title of the group a gain stands in. */
export function groupTitle(view: RealisedView, group: string): string {
  const titles: Readonly<Record<string, string>> = view.byTerm ? texts.terms : texts.matchings;
  return titles[group] ?? group;
}

/** Lines of a year, the latest closing first. */
export function gainLines(view: RealisedView, names: GainNames): GainLine[] {
  return view.gains
    .map((gain) => ({
      key: gain.key,
      gain,
      group: view.byTerm ? (gain.term ?? 'short') : gain.matching,
      symbol: names.symbol(gain.instrument),
      name: names.name(gain.instrument),
      account: names.account(gain.account),
      // Written out only for the lines in sight: a year may have thousands.
      get closed() {
        return date(gain.closed);
      },
      get opened() {
        return openedText(gain);
      },
      get units() {
        return gain.quantity === 0n ? '' : quantity(gain.quantity);
      },
      denied: deniedOf(gain)
    }))
    .reverse();
}

/** Loss of a gain that does not count now, positive. */
export function deniedOf({ adjustments }: Gain): Decimal {
  return sum(adjustments.filter(({ kind }) => kind === 'denied-loss').map(({ amount }) => amount));
}

function openedText({ opened, acquisitions, pool }: Gain): string {
  if (opened !== undefined) return date(opened);
  if (pool) return '';
  const days = new Set(acquisitions.map(({ day }) => day));
  const [only] = days;
  return days.size === 1 ? date(only) : '';
}

/** Name of a tax year: 2024, or 2024/25 where it does not begin with the calendar year. */
export function yearText({ year, first }: NonNullable<RealisedView['year']>): string {
  const { month, day } = civilFromDay(first);
  return month === 1 && day === 1 ? String(year) : `${year}/${String(year + 1).slice(2)}`;
}
