import type { Provider } from '../provider';

/**
 * Files and pasted tables that a person brings. It stands in the order of sources, so that one can say where one's own files
 * go before or after a fetched value, but cannot be asked: the Import screen reads them.
 */
export const files: Provider = {
  id: 'files',
  name: 'Files and pasted tables',
  homepage: '',
  documentation: { page: '', readOn: '2026-11-29' },
  kinds: ['prices', 'rates', 'macro', 'factors'],
  origins: [],
  browser: 'yes',
  key: 'none',
  keyFields: [],
  limits: [],
  parallel: 1,
  asked: false,
  ask: () => undefined,
  read: () => ({ status: 'refused', code: 'other', text: 'files are imported, not fetched' })
};
