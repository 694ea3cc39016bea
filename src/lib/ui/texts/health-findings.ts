/** Figures of a finding as they are shown. */
export interface FindingFigures {
  readonly symbol: string;
  readonly account: string;
  readonly day: string;
  readonly quantity: string;
  readonly held: string;
  readonly money: string;
  readonly other: string;
  readonly price: string;
  readonly expected: string;
  readonly ratio: string;
  readonly until: string;
  readonly to: string;
}

/** Title of a check and the sentence for one thing it found. */
export interface FindingWords {
  readonly title: string;
  readonly says: (f: FindingFigures) => string;
}

/** Words of every check by its id. */
export const checkWords: Readonly<Record<string, FindingWords>> = {
  oversold: {
    title: 'Sold more than was held',
    says: (f) => `${f.symbol} in ${f.account}: ${f.quantity} more sold on ${f.day} than were there.`
  },
  overtransferred: {
    title: 'Sent more than was held',
    says: (f) => `${f.symbol}: ${f.quantity} more left ${f.account} on ${f.day} than were there.`
  },
  overcovered: {
    title: 'Covered more than was short',
    says: (f) => `${f.symbol} in ${f.account}: ${f.quantity} more bought to cover on ${f.day} than were short.`
  },
  'cash-drifts': {
    title: 'Cash is not what the statement says',
    says: (f) => `${f.account}, ${f.day}: the statement says ${f.money}, the ledger has ${f.other}.`
  },
  'position-drifts': {
    title: 'Units are not what the statement says',
    says: (f) => `${f.symbol} in ${f.account}, ${f.day}: the statement says ${f.quantity}, the ledger has ${f.held}.`
  },
  'cash-below-zero': {
    title: 'Cash below zero',
    says: (f) => `${f.account} is below zero from ${f.day} on, at its lowest ${f.money}.`
  },
  'unknown-instrument': {
    title: 'Symbol without a record',
    says: (f) => `Transactions name ${f.symbol}, of which no name or currency is kept.`
  },
  'unknown-account': {
    title: 'Account without a record',
    says: (f) => `Transactions name the account ${f.account}, which has no record.`
  },
  'same-isin': {
    title: 'One ISIN, two instruments',
    says: (f) => `${f.symbol} stands for two instruments; their lots do not meet.`
  },
  double: {
    title: 'Booked twice',
    says: (f) => `${f.account}, ${f.day}: two sources brought the same transaction.`
  },
  'split-twice': {
    title: 'Split booked twice',
    says: (f) => `${f.symbol} in ${f.account}: ${f.ratio} again on ${f.day}.`
  },
  'transfer-in-two': {
    title: 'A transfer in two halves',
    says: (f) => `${f.money} left ${f.account} on ${f.day} and came into ${f.to} within days.`
  },
  'delivery-in-two': {
    title: 'A transfer of securities in two halves',
    says: (f) =>
      `${f.quantity} ${f.symbol} left ${f.account} on ${f.day} and came into ${f.to} within days: their lots are lost.`
  },
  'delivery-without-cost': {
    title: 'Units without a cost',
    says: (f) =>
      `${f.quantity} ${f.symbol} came into ${f.account} on ${f.day} at no cost: all they are worth would be gain.`
  },
  'dividend-before-ownership': {
    title: 'Dividend on nothing held',
    says: (f) => `${f.symbol} paid ${f.money} to ${f.account} on ${f.day}, where none was held.`
  },
  'dividend-too-large': {
    title: 'Dividend too large',
    says: (f) => `${f.symbol} paid ${f.money} on ${f.day}, on units worth ${f.expected}.`
  },
  'amount-differs': {
    title: 'Amount is not quantity times price',
    says: (f) => `${f.symbol}, ${f.day}: the amount says ${f.money}, quantity times price makes ${f.other}.`
  },
  'costs-too-large': {
    title: 'Costs too large',
    says: (f) => `${f.symbol}, ${f.day}: ${f.money} of fees and taxes on a trade of ${f.other}.`
  },
  'exchange-turned-round': {
    title: 'Exchange the wrong way round',
    says: (f) => `${f.account}, ${f.day}: ${f.money} for ${f.other} is the inverse of that day's rate.`
  },
  'settled-before-trade': {
    title: 'Settled before it was traded',
    says: (f) => `${f.account}: traded on ${f.day}, settled on ${f.until}.`
  },
  'in-the-future': { title: 'Dated in the future', says: (f) => `${f.account}: a transaction of ${f.day}.` },
  'long-ago': { title: 'Dated before 1970', says: (f) => `${f.account}: a transaction of ${f.day}.` },
  'weekend-trade': {
    title: 'Traded on a weekend',
    says: (f) => `${f.symbol} in ${f.account} on ${f.day}, when its exchange is closed.`
  },
  'option-past-expiry': {
    title: 'Option past its expiry',
    says: (f) => `${f.quantity} ${f.symbol} in ${f.account} ended on ${f.day} and are still in the books.`
  },
  'bond-past-maturity': {
    title: 'Bond past its maturity',
    says: (f) => `${f.symbol} in ${f.account} was due on ${f.day} and is still in the books.`
  },
  'multiplier-missing': {
    title: 'Contract size missing',
    says: (f) => `Amounts of ${f.symbol} are ${f.expected} times quantity and price.`
  },
  'missing-prices': {
    title: 'No prices',
    says: (f) =>
      `${f.symbol} is held and has no closes${f.price === '' ? '' : `; it last traded at ${f.price} on ${f.day}`}.`
  },
  'stale-prices': {
    title: 'Old prices',
    says: (f) => `${f.symbol} is valued at ${f.price} of ${f.day}.`
  },
  'price-off-by-100': {
    title: 'Price off by a hundred',
    says: (f) => `${f.symbol}, ${f.day}: traded at ${f.price}, closed at ${f.expected}.`
  },
  'series-in-hundredths': {
    title: 'Closes in hundredths',
    says: (f) => `The closes of ${f.symbol} are a hundred times its trades: pence, not pounds.`
  },
  'price-leap': {
    title: 'One wrong close',
    says: (f) => `${f.symbol}, ${f.day}: a close of ${f.price} between closes near ${f.expected}.`
  },
  'split-announced': {
    title: 'Split announced, none recorded',
    says: (f) => `${f.symbol} split ${f.ratio} on ${f.day}; the ${f.quantity} in ${f.account} have no split that day.`
  },
  'dividend-announced': {
    title: 'Dividend announced, none recorded',
    says: (f) =>
      `${f.symbol} went ex-dividend on ${f.day}: ${f.price} for each of ${f.quantity} in ${f.account} is ${f.money} before tax, and none is recorded.`
  },
  'split-missing': {
    title: 'A split is missing',
    says: (f) => `${f.symbol} changed on ${f.day} as by a split of ${f.ratio}, which ${f.account} does not have.`
  }
};

