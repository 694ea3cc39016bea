import { liveTransactions } from '$lib/domain/ledger';
import {
  barsStamp,
  loadBars,
  loadLedger,
  loadMacro,
  loadPrices,
  loadRates,
  macroHeaders,
  openVault,
  priceHeaders,
  rateHeaders,
  type SeriesExtent,
  type Vault,
  type VaultName
} from '$lib/storage/dexie';
import { openTables, type Tables } from './connection';
import { fillLedger } from './fill';
import { fillBars, fillMacro, fillPrices, fillRates } from './fill-series';

/** The tables of a vault, filled as the vault stands now. */
export interface VaultTables {
  readonly tables: Tables;
}

/** What a question needs to be there. */
export type TableNeed = 'prices' | 'rates' | 'macro' | 'bars' | 'ledger';

interface Filled {
  readonly vault: Vault;
  /** Still being opened while the vault is read. */
  readonly tables: Promise<Tables>;
  /** What the vault was when each kind was filled. */
  readonly states: Map<TableNeed, string>;
}

const opened = new Map<VaultName, Promise<Filled>>();
let queue: Promise<unknown> = Promise.resolve();

/** What is answered by the tables of a vault; they are filled again first when the vault changed. One after the other. */
export function withVaultTables<T>(
  name: VaultName,
  needs: TableNeed | 'nothing' | readonly TableNeed[],
  ask: (vault: VaultTables) => Promise<T>
): Promise<T> {
  const answer = queue.then(async () => {
    const filled = await tablesOf(name);
    for (const need of typeof needs === 'string' ? [needs] : needs) if (need !== 'nothing') await refresh(filled, need);
    return ask({ tables: await filled.tables });
  });
  queue = answer.catch(() => undefined);
  return answer;
}

function tablesOf(name: VaultName): Promise<Filled> {
  const known = opened.get(name);
  if (known) return known;
  const tables = openTables();
  const fresh = openVault(name, { onReplaced: () => void opened.delete(name) }).then((vault): Filled => ({
    vault,
    tables,
    states: new Map()
  }));
  opened.set(name, fresh);
  for (const part of [fresh, tables]) part.catch(() => opened.delete(name));
  return fresh;
}

async function refresh(filled: Filled, need: TableNeed): Promise<void> {
  const { state, fill } = kinds[need];
  const now = await state(filled.vault);
  if (now === filled.states.get(need)) return;
  await fill(filled);
  filled.states.set(need, now);
}

interface Kind {
  /** A text that is another one when the tables must be filled anew. */
  state(vault: Vault): Promise<string>;
  fill(filled: Filled): Promise<void>;
}

const extents = (headers: readonly SeriesExtent[]): string => JSON.stringify(headers);

const kinds: Readonly<Record<TableNeed, Kind>> = {
  prices: {
    state: async (vault) => extents(await priceHeaders(vault)),
    fill: async ({ vault, tables }) => {
      const { series } = await loadPrices(vault);
      await fillPrices(await tables, series);
    }
  },
  rates: {
    state: async (vault) => extents(await rateHeaders(vault)),
    fill: async ({ vault, tables }) => {
      const { series } = await loadRates(vault);
      await fillRates(await tables, series);
    }
  },
  macro: {
    state: async (vault) => extents(await macroHeaders(vault)),
    fill: async ({ vault, tables }) => {
      const { series } = await loadMacro(vault);
      await fillMacro(await tables, series);
    }
  },
  bars: {
    state: async (vault) => JSON.stringify([await barsStamp(vault), extents(await priceHeaders(vault))]),
    fill: async ({ vault, tables }) => {
      const { bars } = await loadBars(vault);
      await fillBars(await tables, bars);
    }
  },
  ledger: {
    state: async ({ db }) => {
      const last = await db.journal.orderBy('sequence').last();
      return JSON.stringify([last?.hash, await db.accounts.toArray(), await db.instruments.toArray()]);
    },
    fill: async ({ vault, tables }) => {
      const { entries, accounts, instruments } = await loadLedger(vault);
      await fillLedger(await tables, liveTransactions(entries), accounts, instruments);
    }
  }
};
