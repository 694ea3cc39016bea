import { dayFromNumber } from '$lib/domain/calendar';
import type { Drawing, Ink, Shape } from '$lib/services/save-tear-sheet';
import { dayTicks, logTicks, roundTicks } from '$lib/ui/charts';
import { percent } from '$lib/ui/format';

/** A line of a drawing over days. */
export interface DrawnLine {
  readonly name: string;
  readonly values: ArrayLike<number>;
  readonly ink: Ink;
}

interface Frame {
  readonly label: string;
  readonly days: ArrayLike<number>;
  readonly text: (value: number) => string;
}

const [WIDTH, LEFT, RIGHT, TOP] = [520, 34, 72, 8];
const MOST_POINTS = 600;
const TEXT = 7.5;
const STRIP = 44;
const STRIP_FILL = '#f6e3dc';
const LEAST_GAP = 9;
const LONGEST = 12;

type Place = (value: number) => number;

const finite = (lists: readonly ArrayLike<number>[]): number[] =>
  lists.flatMap((values) => Array.from(values).filter((value) => Number.isFinite(value)));

/** Every n-th place of a long series, and the last. */
function places(length: number): number[] {
  const step = Math.max(1, Math.ceil(length / MOST_POINTS));
  const list: number[] = [];
  for (let at = 0; at < length - 1; at += step) list.push(at);
  return length > 0 ? [...list, length - 1] : list;
}

const line = (points: readonly (readonly [number, number])[], ink: Ink, width: number): Shape => ({
  kind: 'line',
  points,
  ink,
  width
});

function path({ days }: Frame, values: ArrayLike<number>, x: Place, y: Place): (readonly [number, number])[] {
  return places(values.length).flatMap((at) => {
    const value = values[at] ?? NaN;
    return Number.isFinite(value) ? [[x(days[at] ?? 0), y(value)] as const] : [];
  });
}

function timeAxis({ days }: Frame, x: Place, height: number): Shape[] {
  const [from, to] = [days[0] ?? 0, days[days.length - 1] ?? 1];
  return dayTicks(dayFromNumber(from), dayFromNumber(to), WIDTH - LEFT - RIGHT).map((tick) => ({
    kind: 'text',
    x: x(tick.at),
    y: height - 2,
    text: tick.text,
    size: TEXT,
    ink: 'faint',
    anchor: 'middle'
  }));
}

const rule = (value: number, y: Place, text: string): Shape[] => [
  line(
    [
      [LEFT, y(value)],
      [WIDTH - RIGHT, y(value)]
    ],
    'line',
    0.5
  ),
  { kind: 'text', x: LEFT - 4, y: y(value) + 2.5, text, size: TEXT, ink: 'faint', anchor: 'end' }
];

/** Names at the ends of the lines, kept apart. */
function names(lines: readonly DrawnLine[], y: Place, says: (value: number) => string): Shape[] {
  const ends = lines
    .map(({ name, values, ink }) => {
      const end = values[values.length - 1] ?? NaN;
      const short = name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name;
      return { text: `${short} ${says(end)}`, ink, at: y(end) };
    })
    .filter(({ at }) => Number.isFinite(at))
    .sort((a, b) => a.at - b.at);
  ends.forEach((end, k) => {
    const before = ends[k - 1];
    if (before) end.at = Math.max(end.at, before.at + LEAST_GAP);
  });
  return ends.map(({ text, ink, at }) => ({
    kind: 'text',
    x: WIDTH - RIGHT + 5,
    y: at + 2.5,
    text,
    size: TEXT,
    ink,
    bold: ink === 'ink'
  }));
}

const depth = (value: number): string => percent(value, { digits: 0 });

function horizontal({ days }: Frame): Place {
  const [from, to] = [days[0] ?? 0, days[days.length - 1] ?? 1];
  return (day) => LEFT + ((day - from) / Math.max(1, to - from)) * (WIDTH - LEFT - RIGHT);
}

/** Lines of growth on a log scale, and under them the drawdown of the first. */
export function growthDrawing(frame: Frame, lines: readonly DrawnLine[], drawdown: ArrayLike<number>): Drawing {
  const height = 210;
  const bottom = height - STRIP - 22;
  const all = finite(lines.map(({ values }) => values)).filter((value) => value > 0);
  const [low, high] = [
    all.reduce((a, b) => Math.min(a, b), Infinity) * 0.98,
    all.reduce((a, b) => Math.max(a, b), 0) * 1.02
  ];
  const y: Place = (value) => bottom - (Math.log(value / low) / Math.log(high / low)) * (bottom - TOP);
  const x = horizontal(frame);
  const deepest = Math.min(
    -0.01,
    finite([drawdown]).reduce((a, b) => Math.min(a, b), 0)
  );
  const top = bottom + 10;
  const z: Place = (value) => top + (value / deepest) * STRIP;
  const strip = path(frame, drawdown, x, z);
  return {
    width: WIDTH,
    height,
    label: frame.label,
    shapes: [
      ...logTicks(low, high, 5).flatMap((tick) => rule(tick, y, frame.text(tick))),
      ...lines.toReversed().map(({ values, ink }) => line(path(frame, values, x, y), ink, ink === 'ink' ? 1.2 : 0.9)),
      ...names(lines, y, frame.text),
      {
        kind: 'area',
        points: [[x(frame.days[0] ?? 0), z(0)], ...strip, [x(frame.days[frame.days.length - 1] ?? 0), z(0)]],
        fill: STRIP_FILL
      },
      line(strip, 'loss', 0.8),
      ...rule(0, z, depth(0)),
      ...rule(deepest, z, depth(deepest)),
      ...timeAxis(frame, x, height)
    ]
  };
}

/** One line over time on a plain scale. */
export function lineDrawing(frame: Frame, lines: readonly DrawnLine[]): Drawing {
  const height = 110;
  const bottom = height - 14;
  const all = finite(lines.map(({ values }) => values));
  const [least, most] = [
    all.reduce((a, b) => Math.min(a, b), Infinity),
    all.reduce((a, b) => Math.max(a, b), -Infinity)
  ];
  const air = (most - least || Math.abs(most) || 1) * 0.06;
  const [low, high] = [least - air, most + air];
  const y: Place = (value) => bottom - ((value - low) / (high - low)) * (bottom - TOP);
  const x = horizontal(frame);
  return {
    width: WIDTH,
    height,
    label: frame.label,
    shapes: [
      ...roundTicks(low, high, 4).flatMap((tick) => rule(tick, y, frame.text(tick))),
      ...lines.map(({ values, ink }) => line(path(frame, values, x, y), ink, 1)),
      ...names(lines, y, frame.text),
      ...timeAxis(frame, x, height)
    ]
  };
}
