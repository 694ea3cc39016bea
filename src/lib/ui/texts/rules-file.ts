const wanted: Record<string, string> = {
  text: 'a name without “;”',
  number: 'a number',
  fraction: 'a number, zero or above (0.2 is 20%)',
  true: 'true, or nothing at all',
  tiers: 'a list like [{"spread": 0.01, "upTo": 0.2}, {"spread": 0.02}], whose costs and amounts rise'
};
const of = (entry: number, kind: string): string => `Rule ${entry} (${kind})`;

/** Texts of files of rules. */
export const rulesFileTexts = {
  save: 'Save rules',
  open: 'Open rules',
  opened: (count: number) => (count === 1 ? '1 rule opened' : `${count} rules opened`),
  refused: 'Nothing was opened. Mend this and open the file again:',
  problems: {
    'not-json': 'The file is no JSON. Open one that was saved here.',
    'not-rules': 'The file holds no rules. Open one that was saved with “Save rules”.',
    newer: (version: string) =>
      `The file is of version ${version}, newer than this program reads. Load the page anew to get the newest.`,
    'not-a-rule': (entry: number) => `Rule ${entry} has no kind. Write it as {"kind": …}, or take it out.`,
    'unknown-kind': (entry: number, kind: string, kinds: string) =>
      `Rule ${entry}: there is no kind “${kind}”. Known are ${kinds}.`,
    missing: (entry: number, kind: string, field: string, wants: string) =>
      `${of(entry, kind)} lacks “${field}”. Add it: ${wanted[wants] ?? wants}.`,
    wrong: (entry: number, kind: string, field: string, wants: string) =>
      `${of(entry, kind)}: “${field}” must be ${wanted[wants] ?? wants}.`,
    'unknown-field': (entry: number, kind: string, field: string, known: string) =>
      `${of(entry, kind)} has no field “${field}”. ${known === '' ? 'It has none: take it out.' : `It may have ${known}.`}`,
    'no-limit': (entry: number, kind: string) => `${of(entry, kind)} has no limit. Add “lower”, “upper” or both.`,
    crossed: (entry: number, kind: string) => `${of(entry, kind)}: “lower” is above “upper”. Exchange them.`
  }
} as const;
