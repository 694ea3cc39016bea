import type { LinkageTree } from './linkage-tree';

/** Groups of points: a number for each point, from 0 in the order in which the groups first appear. */
export interface Partition {
  readonly groups: number;
  readonly labels: Int32Array;
}

/**
 * The merges in the order in which a cut undoes or keeps them: by height, of equal ones the deeper and then the one
 * further left first, the rule of scipy's cut_tree.
 */
export function mergeOrder({ count, left, right, heights }: LinkageTree): Int32Array {
  const visited = new Int32Array(count - 1);
  const rank = new Int32Array(count - 1);
  let found = 0;
  if (count > 1) visited[found++] = count - 2;
  for (let at = 0; at < found; at++) {
    const k = visited[at];
    rank[k] = at;
    if (right[k] >= count) visited[found++] = right[k] - count;
    if (left[k] >= count) visited[found++] = left[k] - count;
  }
  return visited.sort((a, b) => heights[a] - heights[b] || rank[b] - rank[a]);
}

/**
 * Exactly `groups` clusters: the tree with its highest merges undone (scipy's cut_tree). Members of each group are the
 * same as there; so are the numbers. @throws RangeError unless 1 <= groups <= count is an integer.
 */
export function cutByCount(tree: LinkageTree, groups: number): Partition {
  if (!Number.isInteger(groups) || groups < 1 || groups > tree.count) {
    throw new RangeError(`${groups} groups of ${tree.count} points`);
  }
  return partition(tree, mergeOrder(tree).subarray(0, tree.count - groups));
}

/**
 * Clusters within which no merge is higher than `height` (scipy's fcluster, criterion distance). Scipy counts groups
 * along the tree; here they are numbered as they first appear.
 */
export function cutByHeight(tree: LinkageTree, height: number): Partition {
  const order = mergeOrder(tree);
  let kept = 0;
  while (kept < order.length && tree.heights[order[kept]] <= height) kept++;
  return partition(tree, order.subarray(0, kept));
}

/**
 * At most `groups` clusters, as many as one height can give (scipy's fcluster, criterion maxclust): fewer than asked
 * where merges have the same height. @throws RangeError unless groups is a positive integer.
 */
export function cutAtMost(tree: LinkageTree, groups: number): Partition {
  if (!Number.isInteger(groups) || groups < 1) throw new RangeError(`${groups} groups`);
  const merges = tree.count - groups;
  if (merges <= 0) return cutByCount(tree, tree.count);
  return cutByHeight(tree, tree.heights[mergeOrder(tree)[merges - 1]]);
}

/** The points of each group, ascending. */
export function groupMembers({ groups, labels }: Partition): Int32Array[] {
  const members = Array.from({ length: groups }, (): number[] => []);
  labels.forEach((label, point) => members[label].push(point));
  return members.map((one) => Int32Array.from(one));
}

function partition({ count, left, right }: LinkageTree, kept: Int32Array): Partition {
  const parent = new Int32Array(2 * count - 1).fill(-1);
  for (const k of kept) {
    parent[left[k]] = count + k;
    parent[right[k]] = count + k;
  }
  // A node stands above its children: from the top down each takes the group of its parent.
  const top = Int32Array.from(parent.keys());
  for (let node = 2 * count - 2; node >= 0; node--) if (parent[node] >= 0) top[node] = top[parent[node]];
  const numbers = new Map<number, number>();
  const labels = new Int32Array(count);
  for (let point = 0; point < count; point++) {
    const number = numbers.get(top[point]) ?? numbers.size;
    numbers.set(top[point], number);
    labels[point] = number;
  }
  return { groups: numbers.size, labels };
}
