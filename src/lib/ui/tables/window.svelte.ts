import { flushSync, untrack } from 'svelte';
import { linePlaces } from './line-places';
import type { Line, LineList } from './table-types';

/** Lines above which only those in sight are drawn, on paper too. */
export const VIRTUAL_ABOVE = 200;

/** Lines drawn before and after those in sight. */
const OVERSCAN = 6;
/** Lines of a table whose height is not known yet. */
const FIRST = 30;
/** Room of the head and of the total, which lie over the lines. */
const EDGE = 32;

/** The lines to draw now, with the height left out before and after them. */
export interface LineWindow<Row> {
  readonly virtual: boolean;
  readonly items: readonly { readonly index: number; readonly line: Line<Row> }[];
  readonly before: number;
  readonly after: number;
  reveal: (index: number) => void;
}

/** What a window needs to know of its table. */
export interface WindowSource<Row> {
  readonly lines: () => LineList<Row>;
  readonly element: () => HTMLElement | undefined;
  /** Height of every line in px, or where they differ that of each. */
  readonly heights: () => number | ((index: number) => number);
  /** Of a table that scrolls by itself however few its lines are: what it lists. Another list is seen from its top. */
  readonly list: () => string | undefined;
}

/** Window over lines that follows the scrolling of an element; every line while there are few. */
export function windowOfLines<Row>({ lines, element, heights, list }: WindowSource<Row>): LineWindow<Row> {
  let place = $state.raw<{ readonly list: string | undefined; readonly top: number }>({ list: undefined, top: 0 });
  let height = $state(0);
  let printing = $state(false);
  const top = $derived(place.list === list() ? place.top : 0);
  const virtual = $derived(lines().length > VIRTUAL_ABOVE || (list() !== undefined && !printing));
  const places = $derived(virtual ? linePlaces(lines().length, heights()) : undefined);
  const first = $derived(places ? Math.max(0, places.at(top) - OVERSCAN) : 0);
  const end = $derived.by(() => {
    const { length } = lines();
    if (!places) return length;
    return Math.min(length, height === 0 ? first + FIRST : places.at(top + height) + 1 + OVERSCAN);
  });

  $effect(() => {
    const grid = element();
    if (!virtual || !grid) return undefined;
    const scrolled = (): void => {
      const { scrollTop } = grid;
      if (scrollTop !== top || place.list !== list()) place = { list: list(), top: scrollTop };
    };
    const resized = new ResizeObserver(() => {
      height = grid.clientHeight;
      scrolled();
    });
    grid.addEventListener('scroll', scrolled, { passive: true });
    resized.observe(grid);
    return () => {
      grid.removeEventListener('scroll', scrolled);
      resized.disconnect();
    };
  });
  $effect(() => {
    list();
    const grid = untrack(element);
    if (grid && untrack(() => place.top) > 0 && untrack(() => top) === 0) grid.scrollTop = 0;
  });
  $effect(() => {
    const print = (now: boolean) => (): void => {
      printing = now;
      flushSync();
    };
    const [begin, finish] = [print(true), print(false)];
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', finish);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', finish);
    };
  });

  const items = $derived.by(() => {
    const all = lines();
    return Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at).flatMap((index) => {
      const line = all.at(index);
      return line ? [{ index, line }] : [];
    });
  });

  return {
    get virtual() {
      return virtual;
    },
    get items() {
      return items;
    },
    get before() {
      return places ? places.start(first) : 0;
    },
    get after() {
      return places ? places.start(lines().length) - places.start(end) : 0;
    },
    reveal: (index) => {
      const grid = element();
      if (!places || !grid) return;
      const [start, stop] = [places.start(index), places.start(index + 1)];
      if (start < grid.scrollTop) grid.scrollTop = start;
      else if (stop + EDGE * 2 > grid.scrollTop + grid.clientHeight)
        grid.scrollTop = stop + EDGE * 2 - grid.clientHeight;
      else return;
      place = { list: list(), top: grid.scrollTop };
    }
  };
}
