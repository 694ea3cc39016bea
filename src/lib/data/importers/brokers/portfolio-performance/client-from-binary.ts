import { dayFromNumber, dayText } from '$lib/domain/calendar';
import { scaledBy, decimalFromUnits, SCALE, type Decimal } from '$lib/domain/money';
import type { Client, ClientMoney, ClientSecurity, ClientTransaction, ClientUnit, ClientVerb } from './client';
import { Message } from './message';
import { risingQuotes } from './quotes';
import { quoteOf, scaled, scalesOf, type Scales } from './scales';

// Numbers of the fields as the program publishes them in its description of the format (client.proto).
const verbs: readonly ClientVerb[] = [
  'PURCHASE',
  'SALE',
  'INBOUND_DELIVERY',
  'OUTBOUND_DELIVERY',
  'SECURITY_TRANSFER',
  'CASH_TRANSFER',
  'DEPOSIT',
  'REMOVAL',
  'DIVIDEND',
  'INTEREST',
  'INTEREST_CHARGE',
  'TAX',
  'TAX_REFUND',
  'FEE',
  'FEE_REFUND'
];
const unitTypes = ['GROSS_VALUE', 'TAX', 'FEE'] as const;
const SIGNATURE = 'PPPBV1';
const SECONDS_OF_DAY = 86_400n;

/** True for the bytes of the binary form, as they lie in the archive. */
export function isBinaryClient(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, SIGNATURE.length)) === SIGNATURE;
}

/**
 * The client that a binary file holds. It has no lines: transactions, securities and plans are counted from 1 in the
 * order of the file. @throws {RangeError} when the bytes are cut off.
 */
export function clientFromBinary(bytes: Uint8Array): Client {
  const message = new Message(bytes.subarray(SIGNATURE.length));
  const version = Number(message.whole(1));
  const scales = scalesOf(version);
  const transactions = message.messages(5).map((one, at) => transactionFrom(one, at + 1, scales));
  return {
    version,
    baseCurrency: message.text(12) || 'EUR',
    securities: message.messages(2).map((one, at) => securityFrom(one, at + 1, scales)),
    accounts: message.messages(3).map((one) => ({ uuid: one.text(1), name: one.text(2), currency: one.text(3) })),
    portfolios: message.messages(4).map((one) => ({ uuid: one.text(1), name: one.text(2), reference: one.text(5) })),
    transactions: transactions.flatMap(({ transaction }) => transaction ?? []),
    plans: message.messages(6).map((one, at) => ({ line: at + 1, name: one.text(1) })),
    faults: transactions.flatMap(({ unknown }) => unknown ?? [])
  };
}

function securityFrom(message: Message, line: number, { quotes }: Scales): ClientSecurity {
  const points = [...message.messages(13), ...message.messages(16)].map((price) => ({
    day: dayFromNumber(Number(price.whole(1))),
    value: quoteOf(price.whole(2), quotes)
  }));
  return {
    line,
    uuid: message.text(1),
    name: message.text(3),
    currency: message.text(4),
    target: message.text(5),
    isin: message.text(7),
    ticker: message.text(8),
    wkn: message.text(9),
    feed: message.text(11),
    prices: risingQuotes(points),
    // A split is the type 0, which is not written.
    splits: message
      .messages(18)
      .filter((event) => event.whole(1) === 0n)
      .map((event) => ({ line, day: dayFromNumber(Number(event.whole(2))), ratio: event.text(3) }))
  };
}

type TransactionOrFault =
  | { readonly transaction: ClientTransaction; readonly unknown?: undefined }
  | { readonly transaction?: undefined; readonly unknown: Client['faults'][number] };

function transactionFrom(message: Message, line: number, scales: Scales): TransactionOrFault {
  const type = Number(message.whole(2));
  const verb = verbs[type];
  if (!verb) return { unknown: { line, code: 'row-kind-unknown', text: String(type) } };
  const currency = message.text(10);
  const amount: ClientMoney = { amount: scaled(message.whole(11), scales.amount), currency };
  const units = message.messages(15).flatMap((unit) => unitFrom(unit, scales));
  // What the other account gains is written with the source only where the currencies differ.
  const otherAmount = units.find((unit) => unit.type === 'GROSS_VALUE')?.forex ?? amount;
  return {
    transaction: {
      line,
      uuid: message.text(1),
      verb,
      date: dateFrom(message.message(9)),
      amount,
      ...(verb === 'CASH_TRANSFER' ? { otherAmount } : {}),
      shares: scaled(message.whole(12), scales.shares),
      security: message.text(14),
      account: message.text(3),
      otherAccount: message.text(5),
      portfolio: message.text(4),
      otherPortfolio: message.text(6),
      units,
      note: message.text(13)
    }
  };
}

function unitFrom(message: Message, scales: Scales): ClientUnit[] {
  const type = unitTypes[Number(message.whole(1))];
  if (!type) return [];
  const forex = { amount: scaled(message.whole(4), scales.amount), currency: message.text(5) };
  const rate = message.message(6);
  return [
    {
      type,
      amount: scaled(message.whole(2), scales.amount),
      currency: message.text(3),
      ...(message.has(4) ? { forex } : {}),
      ...(rate ? { rate: decimalFrom(rate) } : {})
    }
  ];
}

/** A local date and time, written as if it were one of UTC. */
function dateFrom(timestamp: Message | undefined): string {
  const seconds = timestamp?.whole(1) ?? 0n;
  const ofDay = ((seconds % SECONDS_OF_DAY) + SECONDS_OF_DAY) % SECONDS_OF_DAY;
  const day = dayText(dayFromNumber(Number((seconds - ofDay) / SECONDS_OF_DAY)));
  const two = (value: bigint): string => String(value).padStart(2, '0');
  return `${day}T${two(ofDay / 3600n)}:${two((ofDay % 3600n) / 60n)}:${two(ofDay % 60n)}`;
}

/** Decimal of its digits as a big-endian number in two's complement, and its scale. */
function decimalFrom(message: Message): Decimal {
  const bytes = message.bytes(3) ?? new Uint8Array();
  const unsigned = bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
  const digits = bytes.length === 0 ? 0n : BigInt.asIntN(bytes.length * 8, unsigned);
  const scale = Number(message.whole(1));
  return scaledBy(decimalFromUnits(digits), 10n ** BigInt(SCALE), 10n ** BigInt(scale));
}
