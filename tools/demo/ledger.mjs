const USD = 'brokerage';
const EUR = 'depot';

export const accounts = [
  { id: USD, name: 'Brokerage', currency: 'USD', institution: 'Demo Securities' },
  { id: EUR, name: 'Euro depot', currency: 'EUR', institution: 'Demo Bank' }
];

/** Exact decimal text of cents, or of any integer of 10^-digits. */
function scaledText(units, digits) {
  const negative = units < 0n;
  const text = (negative ? -units : units).toString().padStart(digits + 1, '0');
  const fraction = text.slice(-digits).replace(/0+$/, '');
  return `${negative ? '-' : ''}${text.slice(0, -digits)}${fraction ? `.${fraction}` : ''}`;
}

const cents = (amount) => scaledText(BigInt(Math.round(amount * 100)), 2);

/**
 * The invented ledger over real closes: every trade is at the published close of its day. `market` gives the trading
 * day at or after a date, the close in thousandths on a day, and the ECB's dollars for one euro.
 */
export function demoTransactions(market) {
  const list = [];
  const put = (day, settle, body) => list.push({ tradeDay: day, settlementDay: settle, ...body });
  const cash = (day, verb, account, amount, currency, note) =>
    put(day, day, { verb, account, cash: { amount: cents(amount), currency }, ...(note ? { note } : {}) });
  const trade = (date, verb, account, instrument, quantity, fee = 1) => {
    const day = market.tradingDay(date);
    const price = market.thousandths(instrument, day);
    const gross = (BigInt(price) * BigInt(quantity) + 5n) / 10n;
    put(day, market.tradingDay(market.later(day, 2)), {
      verb,
      account,
      instrument,
      quantity: String(quantity),
      price: scaledText(BigInt(price), 3),
      gross: { amount: scaledText(gross, 2), currency: 'USD' },
      fees: cents(fee),
      taxes: '0'
    });
    return Number(gross) / 100;
  };
  const exchange = (date, euros) => {
    const day = market.tradingDay(date);
    const dollars = euros * market.dollarsForEuro(day) * 0.9985;
    put(day, market.tradingDay(market.later(day, 2)), {
      verb: 'exchange',
      account: EUR,
      sold: { amount: cents(euros), currency: 'EUR' },
      bought: { amount: cents(dollars), currency: 'USD' },
      fees: cents(4.9),
      taxes: '0'
    });
    return dollars;
  };
  const interest = (date, account, amount, currency, taxes = 0) => {
    const day = market.tradingDay(date);
    put(day, day, {
      verb: 'interest',
      account,
      gross: { amount: cents(amount), currency },
      fees: '0',
      taxes: cents(taxes)
    });
  };
  const on = (date) => market.tradingDay(date);

  cash(on('2017-01-03'), 'deposit', USD, 60000, 'USD', 'First money');
  cash(on('2017-01-03'), 'deposit', EUR, 30000, 'EUR', 'Moved from savings');
  trade('2017-01-05', 'buy', USD, 'AAPL', 80);
  trade('2017-01-05', 'buy', USD, 'MSFT', 150);
  trade('2017-01-06', 'buy', USD, 'JNJ', 80);
  trade('2017-01-09', 'buy', USD, 'XOM', 150);
  trade('2017-01-09', 'buy', USD, 'JPM', 110);
  trade('2017-01-12', 'buy', USD, 'GE', 40);
  exchange('2017-01-10', 26000);
  trade('2017-01-12', 'buy', EUR, 'QUAL', 180);
  trade('2017-01-12', 'buy', EUR, 'USMV', 260);
  for (let year = 2017; year <= 2022; year++) {
    for (const [month, amount] of [
      ['03', 3000],
      ['06', 3000],
      ['09', 3000],
      ['11', 3500]
    ]) {
      cash(on(`${year}-${month}-15`), 'deposit', USD, amount, 'USD');
    }
    for (const month of ['02', '05', '08', '11'])
      cash(on(`${year}-${month}-02`), 'deposit', EUR, 1500, 'EUR', 'Savings plan');
    cash(on(`${year}-12-15`), 'fee', EUR, 29.9, 'EUR', 'Custody fee of the year');
    if (year < 2020 || year === 2022) interest(`${year}-06-28`, USD, year === 2022 ? 18.4 : 21.35, 'USD');
    if (year < 2020 || year === 2022) interest(`${year}-12-20`, USD, year === 2022 ? 64.12 : 24.8, 'USD');
    if (year === 2022) interest('2022-12-20', EUR, 11.6, 'EUR', 3.06);
  }
  trade('2017-04-03', 'buy', USD, 'HD', 30);
  trade('2017-07-05', 'buy', USD, 'PG', 45);
  trade('2017-10-04', 'buy', USD, 'UNH', 18);
  trade('2018-01-17', 'buy', USD, 'CVX', 40);
  exchange('2018-02-12', 4500);
  trade('2018-02-14', 'buy', EUR, 'MTUM', 48);
  trade('2018-06-20', 'sell', USD, 'GE', 40);
  trade('2018-07-02', 'buy', USD, 'PFE', 110);
  trade('2018-10-29', 'buy', USD, 'AMD', 120);
  trade('2018-12-26', 'buy', USD, 'AAPL', 25);
  exchange('2019-02-11', 5600);
  trade('2019-02-13', 'buy', EUR, 'VLUE', 85);
  trade('2019-04-03', 'buy', USD, 'KO', 90);
  trade('2019-06-12', 'buy', USD, 'UNH', 15);
  trade('2019-08-07', 'sell', USD, 'AMD', 40);
  trade('2019-10-02', 'buy', USD, 'WMT', 40);
  cash(on('2020-01-09'), 'tax', EUR, 61.37, 'EUR', 'Tax on fund income of 2019');
  exchange('2020-03-12', 6200);
  trade('2020-03-16', 'buy', EUR, 'USMV', 70);
  trade('2020-03-18', 'buy', EUR, 'SIZE', 40);
  trade('2020-03-23', 'buy', USD, 'MSFT', 28);
  trade('2020-04-02', 'buy', USD, 'LLY', 32);
  trade('2020-06-10', 'sell', USD, 'XOM', 60);
  put('2020-08-31', '2020-08-31', {
    verb: 'split',
    account: USD,
    instrument: 'AAPL',
    numerator: 4,
    denominator: 1,
    note: 'Four for one'
  });
  trade('2020-09-02', 'sell', USD, 'AAPL', 120);
  trade('2020-09-04', 'buy', USD, 'MRK', 110);
  put(on('2020-11-16'), on('2020-11-18'), {
    verb: 'transfer-securities',
    account: EUR,
    to: USD,
    instrument: 'MTUM',
    quantity: '20'
  });
  cash(on('2021-01-12'), 'tax', EUR, 84.9, 'EUR', 'Tax on fund income of 2020');
  exchange('2021-02-10', 5800);
  trade('2021-02-12', 'buy', EUR, 'QUAL', 62);
  trade('2021-03-17', 'buy', USD, 'CVX', 45);
  trade('2021-05-19', 'buy', USD, 'BAC', 120);
  trade('2021-06-16', 'buy', USD, 'HD', 20);
  trade('2021-08-18', 'buy', USD, 'WMT', 40);
  trade('2021-11-17', 'sell', USD, 'AMD', 50);
  trade('2021-11-18', 'buy', USD, 'PEP', 35);
  put(on('2021-12-01'), on('2021-12-01'), {
    verb: 'transfer-cash',
    account: EUR,
    to: USD,
    cash: { amount: '250', currency: 'USD' }
  });
  cash(on('2022-01-13'), 'tax', EUR, 118.45, 'EUR', 'Tax on fund income of 2021');
  exchange('2022-02-09', 5500);
  trade('2022-02-11', 'buy', EUR, 'USMV', 80);
  trade('2022-03-16', 'buy', USD, 'UNH', 6);
  trade('2022-06-16', 'buy', USD, 'JPM', 30);
  trade('2022-07-06', 'buy', USD, 'BBY', 60);
  cash(on('2022-08-17'), 'withdrawal', USD, 6000, 'USD', 'New roof');
  trade('2022-10-05', 'buy', USD, 'MSFT', 10);
  trade('2022-10-05', 'buy', EUR, 'VLUE', 40);
  return list.sort((a, b) => (a.tradeDay < b.tradeDay ? -1 : a.tradeDay > b.tradeDay ? 1 : 0));
}
