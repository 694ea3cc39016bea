/** One entry of a menu or a list of choices. */
export interface MenuOption {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly group?: string;
  readonly disabled?: boolean;
}

/** Index of the next entry that can be chosen, going round; -1 when there is none. */
export function nextChoice(options: readonly { readonly disabled?: boolean }[], from: number, step: 1 | -1): number {
  for (let count = 1; count <= options.length; count += 1) {
    const index = (from + step * count + options.length * (count + 1)) % options.length;
    if (options[index] && !options[index].disabled) return index;
  }
  return -1;
}

/** Index of the entry that begins with what was typed, searched from the one after `from`. */
export function typedChoice(options: readonly MenuOption[], typed: string, from: number): number {
  const text = typed.toLowerCase();
  for (let count = 0; count < options.length; count += 1) {
    const index = (from + count) % options.length;
    const option = options[index];
    if (option && !option.disabled && option.label.toLowerCase().startsWith(text)) return index;
  }
  return -1;
}
