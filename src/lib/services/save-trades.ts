import type { InstrumentId } from '$lib/domain/instruments';
import { decimalText } from '$lib/domain/money';
import { saveFile } from '$lib/platform/files';
import type { Trades } from './optimize-portfolio';

/** Saves a trade list as CSV, one line an order, with exact decimals. */
export function saveTradesCsv(list: NonNullable<Trades>, nameOf: (id: InstrumentId) => string): void {
  const head = 'account,action,symbol,quantity,price,currency,cash';
  const lines = list.trades.map((trade) => {
    const cells =
      trade.kind === 'exchange'
        ? [trade.account, 'exchange', `${trade.from}${trade.to}`, trade.sold, trade.rate, trade.from, trade.bought]
        : [
            trade.account,
            trade.kind,
            nameOf(trade.instrument),
            trade.quantity,
            trade.price,
            trade.currency,
            trade.cash
          ];
    return cells.map((cell) => (typeof cell === 'bigint' ? decimalText(cell) : quoted(cell))).join(',');
  });
  saveFile(`${[head, ...lines].join('\n')}\n`, 'sextant-trades.csv', 'text/csv');
}

// A cell that a spreadsheet would run as a formula is kept as text.
function quoted(cell: string): string {
  const safe = /^[=+\-@]/.test(cell) ? `'${cell}` : cell;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
