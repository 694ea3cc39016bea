import { dayText } from '$lib/domain/calendar';
import type { Sheet } from '../../sheet/reader';
import { readEach } from '../rows/refusal';
import { Booking } from './booking';
import type { Client, ClientTransaction, ClientVerb } from './client';
import { Depots } from './depots';
import { Securities } from './securities';

/** Writes a client to the sheet: transactions in the order of time, quotes, and what is left to know. */
export function bookClient(client: Client, sheet: Sheet): void {
  const securities = new Securities(client, sheet);
  const booking = new Booking(sheet, new Depots(client, sheet), securities);
  readEach(sheet, inOrderOfTime(client.transactions), (transaction) => {
    booking.book(transaction);
  });
  for (const { line, code, text } of client.faults) sheet.refuse(line, { code, text }, 'type');
  securities.writePrices();
  noteSplits(client, sheet);
  for (const { line, name } of client.plans)
    sheet.note(line, {
      code: 'action-to-check',
      text: `Savings plan "${name}" is not imported; what it has booked is`
    });
}

// Within a day the file has no order: what brings cash comes before what takes it.
const laterWithinDay: ReadonlySet<ClientVerb> = new Set(['PURCHASE', 'REMOVAL', 'INTEREST_CHARGE', 'TAX', 'FEE']);
const earlierWithinDay: ReadonlySet<ClientVerb> = new Set(['DEPOSIT', 'INBOUND_DELIVERY']);

/** Transactions by their dates, which all are written alike. */
export function inOrderOfTime(transactions: readonly ClientTransaction[]): ClientTransaction[] {
  const rank = ({ verb }: ClientTransaction): number =>
    earlierWithinDay.has(verb) ? 0 : laterWithinDay.has(verb) ? 2 : 1;
  return [...transactions].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : rank(a) - rank(b)));
}

/**
 * A split is not booked: when one is entered, the program divides the quotes and multiplies the units of all that came
 * before it, so that the file knows today's units only.
 */
function noteSplits({ securities, transactions }: Client, sheet: Sheet): void {
  for (const { uuid, name, splits } of securities) {
    if (splits.length === 0) continue;
    const dates = transactions.filter((one) => one.security === uuid).map((one) => one.date.slice(0, 10));
    for (const { line, day, ratio } of splits) {
      if (!dates.some((date) => date < dayText(day))) continue;
      const text = `Split ${ratio} of ${name} on ${dayText(day)}: not booked, the units before it are already in new shares`;
      sheet.note(line, { code: 'action-to-check', text });
    }
  }
}
