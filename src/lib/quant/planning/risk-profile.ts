/** Names of the risk profiles, from the calmest. */
export const profileNames = ['conservative', 'balanced', 'growth', 'aggressive'] as const;
export type ProfileName = (typeof profileNames)[number];

/** How much risk a person means to bear, as limits and an aim that the optimizer takes. */
export interface RiskProfile {
  readonly name: ProfileName;
  /** Annual volatility, a fraction: at most. */
  readonly volatility: number;
  /** Crypto as a fraction of the whole: at most. */
  readonly crypto: number;
  /** Cash as a fraction of the whole: at least. */
  readonly cash: number;
  /** Risk aversion of the mean-variance utility: return less half of it times variance. */
  readonly riskAversion: number;
}

/**
 * The profiles. Each volatility is the upper end of a risk class of the European synthetic risk and reward indicator:
 * classes 3, 4, 5 and 6 (CESR/10-673, Guidelines on the methodology for the calculation of the SRRI, 2010). The other
 * figures are this product's own and can be changed by whoever takes a profile.
 */
const profiles: readonly RiskProfile[] = [
  { name: 'conservative', volatility: 0.05, crypto: 0, cash: 0.1, riskAversion: 10 },
  { name: 'balanced', volatility: 0.1, crypto: 0.03, cash: 0.05, riskAversion: 5 },
  { name: 'growth', volatility: 0.15, crypto: 0.05, cash: 0.02, riskAversion: 3 },
  { name: 'aggressive', volatility: 0.25, crypto: 0.1, cash: 0, riskAversion: 1.5 }
];

/** The profile of a name. */
export function riskProfile(name: ProfileName): RiskProfile {
  const found = profiles.find((one) => one.name === name);
  if (!found) throw new RangeError(`no profile is called ${name}`);
  return found;
}

/** Loss of a year that is exceeded once in twenty, a fraction above zero, by the normal law with no return counted. */
export function badYear(volatility: number): number {
  return 1.6448536269514722 * volatility;
}
