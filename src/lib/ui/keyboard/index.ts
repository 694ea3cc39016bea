export { keyCaps, ShortcutBook } from './shortcuts.svelte';
export type { Shortcut } from './shortcuts.svelte';
export { isTyping, mayActAlone, singleKeys } from './single-keys.svelte';
