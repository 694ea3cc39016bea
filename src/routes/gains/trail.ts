import { negate, type Decimal } from '$lib/domain/money';
import { count, date, exactMoney, plainNumber, quantity } from '$lib/ui/format';
import { gainsTexts } from '$lib/ui/texts';
import { deniedOf, type Gain, type GainNames } from './rows';

const texts = gainsTexts.trail;

/** One line of a trail: what, a quieter line below it, and an amount. */
export interface TrailRow {
  readonly key: string;
  readonly label: string;
  readonly detail?: string;
  readonly value?: string;
  /** The transaction it comes from. */
  readonly event?: string;
  readonly strong?: boolean;
}

/** One part of a trail. */
export interface TrailPart {
  readonly title: string;
  readonly rows: readonly TrailRow[];
}

const SHOWN_MOVEMENTS = 12;

/** How a gain came about: its sum, what was bought, the pool, what a rule changed. */
export function trailOf(gain: Gain, currency: string, names: GainNames): TrailPart[] {
  const money = (value: Decimal): string => exactMoney(value, currency);
  const parts: TrailPart[] = [{ title: titleOf(gain, names), rows: sumRows(gain, currency, names) }];
  if (gain.acquisitions.length > 0)
    parts.push({
      title: texts.purchases,
      rows: gain.acquisitions.map(({ event, day, units, cost, account }, at) => ({
        key: `${event} ${at}`,
        label: `${quantity(units)}, ${date(day)}`,
        detail: [conversion(cost), names.account(account)].filter((text) => text !== '').join(' · '),
        value: cost.missing.length > 0 ? gainsTexts.noRate : money(cost.amount),
        event
      }))
    });
  if (gain.pool) parts.push({ title: texts.pool, rows: poolRows(gain.pool, money, names) });
  if (gain.adjustments.length > 0)
    parts.push({
      title: texts.adjustments,
      rows: gain.adjustments.map(({ kind, amount, units, about, day }, at) => ({
        key: `${about} ${at}`,
        label: kind === 'denied-loss' ? texts.deniedBy(quantity(units), date(day)) : texts.carriedFrom(date(day)),
        value: money(amount),
        event: about
      }))
    });
  return parts;
}

function titleOf({ quantity: units, instrument, closed }: Gain, names: GainNames): string {
  return units === 0n
    ? `${names.symbol(instrument)}, ${date(closed)}`
    : texts.sold(quantity(units), names.symbol(instrument), date(closed));
}

function sumRows(gain: Gain, currency: string, names: GainNames): TrailRow[] {
  const money = (value: Decimal): string => exactMoney(value, currency);
  const { proceeds, cost, charges, adjustments, opened, heldSince = opened, closed, event } = gain;
  const carried = adjustments.filter(({ kind }) => kind === 'carried-loss');
  const denied = deniedOf(gain);
  const rows: TrailRow[] = [
    {
      key: 'proceeds',
      label: texts.proceeds,
      detail: [
        conversion(proceeds),
        charges === undefined ? '' : `${texts.charges}: ${exactMoney(charges, proceeds.money.currency)}`,
        proceeds.premium === undefined ? '' : `${texts.premium}: ${money(negate(proceeds.premium))}`
      ]
        .filter((text) => text !== '')
        .join(' · '),
      value: proceeds.missing.length > 0 ? gainsTexts.noRate : money(proceeds.amount),
      event
    },
    {
      key: 'cost',
      label: texts.cost,
      detail: carried.map(({ amount }) => `${texts.carried}: ${money(amount)}`).join(' · '),
      value: cost.missing.length > 0 ? gainsTexts.noRate : money(negate(cost.amount))
    }
  ];
  if (denied !== 0n) rows.push({ key: 'denied', label: texts.denied, value: money(denied) });
  rows.push({
    key: 'gain',
    label: (gain.gain ?? 0n) < 0n ? texts.loss : texts.gain,
    value: gain.gain === undefined ? gainsTexts.noRate : exactMoney(gain.gain, currency, { sign: 'change' }),
    strong: true
  });
  rows.push({ key: 'matched', label: texts.matched, value: gainsTexts.matchings[gain.matching] });
  if (heldSince !== undefined)
    rows.push({
      key: 'held',
      label: texts.term,
      value: texts.days(closed - heldSince, count(closed - heldSince)),
      ...(heldSince === opened ? {} : { detail: texts.heldSince(date(heldSince)) })
    });
  rows.push({ key: 'account', label: texts.account, value: names.account(gain.account) });
  return rows;
}

/** The amount as it stood and the rate it was converted at; nothing where it stood in the tax currency. */
function conversion({ money, day, fixing, missing }: Gain['proceeds']): string {
  const stood = exactMoney(money.amount, money.currency);
  if (missing.length > 0) return texts.noRate(stood, date(day));
  if (!fixing || (fixing.rate as bigint) === 10n ** 18n) return '';
  return texts.atRate(stood, plainNumber(fixing.rate, { digits: 6 }), date(fixing.day));
}

function poolRows(
  { units, cost, history, count: known }: NonNullable<Gain['pool']>,
  money: (value: Decimal) => string,
  names: GainNames
): TrailRow[] {
  const movements = history.slice(0, known);
  const shown = movements.slice(-SHOWN_MOVEMENTS);
  const rows: TrailRow[] = shown.map((one, at) => ({
    key: `${one.event} ${at}`,
    label: `${texts.acts[one.act]}${one.units === 0n ? '' : ` ${quantity(one.units)}`}, ${date(one.day)}`,
    detail: [one.paid ? conversion(one.paid) : '', names.account(one.account)]
      .filter((text) => text !== '')
      .join(' · '),
    value: one.cost.amount === 0n ? '' : money(one.cost.amount),
    event: one.event
  }));
  const earlier = movements.length - shown.length;
  if (earlier > 0) rows.unshift({ key: 'earlier', label: texts.earlier(earlier) });
  const held = cost.missing.length > 0 ? gainsTexts.noRate : money(cost.amount);
  rows.push({ key: 'held', label: texts.poolHint(quantity(units), held), strong: true });
  return rows;
}

/** A trail as plain text. */
export function trailText(parts: readonly TrailPart[]): string {
  return parts
    .map(({ title, rows }) =>
      [title, ...rows.map(({ label, value, detail }) => `  ${[label, value, detail].filter(Boolean).join('  ')}`)].join(
        '\n'
      )
    )
    .join('\n\n');
}
