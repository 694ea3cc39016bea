/** A binary heap that gives the item of least key first. */
export class LeastFirst<T> {
  private readonly keys: number[] = [];
  private readonly items: T[] = [];

  get size(): number {
    return this.keys.length;
  }

  /** The least key, Infinity when empty. */
  get least(): number {
    return this.keys[0] ?? Infinity;
  }

  push(key: number, item: T): void {
    let at = this.keys.push(key) - 1;
    this.items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.keys[parent] <= this.keys[at]) break;
      this.swap(at, parent);
      at = parent;
    }
  }

  pop(): T | undefined {
    if (this.keys.length === 0) return undefined;
    this.swap(0, this.keys.length - 1);
    this.keys.pop();
    const item = this.items.pop();
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.keys.length) break;
      if (child + 1 < this.keys.length && this.keys[child + 1] < this.keys[child]) child++;
      if (this.keys[at] <= this.keys[child]) break;
      this.swap(at, child);
      at = child;
    }
    return item;
  }

  private swap(a: number, b: number): void {
    [this.keys[a], this.keys[b]] = [this.keys[b], this.keys[a]];
    [this.items[a], this.items[b]] = [this.items[b], this.items[a]];
  }
}
