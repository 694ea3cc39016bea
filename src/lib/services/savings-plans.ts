import { run } from '$lib/compute/caller';
import { dayFromText, dayText, type Day } from '$lib/domain/calendar';
import { instrumentId } from '$lib/domain/instruments';
import { accountId } from '$lib/domain/ledger';
import { currencyCode, decimal, decimalText, money } from '$lib/domain/money';
import { today } from '$lib/platform/clock';
import { nextPlannedDay, type SavingsPlan } from '$lib/quant/planning';
import { storage, vaultNamed, type VaultName } from './vaults';

export type { SavingsPlan };

/** A plan with the days it is due for, and its next day. */
export interface PlanStanding {
  readonly plan: SavingsPlan;
  readonly due: readonly Day[];
  readonly next?: Day;
}

const SETTING = 'plans';

/** The savings plans of a vault; those that cannot be read are left out. */
export async function savingsPlans(name: VaultName): Promise<PlanStanding[]> {
  const [{ loadSetting }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  const plans = plansFrom(await loadSetting(vault, SETTING));
  if (plans.length === 0) return [];
  const now = today();
  const due = await run('ledger', 'plansDue', { vault: name, plans, today: now });
  return plans.map((plan, at) => {
    const next = nextPlannedDay(plan, now);
    return { plan, due: due[at] ?? [], ...(next === undefined ? {} : { next }) };
  });
}

/** Keeps a plan, in place of the one with its id. */
export async function planKept(name: VaultName, plan: SavingsPlan): Promise<void> {
  await changePlans(name, (plans) => [...plans.filter(({ id }) => id !== plan.id), plan]);
}

/** Forgets a plan; what it drafted stays recorded. */
export async function planRemoved(name: VaultName, id: string): Promise<void> {
  await changePlans(name, (plans) => plans.filter((one) => one.id !== id));
}

async function changePlans(name: VaultName, change: (plans: readonly SavingsPlan[]) => readonly SavingsPlan[]) {
  const [{ loadSetting, saveSetting }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  await saveSetting(vault, SETTING, change(plansFrom(await loadSetting(vault, SETTING))).map(rawFromPlan));
}

function rawFromPlan({ amount, first, until, skipped, ...rest }: SavingsPlan): Record<string, unknown> {
  return {
    ...rest,
    amount: decimalText(amount.amount),
    currency: amount.currency,
    first: dayText(first),
    ...(until === undefined ? {} : { until: dayText(until) }),
    skipped: (skipped ?? []).map(dayText)
  };
}

function plansFrom(raw: unknown): SavingsPlan[] {
  return Array.isArray(raw) ? raw.flatMap((one: unknown) => planFrom(one) ?? []) : [];
}

function planFrom(raw: unknown): SavingsPlan | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const text = (name: string): string => String(Reflect.get(raw, name) ?? '');
  const skipped: unknown = Reflect.get(raw, 'skipped');
  try {
    return {
      id: text('id'),
      account: accountId(text('account')),
      amount: money(decimal(text('amount')), currencyCode(text('currency'))),
      first: dayFromText(text('first')),
      everyMonths: Number(text('everyMonths')),
      ...(text('instrument') === '' ? {} : { instrument: instrumentId(text('instrument')) }),
      ...(text('until') === '' ? {} : { until: dayFromText(text('until')) }),
      skipped: Array.isArray(skipped) ? skipped.map((day) => dayFromText(String(day))) : []
    };
  } catch (reason) {
    if (reason instanceof RangeError) return undefined;
    throw reason;
  }
}
