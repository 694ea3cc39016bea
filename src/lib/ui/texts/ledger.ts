import type { Oversold, Overdrawn, ReorganisationKind, Verb } from '$lib/domain/ledger';
import { count, date, exactMoney, quantity } from '$lib/ui/format';
import { times } from './statement-fields';

/** Names of the verbs as a person says them. */
export const verbTexts: Readonly<Record<Verb, string>> = {
  deposit: 'Deposit',
  withdrawal: 'Withdrawal',
  buy: 'Buy',
  sell: 'Sell',
  'sell-short': 'Sell short',
  'buy-to-cover': 'Buy to cover',
  dividend: 'Dividend',
  interest: 'Interest',
  fee: 'Fee',
  tax: 'Tax',
  'transfer-cash': 'Transfer of cash',
  'transfer-securities': 'Transfer of securities',
  split: 'Split',
  exchange: 'Currency exchange',
  'opening-cash': 'Opening cash',
  'opening-position': 'Opening position',
  'delivery-in': 'Delivery in',
  'delivery-out': 'Delivery out',
  'income-in-kind': 'Income in units',
  'return-of-capital': 'Return of capital',
  reorganisation: 'Corporate action',
  expiry: 'Expiry',
  exercise: 'Exercise',
  assignment: 'Assignment',
  'capital-call': 'Capital call',
  distribution: 'Distribution',
  'assert-cash': 'Stated cash',
  'assert-position': 'Stated holding'
};

/** Names of the corporate actions between instruments. */
export const reorganisationTexts: Readonly<Record<ReorganisationKind, string>> = {
  'spin-off': 'Spin-off',
  merger: 'Merger',
  'stock-dividend': 'Stock dividend',
  rights: 'Rights',
  exchange: 'Exchange of securities'
};

/** Texts of the ledger screen. */
export const ledgerTexts = {
  redid: (title: string) => `Done again: ${title}`,
  nothingToRedo: 'There is nothing to redo',
  record: 'Record',
  recordTitle: 'Record a transaction',
  editTitle: 'Edit',
  day: 'Day',
  settlementDay: 'Settles on',
  what: 'What',
  symbol: 'Symbol',
  name: 'Name',
  quantity: 'Quantity',
  price: 'Price',
  amount: 'Amount',
  gross: 'Before costs',
  fees: 'Fees',
  taxes: 'Taxes',
  account: 'Account',
  to: 'To account',
  note: 'Note',
  currency: 'Currency',
  cost: 'Cost in all',
  acquired: 'Bought on',
  ratioNew: 'New units',
  ratioOld: 'For old units',
  sold: 'Sold',
  bought: 'Bought',
  boughtCurrency: 'Currency bought',
  accountFilter: 'Account',
  verbFilter: 'Kind',
  instrumentFilter: 'Holding',
  yearFilter: 'Year',
  all: 'all',
  allOf: { account: 'All accounts', verb: 'All kinds', instrument: 'All holdings', year: 'All years' },
  none: 'No holding',
  filter: 'Filter',
  clear: 'Clear filters',
  table: 'Transactions',
  empty: 'Nothing is recorded yet.',
  emptyAction: 'Import a file',
  nothingFits: 'No transaction fits the filter.',
  loading: 'Opening the tables',
  failed: 'The tables could not be opened.',
  works: 'The ledger itself is as it was; the other screens do not need the tables.',
  tryAgain: 'Try again',
  sums: 'Cash moved',
  sumHeads: ['Currency', 'In', 'Out', 'Net'],
  listed: (all: number) => times(all, 'transaction'),
  transferTo: (account: string) => `to ${account}`,
  into: (bought: string) => `into ${bought}`,
  ratio: (numerator: number, denominator: number) => `${numerator} for ${denominator}`,
  history: 'History',
  acts: { post: 'Recorded', amend: 'Edited', void: 'Voided' },
  fromFile: (file: string, line: number | undefined) => (line === undefined ? file : `${file}, line ${line}`),
  source: 'From',
  edit: 'Edit',
  void: 'Void',
  voidHint: 'It leaves every figure; its history stays.',
  gone: 'This transaction is voided.',
  save: 'Save the change',
  cancel: 'Cancel',
  undo: 'Undo',
  recordedToast: (what: string) => `${what} recorded`,
  editedToast: (what: string) => `${what} changed`,
  voidedToast: (what: string) => `${what} voided`,
  newAccount: 'New account',
  newAccountName: 'Name of the account',
  newInstrument: (symbol: string) => `${symbol} is new: it will be added.`,
  priceIs: (price: string, day: string) => `Close of ${day}: ${price}`,
  demoNote: 'This is the demo: what you record here stays in the demo.',
  anyway: 'Record it all the same',
  saveAnyway: 'Save it all the same',
  moreDetails: 'Details',
  draft: {
    do: 'Do',
    holding: 'Holding',
    cost: 'Cost',
    proceeds: 'Proceeds',
    cashAfter: 'Cash after',
    edit: 'Edit it first',
    fillIn: 'Fill in the rest',
    recordOther: 'Record this',
    record: {
      buy: 'Record this purchase',
      sell: 'Record this sale',
      'sell-short': 'Record this short sale',
      'buy-to-cover': 'Record this cover',
      dividend: 'Record this dividend',
      deposit: 'Record this deposit',
      withdrawal: 'Record this withdrawal'
    } as Partial<Record<Verb, string>>,
    asTyped: 'Saved as typed if you press Enter.',
    far: (typed: string, distance: string, under: boolean, close: string, day: string) =>
      `${typed} is ${distance} ${under ? 'under' : 'over'} the close of ${close} on ${day}.`
  },
  status: { move: 'move', open: 'open', select: 'select', edit: 'change in place' },
  chosen: (chosen: number) => `${count(chosen)} selected`,
  chooseAll: (all: number) => `Select all ${count(all)}`,
  chooseRow: (title: string) => `Select ${title}`,
  clearChosen: 'Select none',
  voidChosen: 'Void',
  moveChosen: 'Move to account',
  noteChosen: 'Note',
  noteSet: 'Set note',
  voidedChosen: (count: number) => `${count} voided`,
  changedChosen: (count: number) => `${count} changed`,
  inPlace: (column: string) => `New ${column.toLowerCase()}`,
  notThat: (column: string, text: string) => `"${text}" does not fit ${column.toLowerCase()}; nothing was changed.`
} as const;

