import type { XmlElement } from '../../source/element';

/**
 * Finds what a `reference` stands for. Files name an element by its path relative to the referring one
 * ("../../securities/security[2]"), or by its id when they were saved with ids.
 */
export class References {
  readonly #byId = new Map<string, XmlElement>();
  readonly #named = new Map<XmlElement, Map<string, XmlElement[]>>();
  readonly #found = new Map<XmlElement, XmlElement>();

  constructor(readonly root: XmlElement) {
    if (root.attribute('id') !== '') this.#collectIds();
  }

  /** The element itself, or the one that it refers to; undefined when that does not exist. */
  resolved(element: XmlElement | undefined): XmlElement | undefined {
    let at = element;
    for (let steps = 0; at && steps < 32; steps++) {
      const reference = at.attribute('reference');
      if (reference === '') return at;
      at = this.#target(at, reference);
    }
    return undefined;
  }

  /** Child of that name, or what it refers to. */
  child(element: XmlElement, name: string): XmlElement | undefined {
    return this.resolved(element.child(name));
  }

  /** Text of a child, or of what it refers to; '' when there is none. */
  text(element: XmlElement, name: string): string {
    return this.child(element, name)?.text ?? '';
  }

  #target(from: XmlElement, reference: string): XmlElement | undefined {
    const known = this.#found.get(from);
    if (known) return known;
    const target = /^\d+$/.test(reference) ? this.#byId.get(reference) : this.#walk(from, reference);
    if (target) this.#found.set(from, target);
    return target;
  }

  #walk(from: XmlElement, path: string): XmlElement | undefined {
    const absolute = path.startsWith('/');
    const steps = path.split('/').filter((step) => step !== '');
    let at: XmlElement | undefined = absolute ? this.root : from;
    // An absolute path names the root first.
    if (absolute) steps.shift();
    for (const step of steps) {
      if (!at) return undefined;
      if (step === '..') at = at.parent;
      else if (step !== '.') at = this.#childAt(at, step);
    }
    return at;
  }

  #childAt(parent: XmlElement, step: string): XmlElement | undefined {
    const match = /^([^[]+)(?:\[(\d+)\])?$/.exec(step);
    if (!match) return undefined;
    let named = this.#named.get(parent);
    if (!named) {
      named = new Map();
      for (const child of parent.children) {
        const alike = named.get(child.name);
        if (alike) alike.push(child);
        else named.set(child.name, [child]);
      }
      this.#named.set(parent, named);
    }
    return named.get(match[1] ?? '')?.[Number(match[2] ?? '1') - 1];
  }

  #collectIds(): void {
    const open: XmlElement[] = [this.root];
    for (let next = open.pop(); next; next = open.pop()) {
      const id = next.attribute('id');
      if (id !== '') this.#byId.set(id, next);
      open.push(...next.children);
    }
  }
}
