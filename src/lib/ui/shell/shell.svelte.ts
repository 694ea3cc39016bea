import { createContext } from 'svelte';
import { ShortcutBook } from '$lib/ui/keyboard';
import type { ScreenFrame, StatusItem, Toast } from './types';

const TOAST_MS = 8000;

/** What screens may do with the frame around them. */
export class Shell {
  readonly shortcuts = new ShortcutBook();
  /** True below 700 px. */
  narrow = $state(false);
  /** A 2 px line on top while something is worked on; a fraction where it is known. */
  progress: { readonly fraction?: number } | undefined = $state.raw();
  /** Set when a new version waits. */
  update: { readonly apply: () => void } | undefined = $state.raw();
  toast: Toast | undefined = $state.raw();
  paletteText: string | undefined = $state();
  sheetOpen = $state(false);
  /** How old the prices are that the figures of every screen follow from. */
  prices: StatusItem | undefined = $state.raw();
  screen: ScreenFrame | undefined = $state.raw();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Says what was done, for some seconds, with a way back. */
  tell(toast: Toast | string): void {
    clearTimeout(this.#timer);
    this.toast = typeof toast === 'string' ? { text: toast } : toast;
    this.#timer = setTimeout(() => (this.toast = undefined), TOAST_MS);
  }

  dismissToast(): void {
    clearTimeout(this.#timer);
    this.toast = undefined;
  }

  openPalette(text = ''): void {
    this.paletteText = text;
  }
}

/** The frame around the present screen. */
export const [useShell, provideShell] = createContext<Shell>();
