import {
  absolute,
  add,
  decimalFromInteger,
  negate,
  ONE,
  scaledBy,
  subtract,
  sum,
  ZERO,
  type Decimal
} from '$lib/domain/money';
import {
  basisFlows,
  keepsUnits,
  shareLeft,
  sharesSaid,
  type AccountEffect,
  type ActionDraft,
  type ActionRefusal,
  type RecordedAction
} from '$lib/quant/corporate-actions';
import { exactMoney, plainNumber, quantity } from '$lib/ui/format';
import type { SumRow } from '$lib/ui/tables';
import { actionsTexts as texts, reorganisationTexts, verbTexts } from '$lib/ui/texts';
import type { Names } from '../ledger/rows';

type Sums = ReadonlyMap<string, Decimal>;

function summed(parts: Iterable<readonly [string, Decimal]>): Sums {
  const sums = new Map<string, Decimal>();
  for (const [key, amount] of parts) sums.set(key, add(sums.get(key) ?? ZERO, amount));
  return sums;
}

const moneyText = (sums: Sums, sign: 'level' | 'change' = 'level') =>
  [...sums].map(([currency, amount]) => exactMoney(amount, currency, { sign })).join(', ');

const cashOf = (effects: readonly AccountEffect[]) => summed(effects.flatMap(({ cash }) => [...cash]));

/** Realised gains by currency; undefined when one cannot be told. */
function gainsOf(effects: readonly AccountEffect[]): Sums | undefined {
  const sales = effects.flatMap((one) => one.sales);
  if (sales.some(({ gain }) => gain === undefined)) return undefined;
  return summed(sales.map(({ currency, gain = ZERO }) => [currency, gain] as const));
}

/** Units of the old instrument and of what is received, over all accounts, before and after. */
function unitsOf(effects: readonly AccountEffect[], when: 'unitsBefore' | 'unitsAfter'): Sums {
  return summed(effects.flatMap(({ positions }) => positions.map((one) => [one.instrument, one[when]] as const)));
}

/** Heads and rows of the proposal, the old holding of each account first, and their total where one currency is enough. */
export function effectRows(effects: readonly AccountEffect[], draft: ActionDraft, names: Names) {
  const cash = cashOf(effects);
  // Without cash there is nothing to say in the last two columns.
  const shown = <T>(cells: readonly T[]) => (cash.size === 0 ? cells.slice(0, -2) : cells);
  const isOld = (instrument: string) => instrument === draft.instrument;
  const rows = effects.flatMap((effect): SumRow[] => {
    const positions = effect.positions.toSorted((a, b) => Number(isOld(b.instrument)) - Number(isOld(a.instrument)));
    const gains = gainsOf([effect]);
    return positions.map((one, at) => ({
      key: `${effect.account} ${one.instrument} ${one.currency}`,
      cells: shown([
        at === 0 ? names.account(effect.account) : '',
        { text: names.symbol(one.instrument), strong: true },
        texts.change(quantity(one.unitsBefore), quantity(one.unitsAfter)),
        texts.change(exactMoney(one.basisBefore, one.currency), exactMoney(one.basisAfter, one.currency)),
        at === 0 ? moneyText(effect.cash, 'change') : '',
        at === 0 && gains ? moneyText(gains, 'change') : ''
      ])
    }));
  });
  const positions = effects.flatMap((effect) => effect.positions);
  const before = summed(positions.map((one) => [one.currency, one.basisBefore]));
  const after = summed(positions.map((one) => [one.currency, one.basisAfter]));
  const gains = gainsOf(effects);
  const cost = texts.change(moneyText(before), moneyText(after));
  const total: SumRow = {
    key: 'total',
    cells: shown([texts.total, '', '', cost, moneyText(cash, 'change'), gains ? moneyText(gains, 'change') : ''])
  };
  return { heads: shown(texts.heads), rows, total };
}

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : [parts.slice(0, -1).join(', '), parts.at(-1)].join(texts.and);

/** What a proposal does, as a sentence or two. */
export function effectWords(effects: readonly AccountEffect[], draft: ActionDraft, names: Names): string {
  const [before, after] = [unitsOf(effects, 'unitsBefore'), unitsOf(effects, 'unitsAfter')];
  const { instrument, kind } = draft;
  if (kind === 'rights-exercised' || kind === 'rights-lapsed') return rightsWords(effects, draft, names);
  const stays = keepsUnits(kind) || kind === 'return-of-capital';
  const cash = cashOf(effects);
  const what = listed([
    ...[...after]
      .map(([id, units]) => [id, (units - (id === instrument ? 0n : (before.get(id) ?? 0n))) as Decimal] as const)
      .filter(([id, units]) => units !== 0n && !(stays && id === instrument))
      .map(([id, units]) => `${quantity(units)} ${names.symbol(id)}`),
    ...(cash.size > 0 ? [texts.inCash(moneyText(cash))] : [])
  ]);
  const units = quantity(before.get(instrument) ?? ZERO);
  const sentence = (stays ? texts.bring : texts.become)(units, names.symbol(instrument), effects.length, what);
  return `${sentence} ${realisedWords(effects)}`;
}

