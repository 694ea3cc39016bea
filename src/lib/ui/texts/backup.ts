/** Texts of the backup screen. Figures arrive formatted. */
export const backupTexts = {
  words:
    'A backup is one file with all that is yours here: the ledger and its chain of hashes, accounts, instruments, prices, rates and other market data, saved runs, queries and notebooks, column templates and settings. This browser keeps the only other copy, and a browser can lose it. Keep backups where this device is not.',
  demoNote: 'You are looking at the demo. A backup made now holds the demo; a restore goes to your own data.',

  make: 'Make a backup',
  makeHint: 'one file, open formats',
  how: 'How to keep it',
  kinds: { plain: 'Plain', encrypted: 'Encrypted' },
  kindHints: { plain: 'anyone who has the file can read it', encrypted: 'opens with a passphrase' },
  plainWhat:
    'A ZIP of JSON and CSV, from which everything is restored, and of Parquet tables of transactions, prices and rates for other programs.',
  encryptedWhat:
    'The same ZIP in the age format. It opens here, and with the age program on any computer: age --decrypt. Sextant keeps the passphrase nowhere. If you lose it, nobody can open the file.',
  passphrase: 'Passphrase',
  passphraseHint: 'at least 12 characters; long and never used elsewhere is best',
  repeat: 'Once more',
  show: 'Show what is typed',
  suggest: 'Suggest one',
  suggested: 'Write it down or keep it in a password manager before you go on.',
  tooShort: (least: number) => `At least ${least} characters, please.`,
  notSame: 'The two are not the same.',
  save: { plain: 'Save everything to one file', encrypted: 'Save one encrypted file' },
  needsPassphrase: 'Type the passphrase twice first',
  making: 'Making the backup',
  saved: (size: string) => `Saved, ${size}`,

  passkey: 'A passkey opens it too',
  passkeyHint: (name: string, day: string) => `${name}, added ${day}. The passphrase opens it in any case.`,
  addPasskey: 'Add a passkey',
  addPasskeyWhat:
    'A passkey of this device or of your password manager can open encrypted backups beside the passphrase, never instead of it. It works only in Sextant and only at this address.',
  bundleWhat:
    'The file is then a ZIP: backup.age opens with the passphrase, also in the age program; two small files beside it are for the passkey.',
  passkeyName: 'Sextant backups',
  passkeyAdded: 'Passkey added',
  forgetPasskey: 'Make backups without it',
  passkeyProblems: {
    refused: 'The passkey was not given, or the question was closed.',
    unsupported: 'This browser or this passkey cannot keep a secret. Use the passphrase.',
    'other-passkey': 'This is another passkey than the one the file was made with.'
  },

  past: 'Last backups',
  pastHint: 'made or restored on this device',
  pastHeads: ['When', 'Opens with', 'Entries', 'Size'],
  pastKinds: {
    plain: 'no passphrase',
    passphrase: 'passphrase',
    passkey: 'passphrase, passkey',
    restored: 'restored here'
  },
  pastNone: 'None yet of your own data.',
  pastNote: 'Sextant cannot see whether the files are still there.',

  reminder: 'Reminder',
  remind: 'Remind me of a backup',
  afterDays: 'After days',
  afterChanges: 'or after ledger entries',
  reminderNote: 'It stands on the Overview when it is due, and nowhere while nothing has changed.',

  restore: 'Restore',
  restoreHint: 'shows what it would do first',
  choose: 'Choose a backup',
  restoreWhat:
    'A backup of any earlier version, plain or encrypted. It goes to your own data; the demo stays as it is. Nothing is written before you have seen what would change.',
  opening: 'Opening the backup',
  locked: (name: string) => `${name} is encrypted.`,
  open: 'Open',
  openWithPasskey: 'Open with a passkey',
  refused: (name: string) => `${name} was not opened. Nothing was changed.`,
  found: (name: string) => `${name} holds`,
  foundFacts: { head: 'Head of its ledger', here: 'Head of your ledger', last: 'Last entry', version: 'Written by' },
  version: (app: string, format: number) => `version ${app}, archive ${format}`,
  noHead: 'empty',
  differenceHeads: ['', 'Here', 'In file', 'New', 'Changed', 'Gone'],
  kindNames: {
    entries: 'Ledger entries',
    accounts: 'Accounts',
    instruments: 'Instruments',
    prices: 'Price series',
    rates: 'Rate series',
    macro: 'Macro series',
    market: 'Market records',
    documents: 'Queries and notebooks',
    results: 'Saved runs',
    mappings: 'Templates',
    settings: 'Settings'
  },
  omitted: (count: number) =>
    count === 1 ? '1 record could not be read when it was made' : `${count} records could not be read when it was made`,
  relations: {
    same: () => 'The ledger in the file is the one you have. Nothing of it would change.',
    'here-empty': () => 'Your own data has no ledger yet, so none is lost. The demo stays as it is.',
    'file-continues': (common: string, here: string, file: string) =>
      `The file has your ledger and goes on: ${file} entries where you have ${here}. None of yours is lost.`,
    'file-is-older': (common: string, here: string) =>
      `The file is an earlier state of your ledger: of your ${here} entries it has the first ${common}, and the others would be gone.`,
    apart: (common: string, here: string, file: string) =>
      `Your ledger and the file’s are the same for the first ${common} entries and differ after that. Your ${here} entries would be replaced by the file’s ${file}.`
  },
  choice: 'What to do with your data',
  choices: { keep: 'Leave it as it is', replace: 'Replace all of it by the file' },
  choiceHints: { keep: 'nothing is written', replace: 'in one step, whole or not at all' },
  saveFirst: 'Save what is there first',
  putEmpty: 'Restore into your empty data',
  putReplace: 'Replace my data',
  chooseFirst: 'Choose to replace it first',
  leave: 'Close',
  restoring: 'Restoring',
  restored: (entries: string) => `Restored, ${entries} entries`,
  moved:
    'Your ledger was changed meanwhile, in this tab or another. Nothing was written. Open the backup again to see what it would do now.',

  exports: 'For other programs',
  exportsHint: 'transactions only; no backup',
  formats: { sextant: 'Sextant CSV', ghostfolio: 'Ghostfolio', 'portfolio-performance': 'Portfolio Performance' },
  formatHints: {
    sextant: 'every transaction; Import reads it back',
    ghostfolio: 'CSV for its import of activities',
    'portfolio-performance': 'two CSV files for its imports, in English'
  },
  format: 'Columns of',
  export: 'Save transactions',
  exported: (written: string) => (written === '1' ? '1 transaction written.' : `${written} transactions written.`),
  leftOut: (count: string) => `${count} left out, for the format cannot say them:`,
  reworded: 'Said in other words:',
  rewordings: {
    'tax-as-fee': 'taxes as fees',
    'taxes-in-fee': 'withheld taxes added to the fee',
    'delivery-as-buy': 'deliveries as purchases at their cost',
    'opening-as-buy': 'opening positions as purchases at their cost',
    'opening-as-delivery': 'opening positions as deliveries at their cost',
    'opening-as-deposit': 'opening cash as deposits or removals',
    'in-kind-as-dividend-and-buy': 'income in units as a dividend and a purchase',
    'accrued-as-interest': 'accrued interest as interest of its own',
    'accrued-in-price': 'accrued interest paid as part of the price',
    'exchange-as-removal-and-deposit': 'currency exchanges as a removal and a deposit'
  },

  failed: 'It could not be done.'
} as const;

/** Texts of the reminder on the Overview. */
export const backupReminderTexts = {
  first: (days: number) =>
    days === 0 ? 'Your data has no backup yet.' : `Your data has no backup yet, after ${dayCount(days)}.`,
  later: (days: number, changes: string) => `Last backup ${dayCount(days)} ago, ${changes} ledger entries since.`,
  action: 'Back up'
} as const;

function dayCount(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
