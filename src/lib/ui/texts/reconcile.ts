/** Texts of the reconcile screen. */
export const reconcileTexts = {
  account: 'Account',
  day: 'At the close of',
  words:
    "Type what your broker's statement says beside what the ledger has, or drop its holdings file. Where the two differ, the first day and the transactions that would explain it are named.",
  total: "The broker's total",
  totalHint: 'Optional: the worth of the whole account on that day',
  file: "Drop or choose the broker's holdings file",
  choose: 'Choose a holdings file',
  balances: 'Balances',
  balancesHint: (count: number) => `${count} in the ledger`,
  name: 'Cash or holding',
  ledger: 'The ledger',
  statement: 'The statement',
  statementOf: (name: string) => `What the statement says of ${name}`,
  worth: 'Worth',
  totalRow: 'Total',
  keep: 'Keep as a statement',
  keepHint: 'The ledger is held against it from now on; the checks of Health say when it drifts.',
  keptTitle: (account: string, day: string) => `Statement of ${account}, ${day}`,
  kept: (count: number) => `${count} ${count === 1 ? 'balance' : 'balances'} kept as a statement`,
  all: 'All agree',
  verdictAgree: (count: number) =>
    `${count} ${count === 1 ? 'balance agrees' : 'balances agree'} with the statement, to the last unit.`,
  verdictDiffer: (differing: number, count: number) =>
    `${differing} of ${count} ${count === 1 ? 'balance differs' : 'balances differ'}. The earliest difference comes first.`,
  differences: 'Differences',
  difference: 'Difference',
  since: 'First day',
  sinceHint: 'No later transaction explains it alone',
  agreed: 'Agreed until',
  suspects: 'May explain it',
  why: {
    'missing-there': 'the statement does not have it',
    twice: 'booked twice',
    turned: 'the wrong way round'
  },
  noSuspect: 'No single transaction explains it',
  totalDiffers: (total: string, found: string, difference: string) =>
    `The broker says ${total}, the ledger makes ${found}: ${difference}.`,
  totalAgrees: (total: string) => `The total agrees: ${total}.`,
  partWhy: {
    'its-worth': 'is worth just the difference',
    'old-price': 'is valued at an old price'
  },
  unknown: (names: string) => `The file also names ${names}, which the ledger does not know. Import it to add them.`,
  fileFailed: 'The file could not be read as holdings.',
  fileRead: (count: number, name: string) => `${count} balances taken from ${name}`,
  failed: 'The balances could not be worked out.',
  tryAgain: 'Try again',
  loading: 'Reading the balances',
  empty: 'Once there are transactions, they can be held against your broker’s statement here.',
  emptyAction: 'Import'
} as const;
