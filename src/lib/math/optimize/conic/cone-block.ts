/** Adds a place of the Newton matrix: the entry that joins two of its nodes. */
export type AddPlace = (first: number, second: number) => void;

/** Where a cone's part of the Newton matrix goes: its rows' nodes, its own extra nodes, its entries. */
export interface BlockPlace {
  readonly node: number;
  readonly extra: number;
  readonly entry: number;
}

/**
 * One cone with the scaling H of the current s and z, the map from changes of z to minus changes of s. Vectors are those
 * of the whole problem; a cone reads and writes its own rows [offset, offset + size).
 */
export interface ConeBlock {
  readonly offset: number;
  readonly size: number;
  /** The barrier parameter: what s'z is at unit distance from the boundary. */
  readonly degree: number;
  readonly symmetric: boolean;
  /** Nodes that the Newton matrix gets beside the rows, to keep H sparse: positive, eliminated before the first row. */
  readonly extraNodes: number;
  places(place: BlockPlace, add: AddPlace): void;
  /** Writes -H into the Newton matrix. */
  write(place: BlockPlace, diagonal: Float64Array, values: Float64Array): void;
  /** Sets v to the cone's central point. */
  centre(v: Float64Array): void;
  /** The greatest t for which v - t * unit lies in the cone; for symmetric cones. */
  margin(v: Float64Array): number;
  /** Recomputes H; false when s or z have left the cone. `mu` is the mean complementarity. */
  update(s: Float64Array, z: Float64Array, mu: number): boolean;
  /** out = H v. */
  apply(v: Float64Array, out: Float64Array): void;
  /** out = what s + Hz should lose for products `target`, with the second-order term of the predictor (ds, dz). */
  correct(point: ConePoint, target: number, out: Float64Array): void;
  /** Takes off `shift` what would bring products outside [low, high] after a step of this length nearer to it. */
  recentre(point: ConePoint, length: number, low: number, high: number, shift: Float64Array): void;
  /** The longest step up to `limit` along the directions that stays in the cone and its dual. */
  step(point: ConePoint, limit: number): number;
  /** Whether a step of this length ends near the central path, mean complementarity being `mu` there. */
  isNearPath(point: ConePoint, length: number, mu: number): boolean;
}

/** Slacks and duals, and directions for them. */
export interface ConePoint {
  readonly s: Float64Array;
  readonly z: Float64Array;
  readonly ds: Float64Array;
  readonly dz: Float64Array;
}
