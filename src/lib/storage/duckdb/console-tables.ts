import type { Vault } from '$lib/storage/dexie';
import type { VaultPart } from '$lib/storage/changes';
import type { Tables } from './connection';
import { emptyCopy, filledCopy, type CopyColumns, type CopyValues } from './console-fill';

/** A table of the console that is a copy of something in the vault: filled when a statement first names it. */
export interface CopySource {
  readonly name: string;
  /** Parts of the vault that it follows from. */
  readonly parts: readonly VaultPart[];
  readonly columns: CopyColumns;
  /** Its rows; absent where it fills itself. */
  readonly values?: (vault: Vault) => Promise<CopyValues>;
  readonly fill?: (vault: Vault, tables: Tables) => Promise<void>;
}

/** The copies of one vault in one database: which are filled, and which of these are old. */
export class VaultCopies {
  readonly #fresh = new Set<string>();
  readonly #filled = new Set<string>();

  constructor(
    readonly tables: Tables,
    readonly vault: Vault,
    readonly sources: readonly CopySource[]
  ) {}

  /** Every copy as an empty table, so that its columns are known. */
  async begin(): Promise<void> {
    for (const { name, columns } of this.sources) await emptyCopy(this.tables, name, columns);
  }

  /** The copies that follow from some parts of the vault are old from now on. */
  age(parts: readonly VaultPart[]): void {
    for (const source of this.sources)
      if (source.parts.some((part) => parts.includes(part))) this.#fresh.delete(source.name);
  }

  /** Fills what a statement names, and what was filled before and is old: views may stand on it. */
  async refresh(names: readonly string[], tell: (name: string) => void = () => undefined): Promise<void> {
    const wanted = this.sources.filter(
      ({ name }) => !this.#fresh.has(name) && (this.#filled.has(name) || names.includes(name))
    );
    for (const source of wanted) {
      tell(source.name);
      // Marked before it is read: a change meanwhile makes it old again.
      this.#fresh.add(source.name);
      try {
        await this.#fill(source);
      } catch (error) {
        this.#fresh.delete(source.name);
        throw error;
      }
      this.#filled.add(source.name);
    }
  }

  async #fill({ name, columns, values, fill }: CopySource): Promise<void> {
    if (values) return filledCopy(this.tables, name, columns, await values(this.vault));
    // What fills itself may be a view: the empty table must not stand in its way.
    if (!this.#filled.has(name)) await this.tables.query(`DROP TABLE IF EXISTS ${name}`);
    await fill?.(this.vault, this.tables);
  }
}