const fieldNames: Readonly<Record<string, string>> = {
  account: ledgerTexts.account,
  to: ledgerTexts.to,
  tradeDay: ledgerTexts.day,
  settlementDay: ledgerTexts.settlementDay,
  instrument: ledgerTexts.symbol,
  quantity: ledgerTexts.quantity,
  price: ledgerTexts.price,
  gross: ledgerTexts.gross,
  cash: ledgerTexts.amount,
  fees: ledgerTexts.fees,
  taxes: ledgerTexts.taxes,
  sold: ledgerTexts.sold,
  bought: ledgerTexts.bought,
  cost: ledgerTexts.cost,
  numerator: ledgerTexts.ratioNew,
  denominator: ledgerTexts.ratioOld,
  acquired: ledgerTexts.acquired,
  accrued: 'Accrued interest',
  lots: 'Lots',
  kind: 'Kind',
  value: 'Value',
  source: 'Source',
  payer: 'Paid by',
  lieu: 'Cash instead of a fraction',
  retained: 'Share of the cost that stays',
  receives: 'What is received',
  boot: 'Cash received',
  underlying: 'Underlying',
  units: 'Units',
  returned: 'Capital given back'
};

/** A field that does not hold, in words. */
export function fieldProblemText({ field, reason }: { field: string; reason: string }): string {
  return `${fieldNames[field.split('.')[0] ?? ''] ?? field} ${reason}.`;
}

/** What a draft would do that a person should confirm, in words. */
export function shortfallTexts(
  check: { oversold: readonly Oversold[]; overdrawn: readonly Overdrawn[] },
  names: { symbol: (id: string) => string; account: (id: string) => string }
): string[] {
  return [
    ...check.oversold.map((one) => {
      const what = `${quantity(one.quantity)} ${names.symbol(one.instrument)}`;
      if (one.event !== undefined) return `A later sale on ${date(one.day)} would then go short by ${what}.`;
      const where = names.account(one.account);
      if (one.code === 'nothing-held')
        return `${where} holds no ${names.symbol(one.instrument)} on ${date(one.day)}: this changes no lot.`;
      if (one.code === 'not-in-lot') return `${what} of the lots picked are not there: the lot method chooses instead.`;
      if (one.code === 'overexpired') return `This ends ${what} more than ${where} has.`;
      if (one.code === 'overdelivered') return `This sends ${what} more than ${where} holds.`;
      if (one.code === 'oversold')
        return `This opens a short of ${what}: it is more than ${where} holds on ${date(one.day)}.`;
      if (one.code === 'overcovered') return `This covers ${what} more than is short.`;
      return `This moves ${what} more than ${where} holds.`;
    }),
    ...check.overdrawn.map(
      (one) =>
        `Cash of ${names.account(one.account)} goes below zero on ${date(one.firstDay)}: lowest ${exactMoney(one.worst, one.currency)} on ${date(one.worstDay)}.`
    )
  ];
}
