/** Places along one axis moved apart so that neighbours keep a distance, within a range; order is kept. */
export function pushedApart(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((at, index) => ({ at, index })).sort((a, b) => a.at - b.at);
  const room = Math.min(gap, (high - low) / Math.max(1, order.length - 1));
  for (let index = 0; index < order.length; index += 1) {
    const one = order[index];
    const before = order[index - 1];
    if (one) one.at = Math.max(one.at, before ? before.at + room : low);
  }
  for (let index = order.length - 1; index >= 0; index -= 1) {
    const one = order[index];
    const after = order[index + 1];
    if (one) one.at = Math.min(one.at, after ? after.at - room : high);
  }
  const placed = new Array<number>(wanted.length).fill(0);
  for (const one of order) placed[one.index] = one.at;
  return placed;
}

/** A box in px. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A point that wants its name beside it. */
export interface NamedPoint {
  readonly x: number;
  readonly y: number;
  readonly name: string;
}

/** Where a name went: its box, its anchor, and whether a leader is needed. */
export interface PlacedName {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly leader: boolean;
}

function overlap(a: Box, b: Box): number {
  const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return wide > 0 && high > 0 ? wide * high : 0;
}

/** Width of a text in px at a font size, near enough for Inter. */
export function textWidth(text: string, size: number): number {
  return text.length * size * 0.58;
}

const HEIGHT = 13;

function candidates(point: NamedPoint, width: number): { box: Box; placed: PlacedName }[] {
  const places: { dx: number; dy: number; anchor: PlacedName['anchor']; leader: boolean }[] = [
    { dx: 8, dy: 4, anchor: 'start', leader: false },
    { dx: -8, dy: 4, anchor: 'end', leader: false },
    { dx: 0, dy: -8, anchor: 'middle', leader: false },
    { dx: 0, dy: 17, anchor: 'middle', leader: false },
    { dx: 8, dy: -8, anchor: 'start', leader: false },
    { dx: 8, dy: 15, anchor: 'start', leader: false },
    { dx: -8, dy: -8, anchor: 'end', leader: false },
    { dx: -8, dy: 15, anchor: 'end', leader: false },
    ...[30, 46].flatMap((far) =>
      [0.3, 0.8, -0.3, -0.8, 2.4, -2.4].map((angle) => ({
        dx: Math.cos(angle) * far,
        dy: Math.sin(angle) * far + 4,
        anchor: (Math.cos(angle) > 0 ? 'start' : 'end') as PlacedName['anchor'],
        leader: true
      }))
    )
  ];
  return places.map(({ dx, dy, anchor, leader }) => {
    const x = point.x + dx;
    const y = point.y + dy;
    const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
    return { box: { x: left, y: y - HEIGHT + 3, width, height: HEIGHT }, placed: { x, y, anchor, leader } };
  });
}

/**
 * Places for the names of points: beside their point where nothing is in the way, else further off with a leader.
 * `taken` are boxes to keep clear of; the best place has the least overlap, then stands nearest.
 */
export function placedNames(
  points: readonly NamedPoint[],
  taken: readonly Box[],
  bounds: Box,
  size = 11
): PlacedName[] {
  const full: Box[] = [...taken, ...points.map(({ x, y }) => ({ x: x - 4, y: y - 4, width: 8, height: 8 }))];
  return points.map((point) => {
    let best: { box: Box; placed: PlacedName } | undefined;
    let least = Infinity;
    for (const candidate of candidates(point, textWidth(point.name, size))) {
      const { box } = candidate;
      const outside = box.width * box.height - overlap(box, bounds);
      const cost = outside * 3 + full.reduce((sum, other) => sum + overlap(box, other), 0);
      if (cost < least - 0.5) {
        least = cost;
        best = candidate;
      }
      if (cost === 0) break;
    }
    if (best) full.push(best.box);
    return best?.placed ?? { x: point.x, y: point.y, anchor: 'start', leader: false };
  });
}
