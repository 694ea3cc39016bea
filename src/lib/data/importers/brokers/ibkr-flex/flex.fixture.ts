/** Values of the attributes of one row. */
export type Values = Readonly<Record<string, string | number>>;

/** A row of XML, a line of its own. */
export function row(name: string, values: Values): string {
  const attributes = Object.entries(values).map(([key, value]) => `${key}="${value}"`);
  return `<${name} ${attributes.join(' ')} />`;
}

/** A report of one statement; its sections begin in line 4. */
export function flex(sections: Readonly<Record<string, readonly string[]>>, toDate = '20241231'): string {
  const written = Object.entries(sections).map(([name, rows]) => [`<${name}>`, ...rows, `</${name}>`].join('\n'));
  return [
    '<FlexQueryResponse queryName="All" type="AF">',
    '<FlexStatements count="1">',
    `<FlexStatement accountId="U1" fromDate="20240101" toDate="${toDate}" period="" whenGenerated="20250101;020000">`,
    ...written,
    '</FlexStatement>',
    '</FlexStatements>',
    '</FlexQueryResponse>'
  ].join('\n');
}

export const acme: Values = {
  assetCategory: 'STK',
  symbol: 'ACME',
  conid: '11',
  isin: 'US0000000019',
  description: 'ACME CORP',
  multiplier: 1
};
export const beta: Values = {
  assetCategory: 'STK',
  symbol: 'BETA',
  conid: '12',
  isin: 'US0000000027',
  description: 'BETA INC',
  multiplier: 1
};
export const put: Values = {
  assetCategory: 'OPT',
  symbol: 'ACME  240621P00040000',
  conid: '21',
  description: 'ACME 21JUN24 40 P',
  underlyingSymbol: 'ACME',
  underlyingConid: '11',
  multiplier: 100,
  strike: 40,
  expiry: '20240621',
  putCall: 'P'
};

/** A trade in dollars; proceeds and net cash follow from it. */
export function trade(instrument: Values, day: string, quantity: number, price: number, more: Values = {}): string {
  const proceeds = Number((-quantity * price * Number(instrument['multiplier'] ?? 1)).toFixed(6));
  return row('Trade', {
    accountId: 'U1',
    currency: 'USD',
    ...instrument,
    tradeID: `t${day}${quantity}`,
    tradeDate: day,
    tradeTime: '100000',
    transactionType: 'ExchTrade',
    quantity,
    tradePrice: price,
    proceeds,
    taxes: 0,
    ibCommission: -1,
    ibCommissionCurrency: 'USD',
    buySell: quantity > 0 ? 'BUY' : 'SELL',
    openCloseIndicator: '',
    notes: '',
    levelOfDetail: 'EXECUTION',
    ...more
  });
}

/** A movement of cash in dollars. */
export function cash(type: string, amount: number, day: string, more: Values = {}): string {
  return row('CashTransaction', {
    accountId: 'U1',
    currency: 'USD',
    type,
    amount,
    dateTime: `${day};202000`,
    reportDate: day,
    levelOfDetail: 'DETAIL',
    ...more
  });
}

/** A row of a corporate action; its text names the event, then the instrument it moves. */
export function action(
  instrument: Values,
  type: string,
  text: string,
  day: string,
  quantity: number,
  more: Values = {}
): string {
  const { symbol, description, isin } = instrument;
  const full = `${text} (${symbol}, ${description}, ${isin})`;
  return row('CorporateAction', {
    accountId: 'U1',
    currency: 'USD',
    ...instrument,
    description: full,
    type,
    reportDate: day,
    quantity,
    proceeds: 0,
    value: 0,
    ...more
  });
}
