/** Texts that say how old prices are. Figures arrive formatted. */
export const freshnessTexts = {
  to: (day: string) => `Prices to ${day}`,
  stale: (day: string, age: string) => `Prices to ${day}, ${age} old`,
  age: (days: number) => (days === 1 ? '1 trading day' : `${days} trading days`),
  some: (old: number, all: number) => `${old} of ${all} holdings have older prices`,
  of: (day: string, age: string) => `Price of ${day}, ${age} old`,
  see: 'See which'
} as const;
