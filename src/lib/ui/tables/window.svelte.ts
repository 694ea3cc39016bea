import { createVirtualizer } from '@tanstack/svelte-virtual';
import { get } from 'svelte/store';
import type { Line } from './table-types';

/** Rows above which only those in sight are drawn. */
export const VIRTUAL_ABOVE = 200;

/** The lines to draw now, with the height left out before and after them. */
export interface LineWindow<Row> {
  readonly virtual: boolean;
  readonly items: readonly { readonly index: number; readonly line: Line<Row> }[];
  readonly before: number;
  readonly after: number;
  reveal: (index: number) => void;
}

/** Window over lines that follows the scrolling of an element; every line while there are few. */
export function windowOfLines<Row>(
  lines: () => readonly Line<Row>[],
  element: () => HTMLElement | undefined,
  heightAt: (index: number) => number
): LineWindow<Row> {
  const store = createVirtualizer<HTMLElement, HTMLElement>({
    count: 0,
    getScrollElement: () => element() ?? null,
    estimateSize: heightAt,
    overscan: 12,
    scrollPaddingStart: 30,
    scrollPaddingEnd: 32
  });
  let range = $state.raw({ items: [] as { index: number; start: number; end: number }[], size: 0 });
  const virtual = $derived(lines().length > VIRTUAL_ABOVE);

  $effect.pre(() => {
    const count = virtual && element() ? lines().length : 0;
    const keys = lines();
    const virtualizer = get(store);
    virtualizer.setOptions({ count, getItemKey: (index) => keys[index]?.key ?? index, estimateSize: heightAt });
    virtualizer.measure();
  });
  $effect(() =>
    store.subscribe((virtualizer) => {
      range = {
        items: virtualizer.getVirtualItems().map(({ index, start, end }) => ({ index, start, end })),
        size: virtualizer.getTotalSize()
      };
    })
  );

  return {
    get virtual() {
      return virtual;
    },
    get items() {
      const all = lines();
      if (!virtual) return all.map((line, index) => ({ index, line }));
      return range.items.flatMap(({ index }) => {
        const line = all[index];
        return line ? [{ index, line }] : [];
      });
    },
    get before() {
      return virtual ? (range.items[0]?.start ?? 0) : 0;
    },
    get after() {
      return virtual ? Math.max(0, range.size - (range.items.at(-1)?.end ?? range.size)) : 0;
    },
    reveal: (index) => {
      if (virtual) get(store).scrollToIndex(index, { align: 'auto' });
    }
  };
}
