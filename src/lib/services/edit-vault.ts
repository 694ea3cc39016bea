import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import type { Account } from '$lib/domain/ledger';
import type { CurrencyCode } from '$lib/domain/money';
import type { RiskAnswers } from '$lib/quant/planning';
import type { RiskLimit } from '$lib/quant/risk';
import { storage, vaultNamed, type VaultName } from './vaults';

/** Keeps the index that results are compared with; undefined: none. */
export async function saveBenchmark(name: VaultName, benchmark: InstrumentId | undefined): Promise<void> {
  await saveChoice(name, 'benchmark', benchmark);
}

/** Keeps the currency that everything is shown in unless chosen otherwise. */
export async function saveBase(name: VaultName, base: CurrencyCode): Promise<void> {
  await saveChoice(name, 'base', base);
}

/** Keeps what was answered about bearing risk. */
export async function saveRiskAnswers(name: VaultName, answers: RiskAnswers): Promise<void> {
  await saveChoice(name, 'riskAnswers', { ...answers });
}

/** Keeps the limits on risk. */
export async function saveRiskLimits(name: VaultName, limits: readonly RiskLimit[]): Promise<void> {
  await saveChoice(name, 'riskLimits', limits);
}

async function saveChoice(
  name: VaultName,
  key: string,
  value: string | Readonly<Record<string, string>> | readonly RiskLimit[] | undefined
): Promise<void> {
  const [{ removeSetting, saveSetting }, vault] = await Promise.all([storage(), vaultNamed(name)]);
  await (value === undefined ? removeSetting(vault, key) : saveSetting(vault, key, value));
}

/** Gives an account another name. */
export async function renameAccount(vaultName: VaultName, account: Account, name: string): Promise<void> {
  const [{ saveAccounts }, vault] = await Promise.all([storage(), vaultNamed(vaultName)]);
  await saveAccounts(vault, [{ ...account, name }]);
}

/** Puts an instrument into a sector; an empty text takes it out of any. */
export async function saveSector(vaultName: VaultName, instrument: Instrument, sector: string): Promise<void> {
  const [{ saveInstruments }, vault] = await Promise.all([storage(), vaultNamed(vaultName)]);
  const { sector: _left, ...rest } = instrument;
  await saveInstruments(vault, [sector === '' ? rest : { ...rest, sector }]);
}

/** Keeps a figure of an instrument by its name, whatever the case of one that is there; undefined takes it away. */
export async function saveFigure(
  vaultName: VaultName,
  instrument: Instrument,
  name: string,
  value: number | undefined
): Promise<void> {
  const [{ saveInstruments }, vault] = await Promise.all([storage(), vaultNamed(vaultName)]);
  const { figures = {}, ...rest } = instrument;
  const others = Object.entries(figures).filter(([key]) => key.toLowerCase() !== name.toLowerCase());
  const kept = value === undefined ? others : [...others, [name, String(value)] as const];
  await saveInstruments(vault, [kept.length > 0 ? { ...rest, figures: Object.fromEntries(kept) } : rest]);
}
