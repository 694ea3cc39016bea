/** Texts of the palette's verbs. */
export const commandTexts = {
  groupDo: 'Do',
  groupShow: 'Show',
  importFile: 'Import a file or paste a table',
  record: 'Record a transaction',
  corporateAction: 'Apply a corporate action',
  makeTrades: 'Suggest weights and trades',
  useMine: 'Use my data',
  useDemo: 'Show the demo',
  backUp: 'Save everything to one file',
  period: (name: string) => `Period: ${name}`,
  inCurrency: (code: string) => `Show in ${code}`,
  theme: { system: 'Theme of the system', light: 'Light theme', dark: 'Dark theme' }
} as const;

/** Texts of the frame that depend on the vault. */
export const frameTexts = {
  demoTitle: 'Demo',
  demoNote: 'Real prices, invented person',
  mineTitle: 'Nothing leaves this device',
  transactions: (count: number) => (count === 1 ? '1 transaction' : `${count.toLocaleString('en-US')} transactions`),
  accounts: (count: number) => (count === 1 ? '1 account' : `${count} accounts`),
  allAccounts: 'All accounts',
  owner: 'owner',
  worksOffline: 'Works offline',
  savingOffline: 'Saving for offline use',
  offlineFailed: 'Not saved for offline use',
  opening: 'Opening',
  failed: 'The data on this device could not be opened.',
  failedWorks: 'Nothing was changed. Other tabs keep working.',
  tryAgain: 'Try again',
  replacedNewer: 'Another tab runs a newer version of Sextant. Reload to go on.',
  replacedDeleted: 'Another tab erased this data. Reload to go on.',
  reload: 'Reload',
  demoLine: 'This is a demo: real prices, an invented portfolio. Nothing you add leaves this device.',
  useMine: 'Use my data',
  problems: (count: number) => (count === 1 ? '1 record could not be read' : `${count} records could not be read`)
} as const;
