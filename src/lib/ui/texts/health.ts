/** Texts of the health screen. */
export const healthTexts = {
  silent: (checks: number) => `Nothing stands out. ${checks} checks looked at every transaction, price and record.`,
  words: (errors: number, doubts: number, checks: number) =>
    [
      errors === 0 ? 'No errors' : `${errors} ${errors === 1 ? 'thing is' : 'things are'} wrong`,
      doubts === 0 ? 'nothing is in doubt' : `${doubts} ${doubts === 1 ? 'is' : 'are'} in doubt`
    ].join(' and ') + `, by ${checks} checks. A mend is one act: Ctrl Z takes it back.`,
  errors: 'Wrong',
  doubts: 'In doubt',
  quiet: 'Nothing found',
  quietHint: (count: number) => `${count} checks`,
  mend: 'Mend',
  mendAll: (count: number) => `Mend all ${count}`,
  keep: 'Keep as it is',
  open: 'Open in the ledger',
  noMend: 'By hand: the ledger does not know enough to mend this by itself.',
  does: 'The mend',
  mended: (title: string) => `Mended: ${title}`,
  gone: 'This was mended meanwhile.',
  kept: 'Kept as it is. The checks pass over it from now on.',
  setAside: (count: number) => `${count} kept as ${count === 1 ? 'it is' : 'they are'}`,
  lookAgain: 'Look at everything again',
  more: (count: number) => `${count} more`,
  failed: 'The checks could not run.',
  tryAgain: 'Try again',
  loading: 'Checking the ledger',
  empty: 'Once there are transactions, more than thirty checks look at them here.',
  emptyAction: 'Import'
} as const;
