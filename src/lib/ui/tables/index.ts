export { default as DataTable } from './DataTable.svelte';
export { default as SumTable } from './SumTable.svelte';
export type { SumCell, SumRow } from './sum-table';
export type { Column, ColumnKind, RowGroup, RowPages, Sort, Tone } from './table-types';
