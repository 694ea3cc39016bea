import { absolute, money, sign, type Decimal, ZERO } from '$lib/domain/money';
import { addTo } from '../../values/grouping';
import { readOne } from '../rows/refusal';
import { tradeOf, unitsReceived } from '../rows/stated';
import { postUnitExchange } from '../rows/unit-exchange';
import { plainWords } from '../rows/words';
import type { AccountBook } from './account-book';
import type { AccountRow } from './account-row';

/** A row that states units and a price, with the corporate action it is part of. */
export interface FilledTrade {
  readonly row: AccountRow;
  readonly way: 'buy' | 'sell';
  readonly action: string | undefined;
  readonly quantity: Decimal;
  readonly price: Decimal;
}

/** Sales and purchases of one action and day belong together: a change of ISIN, a split, a merger. What is left stands alone. */
export function postCorporateActions(book: AccountBook, trades: readonly FilledTrade[]): void {
  const groups = new Map<string, FilledTrade[]>();
  for (const trade of trades) addTo(groups, `${trade.row.day}|${plainWords(trade.action ?? '')}`, trade);
  for (const group of groups.values()) {
    const buys = group.filter(({ way }) => way === 'buy');
    const sells = group.filter(({ way }) => way === 'sell');
    for (const sell of sells) {
      const same = buys.findIndex((buy) => buy.row.isin === sell.row.isin);
      const only = sells.length === 1 && buys.length === 1;
      const [buy] = same >= 0 ? buys.splice(same, 1) : only ? buys.splice(0, 1) : [];
      if (buy) readOne(book.sheet, linesOf(sell, buy), () => postPair(book, sell, buy));
      else readOne(book.sheet, linesOf(sell), () => postAlone(book, sell));
    }
    for (const buy of buys) readOne(book.sheet, linesOf(buy), () => postAlone(book, buy));
  }
}

function linesOf(...trades: readonly FilledTrade[]): number[] {
  return trades.flatMap(({ row }) => [row.line, ...row.lines]);
}

function postPair(book: AccountBook, sell: FilledTrade, buy: FilledTrade): void {
  const merger = /fusi|merger|ubernahme|overname|acquisition|opa\b/.test(plainWords(sell.action ?? ''));
  const units = ({ row, quantity }: FilledTrade) => ({ instrument: book.instrument(row), quantity });
  const [line = buy.row.line, ...lines] = linesOf(buy, sell);
  const seconds = buy.row.seconds === undefined ? {} : { seconds: buy.row.seconds };
  postUnitExchange(book.sheet, {
    line,
    when: book.when(buy.row),
    from: units(sell),
    to: units(buy),
    kind: merger ? 'merger' : 'exchange',
    about: { lines, ...seconds }
  });
}

/** Units without a counterpart: bought or sold for the amount, or received for nothing. */
function postAlone(book: AccountBook, trade: FilledTrade): void {
  const { row, way, quantity, action = '' } = trade;
  const when = { ...book.when(row), note: row.description };
  const instrument = book.instrument(row);
  const currency = row.currency ?? book.sheet.baseCurrency;
  const gross = absolute(row.amount);
  const check = { code: 'action-to-check', text: action } as const;
  if (way === 'sell' || sign(gross) > 0) {
    book.post(row, tradeOf(when, way, { instrument, quantity, gross, currency }));
    if (sign(gross) === 0) book.sheet.note(row.line, check);
    return;
  }
  if (/dividend/.test(plainWords(action)))
    book.post(row, unitsReceived(when, 'dividend', instrument, quantity, ZERO, currency));
  else book.post(row, { ...when, verb: 'delivery-in', instrument, quantity, cost: money(ZERO, currency) });
  book.sheet.note(row.line, { code: 'cost-unknown', symbol: row.isin || row.product });
  book.sheet.note(row.line, check);
}
