import { session } from '$lib/state/session.svelte';

/** Choices of a catalog of labels. */
export function choices<T extends string>(labels: Readonly<Record<T, string>>) {
  return (Object.entries(labels) as [T, string][]).map(([value, label]) => ({ value, label }));
}

/** Writes a setting to the address; undefined takes it out. */
export const write = (key: string) => (value: number | string | undefined) =>
  void session.write({ [key]: value === undefined ? undefined : String(value) });

/** Writes a mark that is set unless told otherwise. */
export const mark = (key: string) => (checked: boolean) => void session.write({ [key]: checked ? undefined : '0' });
