/** Shortcuts of one key can be switched off (WCAG 2.1.4). */
class SingleKeys {
  on = $state(true);
}

/** The switch for the page. */
export const singleKeys = new SingleKeys();

const TYPING =
  'input:not([type=checkbox],[type=radio],[type=range],[type=button]), textarea, select, [contenteditable]';

/** True while the key goes into a text. */
export function isTyping(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest(TYPING) !== null;
}

/** True when a key without Ctrl, Alt or Meta may act as a shortcut now. */
export function mayActAlone(event: KeyboardEvent): boolean {
  return singleKeys.on && !isTyping(event) && !event.ctrlKey && !event.metaKey && !event.altKey;
}