/** What a mend does, in the words of its button's hint. */
export const mendWords: Readonly<Record<string, string>> = {
  'open-position': 'Books the missing units as held before the record begins, at no cost.',
  'sell-short': 'Books the sale as a short sale.',
  buy: 'Books it as a purchase.',
  deposit: 'Books a deposit of what is missing on the day before.',
  void: 'Voids the second one.',
  'add-instrument': 'Keeps a record with the symbol as its name.',
  'add-account': 'Keeps a record with the id as its name.',
  'prices-from-trades': 'Makes a series of the prices it was traded at.',
  'repeat-last-price': 'Repeats the last close today, as a price typed by hand.',
  'divide-by-100': 'Divides by a hundred.',
  'multiply-by-100': 'Multiplies by a hundred.',
  'remove-price': 'Removes this one close.',
  split: 'Books the split.',
  'join-transfer': 'Makes one transfer of the two.',
  'cost-at-market': 'Takes the close of that day as their cost.',
  'adjust-cash': 'Books the difference as a deposit or a withdrawal on that day.',
  'adjust-position': 'Books the difference as a delivery on that day.',
  'settle-on-trade-day': 'Settles it on the day of the trade.',
  'computed-amount': 'Takes quantity times price as the amount.',
  'friday-before': 'Moves it to the Friday before.',
  expire: 'Books the expiry.',
  redeem: 'Books the redemption at par.',
  'merge-instruments': 'Makes one instrument of the two.',
  'turn-around': 'Turns the two amounts round.',
  'trade-day-today': 'Moves it to today.',
  'add-multiplier': 'Notes the size of a contract.',
  'fees-to-zero': 'Sets its fees and taxes to zero.',
  'record-dividend': 'Records the announced dividend on its ex-day, before tax. Amend it where the payment differs.',
  'quote-in-hundredths': 'Reads the closes as hundredths.'
};
