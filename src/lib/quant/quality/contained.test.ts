import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { SplitRatio } from '$lib/domain/market';
import { changed, findingsOf, heavyWalk, plainContext } from './quality.fixture';
import { visibleSplits } from './checks/splits';
import { seriesView } from './series-view';

const walk = heavyWalk(1500, 5);
const on = (at: number): number => walk.days[at] ?? 0;

/** The walk with every split as it would have been traded: closes before it multiplied by its ratio. */
const asTraded = (splits: readonly SplitRatio[]) =>
  changed(walk, (values) => {
    for (const { day, numerator, denominator } of splits)
      for (let t = 0; (walk.days[t] ?? Infinity) < day; t++) values[t] *= numerator / denominator;
  });
const contained = (series: typeof walk, splits: readonly SplitRatio[]) =>
  findingsOf(series, { splits }).flatMap(({ code, from, facts }) =>
    code === 'split-contained' ? [[from, facts.ratio, facts.share]] : []
  );

const ratios = fc.constantFrom<[number, number]>([2, 1], [3, 1], [4, 1], [7, 1], [20, 1], [3, 2], [1, 4], [1, 10]);

test('a split is contained exactly when its jump is absent, whatever its day and ratio', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1499 }), ratios, (at, [numerator, denominator]) => {
      const split = { day: on(at), numerator, denominator };
      expect(contained(walk, [split])).toEqual([[split.day, [numerator, denominator], 1]]);
      expect(contained(asTraded([split]), [split])).toEqual([]);
    }),
    { numRuns: 40 }
  ));

test('of two splits one may be contained and the other visible; then neither kind is true of the series', () => {
  const [early, late] = [
    { day: on(400), numerator: 2, denominator: 1 },
    { day: on(900), numerator: 5, denominator: 1 }
  ] as const;
  const series = asTraded([late]);
  expect(contained(series, [early, late])).toEqual([[early.day, [2, 1], 0.5]]);
  expect(visibleSplits(seriesView(series, plainContext(series, { splits: [early, late] })))).toEqual([late]);
});

test('told twice on days a few apart it is one split, and told on a wrong day it is not taken for contained', () => {
  const split = { day: on(700), numerator: 4, denominator: 1 };
  expect(contained(walk, [split, { ...split, day: on(701) }])).toHaveLength(1);
  expect(contained(asTraded([split]), [{ ...split, day: on(760) }])).toEqual([]);
});

test('what cannot be told from a move of the day, lies outside of the series or in adjusted closes is passed over', () => {
  expect(contained(walk, [{ day: on(700), numerator: 21, denominator: 20 }])).toEqual([]);
  expect(contained(walk, [{ day: on(0) - 30, numerator: 2, denominator: 1 }])).toEqual([]);
  expect(contained({ ...walk, raw: false }, [{ day: on(700), numerator: 2, denominator: 1 }])).toEqual([]);
});
