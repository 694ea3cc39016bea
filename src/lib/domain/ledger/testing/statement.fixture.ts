import { dayFromText } from '../../calendar';
import { instrumentId } from '../../instruments';
import { currencyCode, decimal, divide, money, ZERO } from '../../money';
import { accountId, type Trade, type Transaction } from '../transaction';

export const broker = accountId('broker');
export const bank = accountId('bank');
export const xyz = instrumentId('XYZ');

/** Amount and currency of text as "12.50 EUR"; dollars when no currency is named. */
export function cash(text: string) {
  const [amount = '', currency = 'USD'] = text.split(' ');
  return money(decimal(amount), currencyCode(currency));
}

/** What every transaction has, in the broker's account unless told, settled on the trade day. */
export function on(day: string, account = broker) {
  return { account, tradeDay: dayFromText(day), settlementDay: dayFromText(day) };
}

/** A trade of XYZ for a gross amount, without costs unless told. */
export function trade(
  verb: Trade['verb'],
  day: string,
  units: string,
  gross: string,
  more: Partial<Omit<Trade, 'verb'>> = {}
): Transaction {
  const quantity = decimal(units);
  const amount = cash(gross);
  return {
    verb,
    ...on(day),
    instrument: xyz,
    quantity,
    price: divide(amount.amount, quantity),
    gross: amount,
    fees: ZERO,
    taxes: ZERO,
    ...more
  };
}
