const stock = (symbol, name, sector) => ({ symbol, name, sector, kind: 'equity' });
const fund = (symbol, name) => ({ symbol, name, sector: 'Factor funds', kind: 'fund' });

export const instruments = [
  stock('AAPL', 'Apple', 'Technology'),
  stock('AMD', 'Advanced Micro Devices', 'Technology'),
  stock('BAC', 'Bank of America', 'Financials'),
  stock('BBY', 'Best Buy', 'Consumer discretionary'),
  stock('CVX', 'Chevron', 'Energy'),
  stock('GE', 'General Electric', 'Industrials'),
  stock('HD', 'Home Depot', 'Consumer discretionary'),
  stock('JNJ', 'Johnson & Johnson', 'Health care'),
  stock('JPM', 'JPMorgan Chase', 'Financials'),
  stock('KO', 'Coca-Cola', 'Consumer staples'),
  stock('LLY', 'Eli Lilly', 'Health care'),
  stock('MRK', 'Merck', 'Health care'),
  stock('MSFT', 'Microsoft', 'Technology'),
  stock('PEP', 'PepsiCo', 'Consumer staples'),
  stock('PFE', 'Pfizer', 'Health care'),
  stock('PG', 'Procter & Gamble', 'Consumer staples'),
  stock('RRC', 'Range Resources', 'Energy'),
  stock('UNH', 'UnitedHealth', 'Health care'),
  stock('WMT', 'Walmart', 'Consumer staples'),
  stock('XOM', 'Exxon Mobil', 'Energy'),
  fund('MTUM', 'iShares MSCI USA Momentum Factor'),
  fund('QUAL', 'iShares MSCI USA Quality Factor'),
  fund('SIZE', 'iShares MSCI USA Size Factor'),
  fund('USMV', 'iShares MSCI USA Min Vol Factor'),
  fund('VLUE', 'iShares MSCI USA Value Factor'),
  { symbol: 'SP500', name: 'S&P 500', sector: 'Index', kind: 'index' }
];

/** Published closes already contain Apple's split of 2020; the series is rebuilt as it was quoted before that day. */
export const rebuiltSplit = { symbol: 'AAPL', day: '2020-08-31', numerator: 4, denominator: 1 };

export const currencies = ['USD', 'GBP', 'CHF', 'JPY', 'CAD', 'AUD', 'SEK', 'NOK', 'DKK'];
