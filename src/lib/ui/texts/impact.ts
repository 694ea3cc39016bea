/** Texts of what suggested trades change. Figures arrive formatted. */
export const impactTexts = {
  title: 'What changes',
  now: 'Now',
  suggested: 'Suggested',
  change: 'Change',
  expectedReturn: 'Expected return',
  volatility: 'Volatility',
  income: 'Income expected in a year',
  ofValue: (sum: string, share: string) => `${sum} (${share})`,
  cost: 'Costs of trading, once',
  realised: 'Gain realised by the sales, before tax',
  unknownIncome: (names: string) => `Income is left out: what ${names} will pay is not known before it is held.`
};
