/** Days, Monday to Friday, on which a made-up series has closes. */
export function tradingDays(from, to) {
  const days = [];
  for (let day = from; day <= to; day++) if ((((day + 3) % 7) + 7) % 7 < 5) days.push(day);
  return days;
}

/** Close of a made-up series on a day: another one for each symbol and day, exact in two decimals. */
export function closeOf(symbol, day) {
  let seed = 17;
  for (const letter of symbol) seed = (seed * 31 + letter.charCodeAt(0)) % 100_003;
  return (10_000 + ((seed + day * 37) % 9_000)) / 100;
}

const DAY = 86_400_000;

/** ISO date of a day since 1970. */
export const isoOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);

const dayIn = (text) => (/^\d+-/.test(text) ? Date.parse(text) / DAY : Number(text));

const flaws = /^(ZERO|APART)-/;

/** The twentieth close of "ZERO-X" is zero; that of "APART-X" is three percent above what others say of X. */
function flawed(symbol, at, value) {
  if (at !== 20 || !flaws.test(symbol)) return value;
  return symbol.startsWith('ZERO') ? 0 : value * 1.03;
}

/**
 * Answers /prices?symbol=&from=&to= as the source of the tests speaks: days since 1970 and closes; days as ISO dates where it
 * is asked with those.
 */
export function madeSeries(target) {
  const address = new URL(target, 'http://made.example');
  const [symbol, from, to] = ['symbol', 'from', 'to'].map((name) => address.searchParams.get(name) ?? '');
  if (!symbol || !from || !to) return undefined;
  if (symbol.startsWith('NONE')) return { body: JSON.stringify({ error: 'unknown symbol' }) };
  const days = tradingDays(dayIn(from), dayIn(to));
  const close = (day, at) => flawed(symbol, at, closeOf(symbol.replace(flaws, ''), day));
  const rows = from.includes('-')
    ? days.map((day, at) => ({ date: isoOf(day), close: close(day, at) }))
    : days.map((day, at) => [day, close(day, at)]);
  return { body: JSON.stringify({ symbol, rows }) };
}
