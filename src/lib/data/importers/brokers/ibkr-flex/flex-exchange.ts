import type { Day } from '$lib/domain/calendar';
import { absolute, money, multiply, rounded, ZERO } from '$lib/domain/money';
import { writtenCurrency } from '../../values/currencies';
import type { FlexReport } from './flex-report';
import { amountIn, currencyIn, type FlexRow } from './flex-row';
import { settlementOf, tradeAbout, tradeCosts } from './flex-trade';

/** Books one currency sold for another: "EUR.USD" counts euros, its amounts are dollars. */
export function bookExchange(report: FlexReport, row: FlexRow, day: Day): void {
  const { sheet } = report;
  const quoted = currencyIn(row, 'currency');
  const pair = row.field('symbol');
  const named = writtenCurrency(pair.split(/[./]/)[0] ?? '')?.code;
  // Without a pair, the commission betrays it: it is charged in the account's currency, which was exchanged.
  const charged = currencyIn(row, 'ibCommissionCurrency');
  const counted = named ?? (pair === '' && charged !== quoted ? charged : undefined);
  if (quoted === undefined || counted === undefined || counted === quoted)
    return sheet.refuse(row.line, { code: 'currency-unreadable', text: pair || row.field('currency') }, 'symbol');
  const quantity = amountIn(row, 'quantity');
  if (quantity === 0n) return sheet.refuse(row.line, { code: 'quantity-zero' }, 'quantity');
  if (named === undefined)
    sheet.note(row.line, { code: 'action-to-check', text: `${row.field('buySell')} ${counted}.${quoted}` });
  const product = rounded(multiply(absolute(quantity), absolute(amountIn(row, 'tradePrice'))), 2);
  const stated = absolute(amountIn(row, 'proceeds') || amountIn(row, 'tradeMoney'));
  const own = money(absolute(quantity), counted);
  const other = money(stated === 0n ? product : stated, quoted);
  const bought = row.field('buySell') === '' ? quantity > 0n : /^B/i.test(row.field('buySell'));
  const [sold, received] = bought ? [other, own] : [own, other];
  const { fees, taxes, bookOthers } = tradeCosts(report, row, sold.currency);
  report.post(
    row,
    {
      verb: 'exchange',
      account: report.account(row),
      tradeDay: day,
      settlementDay: settlementOf(report, row, day),
      sold,
      bought: received,
      fees,
      taxes: sold.currency === quoted ? taxes : ZERO
    },
    tradeAbout(report, row)
  );
  bookOthers();
}
