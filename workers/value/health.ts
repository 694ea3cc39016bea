import type { Day } from '$lib/domain/calendar';
import { batchId, eventId, type JournalAct } from '$lib/domain/ledger';
import { healthReport, type CheckReport, type Finding, type Mend, type ProposedAct } from '$lib/quant/health';
import { appendActs, loadEvents, loadSetting, type BatchRecord, type VaultName } from '$lib/storage/dexie';
import { openedVault } from '../open-vault';
import { valueFacts } from './input';

/** Setting with the keys of findings that a person keeps as they are. */
export const SET_ASIDE = 'health.setAside';

/** What is checked. */
export interface HealthQuestion {
  readonly vault: VaultName;
  readonly today: Day;
  readonly revision: number;
}

/** A finding to be shown: what its mend would do, without the series it carries. */
export type ShownFinding = Omit<Finding, 'mend'> & {
  readonly how: Mend['how'];
  readonly acts: readonly ProposedAct[];
  /** False when the ledger does not know enough to mend it by itself. */
  readonly mendable: boolean;
};

/** Every check with what it found. */
export interface ShownHealth {
  readonly checks: readonly (Omit<CheckReport, 'findings'> & { readonly findings: readonly ShownFinding[] })[];
  readonly setAside: number;
}

/** Runs every check over the vault. */
export async function health(question: HealthQuestion): Promise<ShownHealth> {
  const { report, setAside } = await reportOf(question);
  return {
    checks: report.map(({ findings, ...check }) => ({ ...check, findings: findings.map(shown) })),
    setAside: setAside.size
  };
}

/** Mends the findings with these keys in one act that can be undone; those that are gone meanwhile are passed over. */
export async function mend({
  keys,
  batch,
  recordedAt,
  title,
  ...question
}: HealthQuestion & {
  readonly keys: readonly string[];
  readonly batch: string;
  readonly recordedAt: number;
  readonly title: string;
}): Promise<BatchRecord | undefined> {
  const { report, head } = await reportOf(question);
  const wanted = new Set(keys);
  const mends = report
    .flatMap(({ findings }) => findings)
    .flatMap((finding) => (wanted.has(finding.key) && isMendable(finding.mend) ? [finding.mend] : []));
  if (mends.length === 0) return undefined;
  const vault = await openedVault(question.vault);
  const outcome = await appendActs(vault, mends.flatMap(({ acts = [] }) => acts).map(journalAct), {
    ...{ batch: batchId(batch), recordedAt, title, expectedHead: head, replaceSeries: true },
    accounts: mends.flatMap(({ accounts = [] }) => accounts),
    instruments: mends.flatMap(({ instruments = [] }) => instruments),
    prices: mends.flatMap(({ series = [] }) => series)
  });
  return outcome.batch;
}

async function reportOf({ vault: name, today, revision }: HealthQuestion) {
  const facts = await valueFacts(name, [], revision);
  const vault = await openedVault(name);
  const [kept, events] = await Promise.all([loadSetting(vault, SET_ASIDE), loadEvents(vault)]);
  const setAside = new Set(Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : []);
  const { transactions: live, ...rest } = facts;
  return { report: healthReport({ ...rest, live, events: events.rows, today }, setAside), head: facts.head, setAside };
}

function journalAct(act: ProposedAct): JournalAct {
  return act.act === 'post' ? { ...act, event: eventId(crypto.randomUUID()) } : act;
}

function isMendable({ acts, accounts, instruments, series }: Mend): boolean {
  return [acts, accounts, instruments, series].some((list) => list !== undefined && list.length > 0);
}

function shown({ mend, ...finding }: Finding): ShownFinding {
  return { ...finding, how: mend.how, acts: mend.acts ?? [], mendable: isMendable(mend) };
}
