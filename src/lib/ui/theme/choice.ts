/** What a person chose: one theme, or that of the system. */
export type ThemeChoice = 'system' | 'light' | 'dark';

/** Every choice, the default first. */
export const themeChoices: readonly ThemeChoice[] = ['system', 'light', 'dark'];

/** Shows the page in a theme. */
export function applyTheme(choice: ThemeChoice): void {
  const root = document.documentElement;
  if (choice === 'system') delete root.dataset.theme;
  else root.dataset.theme = choice;
}
