export {
  resolvedTheme,
  saveSingleKeysPreference,
  saveThemePreference,
  singleKeysPreference,
  themePreference
} from '$lib/platform/preferences';
