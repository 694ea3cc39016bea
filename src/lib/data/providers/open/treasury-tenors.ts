/** Terms of the par yield curve: the name of a series, its length in months, and the heads of its column. */
export const treasuryTenors = [
  { code: '1M', months: 1, heads: ['1 Mo'] },
  { code: '1.5M', months: 1.5, heads: ['1.5 Month', '1.5 Mo'] },
  { code: '2M', months: 2, heads: ['2 Mo'] },
  { code: '3M', months: 3, heads: ['3 Mo'] },
  { code: '4M', months: 4, heads: ['4 Mo'] },
  { code: '6M', months: 6, heads: ['6 Mo'] },
  { code: '1Y', months: 12, heads: ['1 Yr'] },
  { code: '2Y', months: 24, heads: ['2 Yr'] },
  { code: '3Y', months: 36, heads: ['3 Yr'] },
  { code: '5Y', months: 60, heads: ['5 Yr'] },
  { code: '7Y', months: 84, heads: ['7 Yr'] },
  { code: '10Y', months: 120, heads: ['10 Yr'] },
  { code: '20Y', months: 240, heads: ['20 Yr'] },
  { code: '30Y', months: 360, heads: ['30 Yr'] }
] as const;
