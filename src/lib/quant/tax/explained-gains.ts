import { absolute, add, minorUnits, multiply, negate, rounded, subtract, sum, ZERO } from '$lib/domain/money';
import type { CurrencyCode, Decimal } from '$lib/domain/money';
import {
  minorUnit,
  reconciled,
  recorded,
  sumOfAmounts,
  type ExactAmount,
  type FigureExplanation,
  type Original
} from '$lib/quant/explanation';
import type { TaxGain } from './gain';
import { deniedLoss } from './gain-sums';
import type { ConvertedMoney } from './record/tax-amount';

/** Figures of realised gains: 'gains' are those above zero, 'losses' those below it, as a positive amount. */
export type GainFigure = 'units' | 'proceeds' | 'cost' | 'denied' | 'gain' | 'gains' | 'losses';

const figureOf: Readonly<Record<Exclude<GainFigure, 'units'>, (gain: TaxGain) => Decimal>> = {
  proceeds: ({ proceeds }) => proceeds.amount,
  cost: ({ cost }) => cost.amount,
  denied: deniedLoss,
  gain: ({ gain = ZERO }) => gain,
  gains: ({ gain = ZERO }) => (gain > 0n ? gain : ZERO),
  losses: ({ gain = ZERO }) => (gain < 0n ? absolute(gain) : ZERO)
};

/** How a sum over realised gains comes about, in the tax currency; gains that lack a rate are in no sum. */
export function explainedGains(
  gains: readonly TaxGain[],
  figure: GainFigure,
  currency: CurrencyCode
): FigureExplanation {
  const of = figureOf[figure === 'units' ? 'gain' : figure];
  const amounts = gains.flatMap((one) => {
    const exact = of(one);
    if (one.gain === undefined || exact === 0n) return [];
    const { instrument, account, closed: day, event } = one;
    return { label: 'gain' as const, exact, instrument, account, day, event };
  });
  return sumOfAmounts('sum-of-gains', amounts, currency);
}

/** How a figure of one realised gain comes about; undefined where a rate is missing. */
export function explainedGain(one: TaxGain, figure: GainFigure, currency: CurrencyCode): FigureExplanation | undefined {
  const { event, account, closed: day, instrument, quantity } = one;
  if (figure === 'units') return recorded({ label: 'units', kind: 'units', value: quantity, day, instrument }, [event]);
  if (one.gain === undefined) return undefined;
  switch (figure) {
    case 'proceeds':
      return explainedProceeds(one, currency);
    case 'cost':
      return explainedCost(one, currency);
    case 'denied':
      return sumOfAmounts(
        'sum-of-gains',
        one.adjustments
          .filter(({ kind }) => kind === 'denied-loss')
          .map(({ amount, about, day: on }) => ({ label: 'denied' as const, exact: amount, event: about, day: on })),
        currency
      );
    default:
      return sumOfAmounts(
        'proceeds-less-cost',
        [
          { label: 'proceeds' as const, exact: one.proceeds.amount, day, event },
          { label: 'cost' as const, exact: negate(one.cost.amount) },
          ...(deniedLoss(one) === 0n ? [] : [{ label: 'denied' as const, exact: deniedLoss(one) }])
        ].map((each) => ({ ...each, account })),
        currency,
        rounded(one.gain, minorUnits(currency)),
        [...new Set([event, ...one.acquisitions.map((each) => each.event)])]
      );
  }
}

function explainedProceeds(one: TaxGain, currency: CurrencyCode): FigureExplanation {
  const { proceeds, charges = ZERO, event } = one;
  const { premium = ZERO } = proceeds;
  const rate = proceeds.fixing?.rate;
  const charged = rate === undefined ? charges : multiply(charges, rate);
  const gross = subtract(add(proceeds.amount, charged), premium);
  const amounts: ExactAmount[] = [
    {
      label: 'gross',
      exact: gross,
      day: proceeds.day,
      event,
      ...originalOf(proceeds, currency, add(proceeds.money.amount, charges))
    },
    ...(charges === 0n
      ? []
      : [{ label: 'fees' as const, exact: negate(charged), ...originalOf(proceeds, currency, charges) }]),
    ...(premium === 0n ? [] : [{ label: 'premium' as const, exact: premium }])
  ];
  return sumOfAmounts('proceeds-less-charges', amounts, currency, rounded(proceeds.amount, minorUnits(currency)), [
    event
  ]);
}

function originalOf({ money, fixing }: ConvertedMoney, currency: CurrencyCode, amount: Decimal): { from?: Original } {
  if (money.currency === currency || !fixing) return {};
  return { from: { currency: money.currency, rate: fixing.rate, day: fixing.day, amount } };
}

function explainedCost(one: TaxGain, currency: CurrencyCode): FigureExplanation {
  const { cost, acquisitions, pool, event } = one;
  const total = rounded(cost.amount, minorUnits(currency));
  const shared = pool && acquisitions.length === 0 ? explainedPool(one, pool, currency) : undefined;
  if (shared) return shared;
  const purchases = acquisitions.map(({ event: bought, account, day, cost: paid }): ExactAmount => ({
    label: 'purchase',
    exact: paid.amount,
    event: bought,
    account,
    day,
    ...originalOf(paid, currency, paid.money.amount)
  }));
  const rest = subtract(cost.amount, sum(purchases.map(({ exact }) => exact)));
  const other: ExactAmount[] = rest === 0n ? [] : [{ label: pool ? 'pool' : 'carried', exact: rest }];
  const events = acquisitions.map((each) => each.event);
  return sumOfAmounts(
    'cost-of-purchases',
    [...purchases, ...other],
    currency,
    total,
    events.length > 0 ? events : [event]
  );
}

/** The share of a pool that the units of a disposal take. */
function explainedPool(
  { cost, quantity, event }: TaxGain,
  pool: NonNullable<TaxGain['pool']>,
  currency: CurrencyCode
): FigureExplanation | undefined {
  const explanation = reconciled({
    formula: 'share-of-pool',
    makes: 'product',
    result: rounded(cost.amount, minorUnits(currency)),
    kind: 'amount',
    currency,
    inputs: [
      { label: 'pool', kind: 'amount', value: pool.cost.amount, currency },
      { label: 'units', kind: 'units', value: absolute(quantity) },
      { label: 'units-of-pool', kind: 'units', value: pool.units, inverse: true }
    ],
    events: [...new Set([...pool.history.slice(0, pool.count).map((each) => each.event), event])]
  });
  const isShare = absolute(explanation.rounding ?? ZERO) <= 2n * minorUnit(currency);
  return isShare ? explanation : undefined;
}
