import type { ReturnMatrix } from '$lib/quant/moments';
import type { Window } from '../window';

/** Days at the end of a window without a close after which a column counts as gone. */
export const STALE = 10;

/** A close that exists. */
export const isPrice = (value: number): boolean => value > 0 && value < Infinity;

/** The last `count` closes of a column that exist, oldest first; undefined when there are fewer, or none lately. */
export function recentCloses(window: Window, column: number, count: number): Float64Array | undefined {
  const closes = window.closes(column);
  const found = new Float64Array(count);
  let left = count;
  for (let at = closes.length - 1; at >= 0 && left > 0; at--) {
    if (isPrice(closes[at])) found[--left] = closes[at];
    else if (left === count && closes.length - at >= STALE) return undefined;
  }
  return left > 0 ? undefined : found;
}

/** The window as it was at the last `count` closes of a column, oldest first; the last is the whole window, empty ones stand for closes that are not there. */
export function windowsAtCloses(window: Window, column: number, count: number): Window[] {
  const closes = window.closes(column);
  const windows: Window[] = [];
  for (let at = closes.length; windows.length < count; at--) {
    if (at > 0 && !isPrice(closes[at - 1])) continue;
    windows.unshift(windows.length === 0 ? window : windowUntil(window, Math.max(0, at)));
  }
  return windows;
}

function windowUntil(window: Window, end: number): Window {
  return {
    ...window,
    days: window.days.subarray(0, end),
    closes: (column) => window.closes(column).subarray(0, end),
    figures: (name, column) => window.figures(name, column)?.subarray(0, end)
  };
}

/** Columns with at least `count` closes, the last of them lately, with those closes. */
export function columnsWith(
  window: Window,
  count: number
): { readonly column: number; readonly closes: Float64Array }[] {
  const found: { column: number; closes: Float64Array }[] = [];
  for (let column = 0; column < window.instruments.length; column++) {
    const closes = recentCloses(window, column, count);
    if (closes) found.push({ column, closes });
  }
  return found;
}

/** Simple returns between successive closes. */
export function returnsOf(closes: Float64Array): Float64Array {
  const returns = new Float64Array(Math.max(0, closes.length - 1));
  for (let t = 0; t < returns.length; t++) returns[t] = closes[t + 1] / closes[t] - 1;
  return returns;
}

/**
 * Simple returns of the columns over the last `count` + 1 days of the window, days on which one lacks a close left
 * out; undefined when fewer than two remain.
 */
export function recentReturns(window: Window, columns: readonly number[], count: number): ReturnMatrix | undefined {
  const rows = columns.map((column) => window.closes(column));
  const length = window.days.length;
  const common: number[] = [];
  for (let t = Math.max(0, length - count - 1); t < length; t++)
    if (rows.every((row) => isPrice(row[t]))) common.push(t);
  const n = columns.length;
  const periods = common.length - 1;
  if (periods < 2 || n === 0) return undefined;
  const values = new Float64Array(periods * n);
  rows.forEach((row, j) => {
    for (let t = 0; t < periods; t++) values[t * n + j] = row[common[t + 1]] / row[common[t]] - 1;
  });
  return { values, rows: periods, columns: n, instruments: columns.map((column) => window.instruments[column]) };
}
