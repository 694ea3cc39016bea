import type { MacroTopic, MacroUnit } from '$lib/domain/market';
import { treasuryTenors } from './open/treasury-tenors';

/** A common series of the economy and where it is had. */
export interface KnownSeries {
  /** Id of the provider. */
  readonly source: string;
  /** What the source calls it. */
  readonly key: string;
  readonly title: string;
  readonly topic: MacroTopic;
  /** ISO code of the country or currency area. */
  readonly area?: string;
  /** Unit of the values as they are kept. */
  readonly unit: MacroUnit;
  /** True where the source writes percent; kept are fractions. */
  readonly inPercent: boolean;
  /** Term of a yield in months. */
  readonly months?: number;
}

const prices = (source: string, key: string, title: string, area: string): KnownSeries => ({
  source,
  key,
  title,
  topic: 'consumer-prices',
  area,
  unit: 'index',
  inPercent: false
});
const percent = (
  topic: 'policy-rate' | 'yield',
  source: string,
  key: string,
  title: string,
  area: string,
  months?: number
): KnownSeries => ({
  source,
  key,
  title,
  topic,
  area,
  unit: 'fraction',
  inPercent: true,
  ...(months === undefined ? {} : { months })
});
const level = (
  source: string,
  key: string,
  title: string,
  topic: MacroTopic,
  unit: MacroUnit,
  area?: string
): KnownSeries => ({
  source,
  key,
  title,
  topic,
  unit,
  inPercent: false,
  ...(area === undefined ? {} : { area })
});

/** Euro area AAA spot yields of the ECB by term in months. */
export const ecbTenors: readonly (readonly [code: string, months: number])[] = [
  ['3M', 3],
  ['6M', 6],
  ['1Y', 12],
  ['2Y', 24],
  ['3Y', 36],
  ['5Y', 60],
  ['7Y', 84],
  ['10Y', 120],
  ['15Y', 180],
  ['20Y', 240],
  ['30Y', 360]
];
const bisPrices = (country: string, title: string, area: string): KnownSeries =>
  prices('dbnomics', `BIS/WS_LONG_CPI/M.${country}.628`, title, area);
const bisPolicy = (country: string, title: string, area: string): KnownSeries =>
  percent('policy-rate', 'dbnomics', `BIS/WS_CBPOL/D.${country}`, title, area);
const oecdTenYears = (country: string, title: string, area: string): KnownSeries =>
  percent('yield', 'dbnomics', `OECD/DSD_STES@DF_FINMARK/${country}.M.IRLT.PA._Z._Z._Z._Z.N`, title, area, 120);

/** Common series, those that need neither key nor proxy first in each group. */
export const macroCatalog: readonly KnownSeries[] = [
  prices('datahub', 'us-cpi', 'Consumer prices, United States', 'US'),
  prices('dbnomics', 'BLS/cu/CUUR0000SA0', 'Consumer prices, United States, not seasonally adjusted', 'US'),
  prices('dbnomics', 'BLS/cu/CUSR0000SA0', 'Consumer prices, United States, seasonally adjusted', 'US'),
  prices('fred', 'CPIAUCNS', 'Consumer prices, United States, not seasonally adjusted', 'US'),
  prices('fred', 'CPIAUCSL', 'Consumer prices, United States, seasonally adjusted', 'US'),
  prices('ecb', 'HICP/M.U2.N.000000.4D0.INX', 'Harmonised consumer prices, euro area', 'EUR'),
  prices(
    'eurostat',
    'prc_hicp_minr?freq=M&unit=I25&coicop18=TOTAL&geo=EA',
    'Harmonised consumer prices, euro area',
    'EUR'
  ),
  bisPrices('GB', 'Consumer prices, United Kingdom', 'GB'),
  bisPrices('CH', 'Consumer prices, Switzerland', 'CH'),
  bisPrices('JP', 'Consumer prices, Japan', 'JP'),
  bisPrices('CA', 'Consumer prices, Canada', 'CA'),
  prices('dbnomics', 'BIS/WS_LONG_CPI/Q.AU.628', 'Consumer prices, Australia', 'AU'),
  bisPolicy('US', 'Policy rate, United States', 'US'),
  percent('policy-rate', 'fred', 'DFF', 'Effective federal funds rate, United States', 'US'),
  percent('policy-rate', 'ecb', 'FM/D.U2.EUR.4F.KR.DFR.LEV', 'Deposit facility rate, euro area', 'EUR'),
  bisPolicy('GB', 'Policy rate, United Kingdom', 'GB'),
  bisPolicy('CH', 'Policy rate, Switzerland', 'CH'),
  bisPolicy('JP', 'Policy rate, Japan', 'JP'),
  bisPolicy('CA', 'Policy rate, Canada', 'CA'),
  bisPolicy('AU', 'Policy rate, Australia', 'AU'),
  percent('yield', 'datahub', 'us-10y', 'Ten-year yield, United States', 'US', 120),
  percent('yield', 'fred', 'DGS10', 'Ten-year yield, United States', 'US', 120),
  oecdTenYears('GBR', 'Ten-year yield, United Kingdom', 'GB'),
  oecdTenYears('CHE', 'Ten-year yield, Switzerland', 'CH'),
  oecdTenYears('JPN', 'Ten-year yield, Japan', 'JP'),
  oecdTenYears('CAN', 'Ten-year yield, Canada', 'CA'),
  oecdTenYears('AUS', 'Ten-year yield, Australia', 'AU'),
  ...treasuryTenors.map(({ code, months }) =>
    percent('yield', 'us-treasury', code, `Par yield, United States, ${code}`, 'US', months)
  ),
  ...ecbTenors.map(([code, months]) =>
    percent(
      'yield',
      'ecb',
      `YC/B.U2.EUR.4F.G_N_A.SV_C_YM.SR_${code}`,
      `Spot yield, euro area, AAA, ${code}`,
      'EUR',
      months
    )
  ),
  level('datahub', 'vix', 'Volatility index VIX', 'volatility', 'index', 'US'),
  level('fred', 'VIXCLS', 'Volatility index VIX', 'volatility', 'index', 'US'),
  level('datahub', 'gold', 'Gold, US dollars an ounce, monthly', 'commodity', 'currency'),
  level('shiller', 'price', 'S&P Composite, monthly average', 'other', 'index', 'US'),
  level('shiller', 'dividend', 'Dividends of the S&P Composite, yearly', 'other', 'index', 'US'),
  level('shiller', 'earnings', 'Earnings of the S&P Composite, yearly', 'other', 'index', 'US'),
  prices('shiller', 'cpi', 'Consumer prices, United States, since 1871', 'US'),
  percent('yield', 'shiller', 'long-rate', 'Long interest rate, United States, since 1871', 'US', 120),
  level('shiller', 'cape', 'Price over ten years of real earnings (CAPE)', 'other', 'other', 'US')
];

const byKey = new Map(macroCatalog.map((one) => [`${one.source}/${one.key}`, one]));

/** What the catalog says of a series of a source; undefined for one that it does not know. */
export function knownSeries(source: string, key: string): KnownSeries | undefined {
  return byKey.get(`${source}/${key}`);
}