function realisedWords(effects: readonly AccountEffect[]): string {
  const gains = gainsOf(effects);
  if (gains === undefined) return texts.gainUnknown;
  return [...gains].some(([, amount]) => amount !== 0n) ? texts.gain(moneyText(gains)) : texts.noGain;
}

function rightsWords(effects: readonly AccountEffect[], { instrument, receives }: ActionDraft, names: Names): string {
  const units = effects.map(({ transaction: t }) => ('quantity' in t ? t.quantity : ZERO));
  const left = sum(
    effects
      .flatMap(({ positions }) => positions.filter((one) => one.instrument === instrument))
      .map((one) => one.unitsAfter)
  );
  const used = quantity(sum(units));
  const symbol = names.symbol(instrument);
  const remain = left === ZERO ? [] : [texts.rightsLeft(quantity(left), symbol)];
  const bought = receives[0]?.instrument;
  if (bought === undefined) return [texts.lapse(used, symbol), realisedWords(effects), ...remain].join(' ');
  const received = sum(effects.map(({ transaction: t }) => (t.verb === 'exercise' ? t.units : ZERO)));
  const paid = new Map([...cashOf(effects)].map(([currency, amount]) => [currency, negate(amount)]));
  return [texts.buyWithRights(used, symbol, quantity(received), names.symbol(bought), moneyText(paid)), ...remain].join(
    ' '
  );
}

const percentText = (share: Decimal) => `${plainNumber(scaledBy(share, 100n, 1n), { digits: 4 })}%`;

/** What the shares of the cost that are said leave to the rest, or how far they are from the whole. */
export function sharingWords(draft: ActionDraft, symbol: string): { readonly text: string; readonly fits: boolean } {
  const [said, left] = [sharesSaid(draft), shareLeft(draft)];
  if (left !== undefined && left >= 0n) {
    const rest = percentText(left);
    return { text: keepsUnits(draft.kind) ? texts.restStays(rest, symbol) : texts.restIsCash(rest), fits: true };
  }
  if (said === ONE) return { text: texts.sharesWhole, fits: true };
  return { text: sharesWords(said), fits: false };
}

function sharesWords(said: Decimal): string {
  const over = subtract(said, ONE);
  const difference = percentText(absolute(over));
  return (over > 0n ? texts.sharesOver : texts.sharesUnder)(percentText(said), difference);
}

/** Why a draft makes no proposal, each reason once; with several received, which one is meant. */
export function refusalWords(refusals: readonly ActionRefusal[], draft: ActionDraft): string[] {
  const words = refusals.map(({ code, receipt, shares }) => {
    if (code === 'shares-not-whole' && shares !== undefined) return sharesWords(shares);
    const text = texts.refusals[code];
    return receipt === undefined || draft.receives.length < 2 ? text : texts.ofReceived(receipt + 1, text);
  });
  return [...new Set(words)];
}

/** Where the cost goes, with its share, by the currency it was paid in; the two sides add up. */
export function basisRows(effects: readonly AccountEffect[], draft: ActionDraft, names: Names) {
  return basisFlows(effects, draft.instrument).map(({ currency, held, paid, to, sold }) => {
    const before = add(held, paid);
    const cells = (name: string, basis: Decimal) => [
      { text: name, strong: true },
      before === ZERO ? '' : percentText(scaledBy(basis, ONE, before)),
      exactMoney(basis, currency)
    ];
    const rows: SumRow[] = [
      ...to
        .filter(({ basis }) => basis !== ZERO)
        .map(({ instrument, basis }) => ({ key: instrument, cells: cells(names.symbol(instrument), basis) })),
      ...(sold === ZERO ? [] : [{ key: 'sold', cells: cells(texts.costOfSold, sold) }])
    ];
    const after = add(sold, sum(to.map(({ basis }) => basis)));
    const words =
      paid === ZERO
        ? texts.costBefore(exactMoney(held, currency))
        : texts.costAndPaid(exactMoney(held, currency), exactMoney(paid, currency));
    const total: SumRow = { key: 'total', cells: [texts.costAfter, '', exactMoney(after, currency)] };
    return { currency, rows, total, words };
  });
}

const whole = (value: number) => quantity(decimalFromInteger(value));

/** What a recorded action was, with its ratio. */
export function recordedWords({ terms, units }: RecordedAction, names: Names): string {
  if (terms.verb === 'expiry') return texts.recordedLapse(quantity(units));
  if ('underlying' in terms) return texts.recordedUse(quantity(units), names.symbol(terms.underlying));
  if (terms.verb === 'return-of-capital') return verbTexts[terms.verb];
  if (terms.verb === 'split') {
    const kind = terms.numerator < terms.denominator ? texts.kinds['reverse-split'] : texts.kinds.split;
    return `${kind}, ${texts.ratio(whole(terms.numerator), whole(terms.denominator))}`;
  }
  const received = terms.receives.map((one) =>
    texts.receives(whole(one.numerator), names.symbol(one.instrument), whole(one.denominator))
  );
  return [reorganisationTexts[terms.kind], ...received].join(', ');
}

/** Cash that a recorded action brought. */
export const recordedCash = ({ cash }: RecordedAction): string => moneyText(cash, 'change');
