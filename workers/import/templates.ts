import { templateFromText, templateText, type TemplateFault } from '$lib/data/importers';
import type { ColumnMapping, StatementKind } from '$lib/domain/statements';
import { loadMappings, removeMapping, saveMapping, type Vault, type VaultName } from '$lib/storage/dexie';
import { openedVault } from '../open-vault';

/** Columns that are kept, in one line. */
export interface KeptColumns {
  readonly id: string;
  readonly title: string;
  readonly createdAt: number;
  readonly kind: StatementKind;
  readonly columns: number;
}

/** What became of a template that was loaded. */
export type LoadedTemplate =
  { readonly status: 'kept'; readonly name: string } | ({ readonly status: 'bad' } & TemplateFault);

/** Id of kept columns: the names of the columns they fit. */
export function mappingId(mapping: ColumnMapping): string {
  return Object.keys(mapping.columns).join('\t');
}

/** Keeps columns under a name, in place of those for the same columns. */
export async function keepMapping(
  vault: Vault,
  { title, mapping, createdAt }: { title: string; mapping: ColumnMapping; createdAt: number }
): Promise<void> {
  await saveMapping(vault, { id: mappingId(mapping), title, createdAt, content: mapping });
}

/** Every kept mapping, newest first. */
export async function templates({ vault }: { vault: VaultName }): Promise<KeptColumns[]> {
  return (await loadMappings(await openedVault(vault))).map(({ id, title, createdAt, content }) => {
    const { kind, columns } = content as ColumnMapping;
    return { id, title, createdAt, kind, columns: Object.values(columns).filter((one) => one !== 'ignored').length };
  });
}

/** Kept columns as text, to be handed on; undefined when they are gone. */
export async function templateFile({ vault, id }: { vault: VaultName; id: string }): Promise<string | undefined> {
  const found = (await loadMappings(await openedVault(vault))).find((one) => one.id === id);
  return found && templateText({ name: found.title, mapping: found.content as ColumnMapping });
}

/** Keeps the columns that a text holds, or says what is wrong with it. */
export async function loadTemplate({
  vault,
  text,
  createdAt
}: {
  vault: VaultName;
  text: string;
  createdAt: number;
}): Promise<LoadedTemplate> {
  const read = templateFromText(text);
  if (!('mapping' in read)) return { status: 'bad', ...read };
  await keepMapping(await openedVault(vault), { title: read.name, mapping: read.mapping, createdAt });
  return { status: 'kept', name: read.name };
}

/** Forgets kept columns. */
export async function forgetTemplate({ vault, id }: { vault: VaultName; id: string }): Promise<void> {
  await removeMapping(await openedVault(vault), id);
}
