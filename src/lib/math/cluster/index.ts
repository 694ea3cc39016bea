export { twoDifferenceGap } from './cluster-count';
export type { DispersionRule } from './cluster-count';
export { cutAtMost, cutByCount, cutByHeight, groupMembers, mergeOrder } from './cuts';
export type { Partition } from './cuts';
export { linkageTree } from './linkage';
export { leafOrder } from './linkage-tree';
export type { LinkageMethod, LinkageTree } from './linkage-tree';
export { seriatedTree } from './seriated-tree';
export { rowDistances } from './row-distances';
