/** Theme that the user asks for. */
export type ThemePreference = 'system' | 'light' | 'dark';

/** Vault that the app opens. */
export type ActiveVault = 'demo' | 'mine';

const THEME_KEY = 'sextant-theme';
const VAULT_KEY = 'sextant-vault';
const KEYS_KEY = 'sextant-single-keys';
const dark = '(prefers-color-scheme: dark)';

/** Local storage, absent where the browser forbids it. */
function store(): Storage | undefined {
  try {
    return localStorage;
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

/** Preferences are dear to nobody: a full or forbidden store leaves them as they are for this page. */
function keep(key: string, value: string): void {
  try {
    store()?.setItem(key, value);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

export function themePreference(): ThemePreference {
  const stored = store()?.getItem(THEME_KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

export function saveThemePreference(preference: ThemePreference): void {
  keep(THEME_KEY, preference);
}

/** Theme to show for a preference. */
export function resolvedTheme(preference: ThemePreference): 'light' | 'dark' {
  if (preference !== 'system') return preference;
  return matchMedia(dark).matches ? 'dark' : 'light';
}

/** Calls back when the system's theme changes; returns how to stop. */
export function onSystemThemeChange(listener: () => void): () => void {
  const query = matchMedia(dark);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

export function activeVault(): ActiveVault {
  return store()?.getItem(VAULT_KEY) === 'mine' ? 'mine' : 'demo';
}

/** Whether a vault was ever opened on this device. */
export function vaultWasChosen(): boolean {
  return (store()?.getItem(VAULT_KEY) ?? null) !== null;
}

export function saveActiveVault(vault: ActiveVault): void {
  keep(VAULT_KEY, vault);
}

/** Whether single keys act as shortcuts; they do until switched off. */
export function singleKeysPreference(): boolean {
  return store()?.getItem(KEYS_KEY) !== 'off';
}

export function saveSingleKeysPreference(on: boolean): void {
  keep(KEYS_KEY, on ? 'on' : 'off');
}
