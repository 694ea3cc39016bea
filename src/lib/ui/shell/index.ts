export { default as AppShell } from './AppShell.svelte';
export { default as Mark } from './Mark.svelte';
export { default as Screen } from './Screen.svelte';
export { Shell, useShell } from './shell.svelte';
export type {
  Command,
  PaletteDraft,
  PhoneTab,
  ScopePick,
  ScreenGroup,
  ScreenLink,
  ShellScope,
  StatusItem,
  Toast
} from './types';
