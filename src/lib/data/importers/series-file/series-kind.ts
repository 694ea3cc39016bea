import { currencyFromCode } from '$lib/domain/money';
import type { MacroTopic, MacroUnit } from '$lib/domain/market';
import type { FileColumn, FileColumns } from './columns';
import { currencyOfCountry } from './countries';

/** What a file of series holds. */
export type SeriesKind = 'prices' | 'rates' | 'macro' | 'factors';

const FACTOR = /^(mkt([-_. ]?rf)?|market|smb|hml|rmw|cma|mom|umd|wml|rf|st_rev|lt_rev)\s*$/i;
const YIELD =
  /^(bc_\w+|dgs\d+\w*|rate|yield|aaa|baa|.*\b(interest|treasury|yield)\b.*|\d+([.,]\d+)?\s?-?(m|mo|month|months|y|yr|year|years)|dtb\w+|tbilrate|realint)$/i;
const PRICE_LEVEL = /^(cpi\w*|consumer price index|.*\b(consumer prices?|cpi)\b.*)$/i;
const INFLATION = /^(infl(ation)?)$/i;
const COMMODITY = /^(brent|wti|gold|silver|oil|copper|natural gas|dcoil\w*)$/i;
const VOLATILITY = /^(vix|vxo|vstoxx|vdax|vixcls)$/i;
const ECONOMY =
  /^(gdp|real\w+|unemp\w*|pop(ulation)?|m[0-3]|earnings|dividend|real (price|dividend|earnings)|pe10|cape|.*\b(gdp|unemployment|population)\b.*)$/i;
const FACT = /^(cik|founded|sid|amount|txn_dollars)$/i;
const BARS = /^(open|high|low|close|adj\.?[ _]?close|volume)$/i;

/** Code of a column's currency: written as it is, or by its country. */
export function columnCurrency(name: string): string | undefined {
  const code = name.trim().toUpperCase();
  if (/^[A-Z]{3}$/.test(code) && (currencyFromCode(code)?.kind === 'fiat' || former.has(code))) return code;
  return currencyOfCountry(name);
}

/** Codes that are no longer in use. */
const former = new Set(
  'ATS BEF CYP DEM EEK ESP FIM FRF GRD HRK IEP ITL LTL LUF LVL MTL NLG PTE ROL SIT SKK TRL VEB VEF'.split(' ')
);

/** The likely kind of a file, by the names of its columns, its values and its own name. */
export function likelyKind({ columns, longOf }: FileColumns, file: string): SeriesKind {
  const names = columns.map(({ name }) => name);
  const share = (test: (name: string) => boolean): number => names.filter(test).length / Math.max(1, names.length);
  if (names.length > 0 && share((name) => columnCurrency(name) !== undefined) >= 0.9) {
    const isRates = names.length > 1 || /rate|fx|eurofx|exchange/i.test(`${file} ${longOf ?? ''}`);
    if (isRates && columns.every(({ values }) => values.every((value) => value > 0))) return 'rates';
  }
  if (names.filter((name) => FACTOR.test(name)).length >= 2) return 'factors';
  if (names.some((name) => BARS.test(name))) return VOLATILITY.test(bare(file)) ? 'macro' : 'prices';
  if (names.some((name) => FACT.test(name))) return 'macro';
  if (share(isEconomic) >= 0.5) return 'macro';
  const moving = columns.filter(looksLikeReturns).length;
  if (moving > 0 && moving >= columns.length * 0.8 && !columns.some(isLarge)) return 'factors';
  if (names.length === 1 && isEconomic(bare(file))) return 'macro';
  if (columns.some(({ values }) => values.some((value) => value <= 0))) return 'macro';
  return names.every((name) => /^\d+$/.test(name)) ? 'macro' : 'prices';
}

const isEconomic = (name: string): boolean =>
  [YIELD, PRICE_LEVEL, INFLATION, COMMODITY, VOLATILITY, ECONOMY].some((pattern) => pattern.test(name.trim()));

/** Name of a file without what only says how it came: "vix_daily.csv" is "vix". */
export const bare = (file: string): string =>
  file
    .replace(/^.*[\\/]/, '')
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[_\s-]*(daily|weekly|monthly|quarterly|yearly|data|history|arch)[_\s-]*/gi, ' ')
    .trim();

/** Values about zero, of both signs, most of them below 15 percent. */
function looksLikeReturns({ values }: FileColumn): boolean {
  if (values.length < 20) return false;
  const negative = values.filter((value) => value < 0).length / values.length;
  const sizes = values.map(Math.abs).sort();
  return negative > 0.1 && negative < 0.9 && (sizes[values.length >> 1] ?? 1) < 3;
}

const isLarge = ({ values }: FileColumn): boolean => values.some((value) => Math.abs(value) > 60);

/** What a column of the economy is about, and its unit. `inPercent` values become fractions. */
export function economicMeaning(
  name: string,
  file: string
): { topic: MacroTopic; unit: MacroUnit; inPercent: boolean } {
  const text = [name.trim(), bare(file)].find(isEconomic) ?? name.trim();
  if (INFLATION.test(text)) return { topic: 'other', unit: 'fraction', inPercent: true };
  if (PRICE_LEVEL.test(text) || (/^index$/i.test(name) && /cpi|consumer/i.test(file)))
    return { topic: 'consumer-prices', unit: 'index', inPercent: false };
  if (YIELD.test(text) || /yield|rate/i.test(bare(file)) || /^\d+$/.test(name))
    return { topic: 'yield', unit: 'fraction', inPercent: true };
  if (COMMODITY.test(text)) return { topic: 'commodity', unit: 'currency', inPercent: false };
  if (VOLATILITY.test(text) || VOLATILITY.test(bare(file)))
    return { topic: 'volatility', unit: 'index', inPercent: false };
  if (/gdp/i.test(text)) return { topic: 'output', unit: 'currency', inPercent: false };
  if (/^unemp/i.test(text)) return { topic: 'other', unit: 'fraction', inPercent: true };
  return { topic: 'other', unit: 'other', inPercent: false };
}

/** Months of a yield's term as a name says it: "BC_10YEAR", "DGS2", "3 month"; undefined when it does not. */
export function termOf(name: string): number | undefined {
  const match =
    /(\d+)\s?-?_?(m|mo|month|months|y|yr|year|years)(?:display)?$/i.exec(name.trim()) ??
    /^dgs(\d+)(mo)?$/i.exec(name.trim());
  if (!match) return undefined;
  const count = Number(match[1]);
  return /^m/i.test(match[2] ?? 'y') ? count : count * 12;
}
