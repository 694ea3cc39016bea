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

/** Answers /prices?symbol=&from=&to= as the source of the tests speaks: days since 1970 and closes. */
export function madeSeries(target) {
  const address = new URL(target, 'http://made.example');
  const symbol = address.searchParams.get('symbol');
  if (!symbol) return undefined;
  if (symbol.startsWith('NONE')) return { body: JSON.stringify({ error: 'unknown symbol' }) };
  const days = tradingDays(Number(address.searchParams.get('from')), Number(address.searchParams.get('to')));
  return { body: JSON.stringify({ symbol, rows: days.map((day) => [day, closeOf(symbol, day)]) }) };
}
