import type { Snippet } from 'svelte';
import type { Day } from '$lib/domain/calendar';
import type { MenuOption } from '$lib/ui/controls';
import type { Shortcut } from '$lib/ui/keyboard';

/** One screen in the rail. */
export interface ScreenLink {
  readonly id: string;
  readonly label: string;
  readonly href: string;
  /** Address of a symbol: "/icons/screens.svg#scale". */
  readonly icon: string;
  readonly badge?: string;
  readonly keys?: string;
}

/** Screens under one heading of the rail. */
export interface ScreenGroup {
  readonly title?: string;
  readonly items: readonly ScreenLink[];
}

/** One tab at the bottom of a phone; without an address it opens the other screens. */
export interface PhoneTab {
  readonly id: string;
  readonly label: string;
  readonly href?: string;
  readonly icon: string;
  readonly screens: readonly string[];
}

/** A choice in the top bar. */
export interface ScopePick {
  readonly options: readonly MenuOption[];
  readonly value: string;
  readonly label?: string;
  readonly onpick: (value: string) => void;
}

/** Whose accounts, which day, which currency: the same on every screen. */
export interface ShellScope {
  readonly accounts?: ScopePick;
  readonly day?: {
    readonly value: Day | undefined;
    readonly min?: Day;
    readonly max?: Day;
    readonly onpick: (day: Day) => void;
  };
  readonly currency?: ScopePick;
}

/** One entry of the status bar. */
export interface StatusItem {
  readonly text: string;
  readonly mark?: 'good' | 'warn';
  readonly keys?: readonly string[];
  readonly title?: string;
  readonly href?: string;
}

/** Something the palette can do or go to. */
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly hint?: string;
  readonly icon?: string;
  readonly keys?: string;
  readonly words?: string;
  readonly run: () => void;
}

/** What free text in the palette stands for: its fields, its effect, a doubt, and the ways on. */
export interface PaletteDraft {
  readonly fields: readonly { readonly label: string; readonly value: string; readonly hint?: string }[];
  readonly effects?: readonly { readonly label: string; readonly value: string }[];
  readonly doubt?: string;
  readonly ways: readonly {
    readonly label: string;
    readonly keys?: string;
    readonly icon?: string;
    readonly run: () => void;
  }[];
}

/** What the present screen gives the frame. */
export interface ScreenFrame {
  readonly title: string;
  readonly fact?: string;
  readonly actions?: Snippet;
  readonly status: readonly StatusItem[];
  readonly statusEnd: readonly StatusItem[];
  readonly shortcuts: readonly Shortcut[];
}

/** A line that says what was done, with a way back. */
export interface Toast {
  readonly text: string;
  readonly undo?: () => void;
}
