import { goto } from '$app/navigation';
import { asset } from '$app/paths';
import { navigating, page } from '$app/state';
import { dayFromText, dayText, periodNames, type Day, type PeriodName } from '$lib/domain/calendar';
import type { AccountId } from '$lib/domain/ledger';
import { currencyFromCode, type CurrencyCode } from '$lib/domain/money';
import type { PortfolioSummary } from '$lib/services/portfolio-summary';
import {
  activeVault,
  completePortfolio,
  openPortfolio,
  refreshedSummary,
  switchPortfolio
} from '$lib/services/open-portfolio';
import { onVaultChanged, onVaultReplaced, type VaultName } from '$lib/services/vaults';

/** What every screen is asked about. The part a person chose stands in the address, so that a screen can be kept as a link. */
export interface Question {
  readonly vault: VaultName;
  readonly accounts?: readonly AccountId[];
  readonly asOf: Day;
  readonly base: CurrencyCode;
  readonly period: PeriodName;
  /** Grows with each change of the vault, so that answers are asked for again. */
  readonly revision: number;
}

/** The shared part of the address: accounts, day, currency, period. */
export interface Choice {
  accounts?: readonly AccountId[] | undefined;
  asOf?: Day | undefined;
  base?: CurrencyCode | undefined;
  period?: PeriodName | undefined;
}

const keys = { accounts: 'accounts', asOf: 'day', base: 'in', period: 'period' } as const;
const shared: readonly string[] = Object.values(keys);

// Ms in which what was chosen is drawn before the address follows: a navigation costs a frame.
const DRAWN = 60;

// Parts of a vault that no figure on a screen follows from.
const unvalued: ReadonlySet<string> = new Set(['results', 'mappings', 'batches', 'market', 'fetches', 'documents']);

class Session {
  vault = $state<VaultName>('demo');
  summary = $state.raw<PortfolioSummary | undefined>(undefined);
  failure = $state.raw<Error | undefined>(undefined);
  revision = $state(0);
  hidden = $state(false);
  replaced = $state<'newer' | 'deleted' | undefined>(undefined);
  /** What was chosen and the address does not say yet: a choice is followed at once, not after the navigation. */
  #ahead = $state.raw<{ readonly pathname: string; readonly search: string } | undefined>(undefined);
  readonly #search = $derived(this.#ahead?.pathname === page.url.pathname ? this.#ahead.search : page.url.search);
  readonly #query = $derived(new URLSearchParams(this.#search));
  #unfollow: (() => void) | undefined;
  #pending: ReturnType<typeof setTimeout> | undefined;

  /** Undefined until the vault is open and holds something to show. */
  question = $derived.by((): Question | undefined => {
    const { summary } = this;
    if (!summary || summary.asOf === undefined) return undefined;
    const query = this.#query;
    const accounts = query
      .get(keys.accounts)
      ?.split(',')
      .filter((id) => summary.accounts.some((one) => one.id === id));
    const period = periodNames.find((name) => name === query.get(keys.period));
    return {
      vault: summary.vault,
      ...(accounts && accounts.length > 0 ? { accounts: accounts as AccountId[] } : {}),
      asOf: dayOr(query.get(keys.asOf), summary.asOf),
      base: currencyFromCode(query.get(keys.base) ?? '')?.code ?? summary.base,
      period: period ?? '1Y',
      revision: this.revision
    };
  });

  /** True when the vault is open and holds neither a transaction nor a price. */
  bare = $derived(this.summary !== undefined && this.question === undefined);

  /** Instruments that could be held and have closes. */
  priced = $derived.by(() => {
    const indices = new Set(this.summary?.instruments.filter((one) => one.kind === 'index').map((one) => one.id));
    return (this.summary?.headers ?? []).map((one) => one.instrument).filter((id) => !indices.has(id));
  });

  /** True when the vault is open and nothing has been recorded in it. */
  empty = $derived(this.summary !== undefined && this.summary.transactions === 0);

  /** Opens the vault last worked in and follows its changes. */
  async open(): Promise<void> {
    this.vault = activeVault();
    onVaultReplaced((why) => (this.replaced = why));
    await this.#enter(() => openPortfolio(fetchFile));
  }

  /** Works in another vault from now on. */
  async enter(vault: VaultName): Promise<void> {
    await this.#enter(() => switchPortfolio(vault, fetchFile));
  }

  async #enter(opened: () => Promise<PortfolioSummary>): Promise<void> {
    try {
      this.failure = undefined;
      const summary = await opened();
      this.#unfollow?.();
      this.vault = summary.vault;
      this.summary = summary;
      this.revision += 1;
      this.#unfollow = onVaultChanged(summary.vault, ({ parts }) => {
        if (parts.some((part) => !unvalued.has(part))) this.#changed();
      });
      completePortfolio(summary.vault, fetchFile).catch((reason: unknown) => this.#fail(reason));
    } catch (reason) {
      this.#fail(reason);
    }
  }

  #fail(reason: unknown): void {
    this.failure = reason instanceof Error ? reason : new Error(String(reason));
  }

  // Many changes in one breath (an import, the demo's older years) are read once.
  #changed(): void {
    clearTimeout(this.#pending);
    this.#pending = setTimeout(() => {
      refreshedSummary(this.vault).then(
        (summary) => {
          this.summary = summary;
          this.revision += 1;
        },
        (reason: unknown) => this.#fail(reason)
      );
    }, 60);
  }

  /** The address of a screen with the shared choices kept. */
  href(path: string): string {
    const kept = new URLSearchParams([...this.#query].filter(([key]) => shared.includes(key)));
    const text = kept.toString();
    return text === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${text}`;
  }

  /** Changes the shared choices in the address; undefined takes one back to its default. */
  choose(choice: Choice): Promise<void> {
    const texts: Record<string, string | undefined> = {};
    if ('accounts' in choice) texts[keys.accounts] = choice.accounts?.join(',');
    if ('asOf' in choice) texts[keys.asOf] = choice.asOf === undefined ? undefined : dayText(choice.asOf);
    if ('base' in choice) texts[keys.base] = choice.base;
    if ('period' in choice) texts[keys.period] = choice.period;
    return this.write(texts);
  }

  /** Writes values of a screen's own into the address; undefined removes one. A saved run is left with its settings. */
  async write(texts: Readonly<Record<string, string | undefined>>): Promise<void> {
    const url = new URL(page.url.pathname + this.#search, page.url);
    url.searchParams.delete('run');
    for (const [key, text] of Object.entries(texts)) {
      if (text === undefined || text === '') url.searchParams.delete(key);
      else url.searchParams.set(key, text);
    }
    const ahead = { pathname: url.pathname, search: url.search };
    this.#ahead = ahead;
    await new Promise((done) => setTimeout(done, DRAWN));
    // What was chosen meanwhile holds this choice too; a screen that is left needs none.
    if (this.#ahead !== ahead) return;
    const toward = navigating.to?.url ?? page.url;
    try {
      if (toward.pathname === url.pathname) await goto(url, { replaceState: true, keepFocus: true, noScroll: true });
    } finally {
      if (this.#ahead === ahead) this.#ahead = undefined;
    }
  }

  /** A value of the address. */
  read(key: string): string | undefined {
    return this.#query.get(key) ?? undefined;
  }
}

const fetchFile = (path: string): Promise<Response> => fetch(asset(`/${path}`));

function dayOr(text: string | null, otherwise: Day): Day {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return otherwise;
  try {
    return dayFromText(text);
  } catch (reason) {
    if (reason instanceof RangeError) return otherwise;
    throw reason;
  }
}

export const session = new Session();
