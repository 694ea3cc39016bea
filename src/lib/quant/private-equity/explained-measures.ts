import { add, decimalFromNumber, minorUnits, rounded, ZERO, type CurrencyCode } from '$lib/domain/money';
import {
  madeOf,
  recorded,
  sumOfAmounts,
  type ExactAmount,
  type FigureExplanation,
  type FigureInput
} from '$lib/quant/explanation';
import { rateShown } from '$lib/quant/returns';
import { privateEquityMeasures, type PrivateFundFlows } from './private-equity-measures';

/** Figures of a private holding. */
export type PrivateFigure = 'paid-in' | 'distributed' | 'dpi' | 'rvpi' | 'tvpi' | 'rate' | 'unfunded';

/** How a measure of a private holding comes about, in the currency of its flows; undefined where it does not exist. */
export function explainedPrivateMeasure(
  flows: PrivateFundFlows,
  figure: PrivateFigure,
  currency: CurrencyCode
): FigureExplanation | undefined {
  const { contributions, distributions, residualValue, asOf, commitment } = flows;
  const amountOf = (label: 'paid' | 'received') => (flow: { day: typeof asOf; amount: number }) =>
    ({ label, exact: decimalFromNumber(flow.amount), day: flow.day }) satisfies ExactAmount;
  const until = ({ day }: { readonly day: typeof asOf }): boolean => day <= asOf;
  const paid = contributions.filter(until).map(amountOf('paid'));
  const received = distributions.filter(until).map(amountOf('received'));
  const paidIn = sumOfAmounts('sum-of-paid', paid, currency);
  const distributed = sumOfAmounts('sum-of-paid', received, currency);
  const money = { kind: 'amount', currency } as const;
  const residual = rounded(decimalFromNumber(residualValue), minorUnits(currency));
  const [paidSum, receivedSum] = [paidIn, distributed].map(({ result }) =>
    typeof result === 'bigint' ? result : ZERO
  );
  const below: FigureInput = { label: 'paid', ...money, value: paidSum ?? ZERO, inverse: true };
  const multiple = (input: FigureInput): FigureExplanation | undefined => {
    if (paidSum === 0n) return undefined;
    const made = { makes: 'product', kind: 'count', inputs: [input, below] } as const;
    return { formula: 'quotient-of-amounts', ...made, result: madeOf(made), events: [] };
  };
  switch (figure) {
    case 'paid-in':
      return paidIn;
    case 'distributed':
      return distributed;
    case 'dpi':
      return multiple({ label: 'distributed', ...money, value: receivedSum ?? ZERO });
    case 'rvpi':
      return multiple({ label: 'residual', ...money, value: residual, day: asOf });
    case 'tvpi':
      return multiple({ label: 'value', ...money, value: add(receivedSum ?? ZERO, residual) });
    case 'unfunded':
      return commitment === undefined ? undefined : unfunded(commitment, paidSum ?? ZERO, currency);
    case 'rate':
      return explainedRate(flows, paidIn, distributed, { label: 'closing', ...money, value: residual, day: asOf });
  }
}

function unfunded(commitment: number, paid: FigureInput['value'], currency: CurrencyCode): FigureExplanation {
  const money = { kind: 'amount', currency } as const;
  const promised = rounded(decimalFromNumber(commitment), minorUnits(currency));
  const inputs: FigureInput[] = [
    { label: 'committed', ...money, value: promised },
    { label: 'paid', ...money, value: paid, inverse: true }
  ];
  if (paid > promised) return recorded({ label: 'committed', ...money, value: ZERO }, [], 'committed-less-paid');
  const made = { makes: 'sum', ...money, inputs } as const;
  return { formula: 'committed-less-paid', ...made, result: madeOf(made), events: [] };
}

function explainedRate(
  flows: PrivateFundFlows,
  paidIn: FigureExplanation,
  distributed: FigureExplanation,
  residual: FigureInput
): FigureExplanation | undefined {
  const rate = rateShown(privateEquityMeasures(flows).internalRates);
  if (rate === undefined) return undefined;
  const inputs = [
    ...paidIn.inputs.map((one): FigureInput => ({ ...one, inverse: true })),
    ...distributed.inputs,
    residual
  ].sort((a, b) => (a.day ?? 0) - (b.day ?? 0));
  return { formula: 'rate-of-flows', makes: 'rate', result: rate, kind: 'fraction', inputs, events: [] };
}
