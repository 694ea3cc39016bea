import type { SimulationSpec, Variant } from './spec';

/** What is changed, one thing at a time. */
export type SensitivityChange = 'returns' | 'volatility' | 'inflation' | 'saving' | 'spending' | 'later';

const POINT = 0.01;
const PART = 0.1;
const VOLATILITY = 0.2;
const LATER_MONTHS = 24;

/** The plan with every payment in multiplied; where nothing is paid in, a thousandth of the start a month is the unit. */
export function scaledSaving(spec: SimulationSpec, factor: number): Variant {
  const flows = savingsOf(spec).map((flow) => (flow.monthly > 0 ? { ...flow, monthly: flow.monthly * factor } : flow));
  return { flows };
}

/** Flows of the plan, with one of unit size where nothing is paid in. */
function savingsOf({ flows, accounts, months, spending }: SimulationSpec): SimulationSpec['flows'] {
  if (flows.some(({ monthly }) => monthly > 0)) return flows;
  const start = accounts.reduce((sum, { value }) => sum + value, 0);
  const toMonth = spending && spending.fromMonth > 0 ? spending.fromMonth : months;
  return [...flows, { fromMonth: 0, toMonth, monthly: start > 0 ? start / 1000 : 100, indexed: true }];
}

/** What is paid in a month at most, in money of today where indexed: what {@link scaledSaving} multiplies. */
export function savingUnit(spec: SimulationSpec): number {
  return savingsOf(spec).reduce((most, { monthly }) => Math.max(most, monthly), 0);
}

/** The plan with everything that is taken out for spending multiplied; goals stay. */
export function scaledSpending({ flows, spending }: SimulationSpec, factor: number): Variant {
  return {
    flows: flows.map((flow) => (flow.monthly < 0 ? { ...flow, monthly: flow.monthly * factor } : flow)),
    ...(spending
      ? { spending: { ...spending, rule: { ...spending.rule, factor: (spending.rule.factor ?? 1) * factor } } }
      : {})
  };
}

/** The plan with spending begun later, and saving that ended where it began gone on until then. */
function retiredLater({ flows, spending, months }: SimulationSpec): Variant | undefined {
  const out = flows.filter(({ monthly }) => monthly < 0).map(({ fromMonth }) => fromMonth);
  const begins = spending?.fromMonth ?? (out.length > 0 ? Math.min(...out) : undefined);
  if (begins === undefined || begins + LATER_MONTHS >= months) return undefined;
  const moved = flows.map((flow) => {
    if (flow.monthly < 0 && flow.fromMonth === begins) return { ...flow, fromMonth: begins + LATER_MONTHS };
    return flow.monthly > 0 && flow.toMonth === begins ? { ...flow, toMonth: begins + LATER_MONTHS } : flow;
  });
  return { flows: moved, ...(spending ? { spending: { ...spending, fromMonth: begins + LATER_MONTHS } } : {}) };
}

/**
 * The changes of a plan whose effect on its odds is told, on the same draws: returns and inflation 1 point a year, volatility
 * a fifth, saving and spending a tenth, each down and up; spending two years later. Those that change nothing are left out.
 */
export function sensitivityVariants(
  spec: SimulationSpec
): { readonly change: SensitivityChange; readonly up: boolean; readonly variant: Variant }[] {
  const { shift = {}, flows, spending, goals } = spec;
  const both = (change: SensitivityChange, of: (sign: number) => Variant) => [
    { change, up: false, variant: of(-1) },
    { change, up: true, variant: of(1) }
  ];
  const indexed = goals.some((goal) => goal.indexed) || flows.some((flow) => flow.indexed) || spending !== undefined;
  const later = retiredLater(spec);
  return [
    ...both('returns', (sign) => ({ shift: { ...shift, returns: (shift.returns ?? 0) + sign * POINT } })),
    ...both('volatility', (sign) => ({
      shift: { ...shift, volatility: (shift.volatility ?? 1) * (1 + sign * VOLATILITY) }
    })),
    ...(indexed
      ? both('inflation', (sign) => ({ shift: { ...shift, inflation: (shift.inflation ?? 0) + sign * POINT } }))
      : []),
    ...(flows.some(({ monthly }) => monthly > 0) ? both('saving', (sign) => scaledSaving(spec, 1 + sign * PART)) : []),
    ...(spending || flows.some(({ monthly }) => monthly < 0)
      ? both('spending', (sign) => scaledSpending(spec, 1 + sign * PART))
      : []),
    ...(later ? [{ change: 'later' as const, up: true, variant: later }] : [])
  ];
}
