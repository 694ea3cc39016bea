import type { Day } from '$lib/domain/calendar';
import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import type { Account } from '$lib/domain/ledger';
import type { CurrencyCode } from '$lib/domain/money';
import { knownAnswers, type RiskAnswers } from '$lib/quant/planning';
import { knownLimits, type RiskLimit } from '$lib/quant/risk';
import { loadSettings, macroHeaders, priceHeaders, type VaultName, type VaultProblem } from '$lib/storage/dexie';
import { keptLedger } from '../kept-ledger';
import { openedVault } from '../open-vault';

/** What a vault holds, enough to draw the frame of every screen. */
export interface PortfolioSummary {
  readonly vault: VaultName;
  readonly accounts: readonly Account[];
  readonly instruments: readonly Instrument[];
  readonly transactions: number;
  readonly firstDay?: Day;
  readonly lastDay?: Day;
  /** The day a screen shows unless told otherwise: the last one of which anything is known. */
  readonly asOf?: Day;
  readonly base: CurrencyCode;
  readonly benchmark?: InstrumentId;
  /** What was answered about bearing risk. */
  readonly riskAnswers: RiskAnswers;
  /** Limits on risk that the person keeps. */
  readonly riskLimits: readonly RiskLimit[];
  readonly headers: Awaited<ReturnType<typeof priceHeaders>>;
  /** Series of the economy that are kept. */
  readonly macro: Awaited<ReturnType<typeof macroHeaders>>;
  readonly problems: readonly VaultProblem[];
  readonly head: string;
}

/** A vault's frame: accounts, instruments, span and what is wrong with its records. */
export async function summary({
  vault: name,
  today
}: {
  readonly vault: VaultName;
  readonly today: Day;
}): Promise<PortfolioSummary> {
  const vault = await openedVault(name);
  const [ledger, settings, headers, macro] = await Promise.all([
    keptLedger(name),
    loadSettings(vault),
    priceHeaders(vault),
    macroHeaders(vault)
  ]);
  const live = ledger.transactions;
  const held = new Set(
    live.flatMap(({ transaction }) => ('instrument' in transaction ? [transaction.instrument] : []))
  );
  const lastTrade = live.at(-1)?.transaction.tradeDay;
  const lastPrice = headers
    .filter((one) => live.length === 0 || held.has(one.instrument))
    .reduce((last, one) => Math.max(last, one.last), -Infinity);
  const latest = Math.max(lastTrade ?? -Infinity, lastPrice);
  const asOf = Number.isFinite(latest) ? (Math.min(latest, today) as Day) : undefined;
  const first = live[0]?.transaction.tradeDay;
  const base = typeof settings['base'] === 'string' ? settings['base'] : (ledger.accounts[0]?.currency ?? 'USD');
  const benchmark = settings['benchmark'];
  return {
    vault: name,
    accounts: ledger.accounts,
    instruments: ledger.instruments,
    transactions: live.length,
    ...(first === undefined ? {} : { firstDay: first }),
    ...(lastTrade === undefined ? {} : { lastDay: lastTrade }),
    ...(asOf === undefined ? {} : { asOf }),
    base: base as CurrencyCode,
    ...(typeof benchmark === 'string' ? { benchmark: benchmark as InstrumentId } : {}),
    riskAnswers: knownAnswers(settings['riskAnswers']),
    riskLimits: knownLimits(settings['riskLimits']),
    headers,
    macro,
    problems: ledger.problems,
    head: ledger.head
  };
}
