import { untrack } from 'svelte';
import { mayActAlone } from './single-keys.svelte';

/** One shortcut: "mod+k" (Ctrl or Cmd), "g h" (one after the other), "/", "?", "1". */
export interface Shortcut {
  readonly keys: string;
  readonly label: string;
  readonly group: string;
  readonly run: () => void;
}

const SEQUENCE_MS = 1200;

/** The shortcuts that hold at present, and the key that was pressed first of two. */
export class ShortcutBook {
  #lists = $state.raw<readonly (readonly Shortcut[])[]>([]);
  #first = '';
  #firstAt = 0;

  /** Every shortcut, those of the present screen last. */
  get all(): Shortcut[] {
    return this.#lists.flat();
  }

  /** Adds shortcuts until the returned function is called. */
  add(list: readonly Shortcut[]): () => void {
    this.#lists = [...untrack(() => this.#lists), list];
    return () => {
      this.#lists = untrack(() => this.#lists).filter((other) => other !== list);
    };
  }

  /** Runs what the key stands for; true when it stood for something. */
  dispatch(event: KeyboardEvent): boolean {
    if (event.defaultPrevented || event.isComposing) return false;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.ctrlKey || event.metaKey) return this.#ran(event, `mod+${event.shiftKey ? 'shift+' : ''}${key}`);
    if (!mayActAlone(event)) return false;
    if (this.#first !== '' && event.timeStamp - this.#firstAt < SEQUENCE_MS) {
      const keys = `${this.#first} ${key}`;
      this.#first = '';
      if (this.#ran(event, keys)) return true;
    }
    if (this.#ran(event, key)) return true;
    this.#first = this.all.some((shortcut) => shortcut.keys.startsWith(`${key} `)) ? key : '';
    this.#firstAt = event.timeStamp;
    return false;
  }

  #ran(event: KeyboardEvent, keys: string): boolean {
    const shortcut = this.all.findLast((one) => one.keys === keys);
    if (!shortcut) return false;
    event.preventDefault();
    shortcut.run();
    return true;
  }
}

/** Keys as printed on a keyboard: "mod+k" is "Ctrl K", or "⌘ K" on Apple machines. */
export function keyCaps(keys: string): string[] {
  const apple = /Mac|iPhone|iPad/.test(navigator.platform);
  return keys.split(' ').map((part) =>
    part
      .split('+')
      .map((key) => (key === 'mod' ? (apple ? '⌘' : 'Ctrl') : key === 'shift' ? 'Shift' : key))
      .map((key, index, all) => (all.length > 1 && index === all.length - 1 ? key.toUpperCase() : key))
      .join(' ')
  );
}
