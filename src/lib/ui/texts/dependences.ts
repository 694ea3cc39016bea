/** Texts of what the suggested weights depend on. Figures arrive formatted. */
export const dependenceTexts = {
  title: 'What it depends on',
  hint: (count: number, of: number) => (count < of ? `the first ${count} of ${of}` : ''),
  trying: 'Trying each input',
  input: 'If this changes',
  moved: 'Moves',
  greatest: 'Most of it',
  first: (change: string, moved: string) => ['', change, ` moves ${moved} of the portfolio.`] as const,
  steady: 'No single change of a point moves any weight.',
  heldOnly: 'Of so many instruments only the returns and risks of those held were tried.',
  failed: 'What it depends on could not be found.',
  more: (step: string) => `${step} more`,
  less: (step: string) => `${step} less`,
  point: '1 point',
  tenth: '0.1',
  of: {
    'expected-return': (size: string, name: string) => `${size} return of ${name}`,
    volatility: (size: string, name: string) => `${size} volatility of ${name}`,
    correlation: (size: string, one: string, other: string) => `${size} correlation of ${one} and ${other}`,
    rule: (size: string, name: string) => `${size} in the limit ${name}`,
    'risk-free-rate': (size: string) => `${size} risk-free rate`
  },
  change: (name: string, points: string) => `${name} ${points}`
};
