import { savedRun, type RunKind, type SavedRun } from '$lib/services/saved-runs';
import type { VaultName } from '$lib/services/vaults';
import { Resource } from './resource.svelte';
import { session } from './session.svelte';

interface Wanted {
  readonly vault: VaultName;
  readonly id: string;
  readonly revision: number;
}

/** The saved run that the address names with `run`, of the kind that a screen shows. */
export class OpenedRun<K extends RunKind> {
  readonly #found: Resource<Wanted, SavedRun<K> | { readonly status: 'gone' }>;
  readonly #id = $derived(session.read('run'));

  constructor(kind: K) {
    this.#found = new Resource<Wanted, SavedRun<K> | { readonly status: 'gone' }>(
      () =>
        this.#id && session.summary
          ? { vault: session.summary.vault, id: this.#id, revision: session.revision }
          : undefined,
      async ({ vault, id }) => (await savedRun(vault, id, kind)) ?? { status: 'gone' }
    );
  }

  /** True while the address names a run: the screen then asks nothing. */
  get wanted(): boolean {
    return this.#id !== undefined;
  }

  /** The run, once it is read. */
  get run(): SavedRun<K> | undefined {
    const value = this.#found.value;
    return this.wanted && value && 'id' in value && value.id === this.#id ? value : undefined;
  }

  /** True when there is no such run that can be shown. */
  get gone(): boolean {
    const value = this.#found.value;
    return this.wanted && !this.#found.loading && value !== undefined && 'status' in value;
  }
}
