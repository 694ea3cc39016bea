import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Worth of the demo, reckoned from its two files by other code than the app's: whole numbers at fixed scales. */

interface Amount {
  readonly amount: string;
  readonly currency: string;
}

interface Transaction {
  readonly verb: string;
  readonly account: string;
  readonly to?: string;
  readonly instrument?: string;
  readonly quantity?: string;
  readonly numerator?: number;
  readonly denominator?: number;
  readonly cash?: Amount;
  readonly gross?: Amount;
  readonly sold?: Amount;
  readonly bought?: Amount;
  readonly fees?: string;
  readonly taxes?: string;
}

interface Group {
  readonly kind: 'prices' | 'rates';
  readonly count: number;
  readonly dayBytes: number;
  readonly series: readonly { readonly name: string; readonly digits: number; readonly bytes: number }[];
}

const SCALE = 12;
const UNIT = 10n ** BigInt(SCALE);

function file(name: string): Buffer {
  return readFileSync(fileURLToPath(new URL(`../../static/demo/${name}`, import.meta.url)));
}

function scaled(text = '0'): bigint {
  const [whole = '0', part = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole) * UNIT + BigInt(part.padEnd(SCALE, '0').slice(0, SCALE));
  return text.startsWith('-') ? -size : size;
}

/** Numbers of seven bits a byte, each the step from the last; signed ones count to and fro. */
function steps(bytes: Uint8Array, signed: boolean): number[] {
  const sums: number[] = [];
  let sum = 0;
  let digits: number[] = [];
  for (const byte of bytes) {
    digits.push(byte & 127);
    if (byte > 127) continue;
    const code = digits.reduceRight((total, digit) => total * 128 + digit, 0);
    sum += signed ? (code % 2 === 0 ? code / 2 : -(code + 1) / 2) : code;
    sums.push(sum);
    digits = [];
  }
  return sums;
}

/** The last close of every instrument and the last dollar rate of the euro on or before a day, at the fixed scale. */
function lastValues(day: number): Map<string, bigint> {
  const bytes = file('recent.bin');
  const headBytes = bytes.readUInt32LE(4);
  const groups = JSON.parse(bytes.subarray(8, 8 + headBytes).toString()) as Group[];
  const values = new Map<string, bigint>();
  let at = 8 + headBytes;
  for (const group of groups) {
    const days = steps(bytes.subarray(at, (at += group.dayBytes)), false);
    const last = days.findLastIndex((one) => one <= day);
    for (const { name, digits, bytes: length } of group.series) {
      const value = steps(bytes.subarray(at, (at += length)), true)[last];
      if (value === undefined) throw new Error(`${name} has no value on day ${day}`);
      values.set(name, BigInt(value) * 10n ** BigInt(SCALE - digits));
    }
  }
  return values;
}

function holdings(transactions: readonly Transaction[]) {
  const units = new Map<string, bigint>();
  const cash = new Map<string, bigint>();
  const hold = (account: string, instrument: string, quantity: bigint) => {
    const key = `${account} ${instrument}`;
    units.set(key, (units.get(key) ?? 0n) + quantity);
  };
  const pay = (currency: string, amount: bigint) => cash.set(currency, (cash.get(currency) ?? 0n) + amount);
  for (const one of transactions) {
    const { verb, account, instrument = '', cash: given, gross, sold, bought } = one;
    const charges = scaled(one.fees) + scaled(one.taxes);
    const quantity = scaled(one.quantity);
    if (verb === 'deposit' && given) pay(given.currency, scaled(given.amount));
    else if ((verb === 'withdrawal' || verb === 'fee' || verb === 'tax') && given)
      pay(given.currency, -scaled(given.amount));
    else if (verb === 'interest' && gross) pay(gross.currency, scaled(gross.amount) - charges);
    else if (verb === 'exchange' && sold && bought) {
      pay(sold.currency, -scaled(sold.amount) - charges);
      pay(bought.currency, scaled(bought.amount));
    } else if (verb === 'buy' && gross) {
      hold(account, instrument, quantity);
      pay(gross.currency, -scaled(gross.amount) - charges);
    } else if (verb === 'sell' && gross) {
      hold(account, instrument, -quantity);
      pay(gross.currency, scaled(gross.amount) - charges);
    } else if (verb === 'split') {
      const key = `${account} ${instrument}`;
      units.set(key, ((units.get(key) ?? 0n) * BigInt(one.numerator ?? 1)) / BigInt(one.denominator ?? 1));
    } else if (verb === 'transfer-securities' && one.to) {
      hold(account, instrument, -quantity);
      hold(one.to, instrument, quantity);
    } else if (verb !== 'transfer-cash') throw new Error(`the demo books a ${verb}, which this sum does not know`);
  }
  return { units, cash };
}

/** The demo in dollars on its last day, with two digits: `$263,341.07`. */
export function demoValue(): string {
  const { asOf, transactions } = JSON.parse(file('ledger.json').toString()) as {
    asOf: string;
    transactions: Transaction[];
  };
  const values = lastValues(Date.parse(asOf) / 86_400_000);
  const { units, cash } = holdings(transactions);
  let total = (cash.get('USD') ?? 0n) * UNIT + (cash.get('EUR') ?? 0n) * (values.get('USD') ?? 0n);
  for (const [key, quantity] of units) total += quantity * (values.get(key.split(' ')[1] ?? '') ?? 0n);
  const cents = (total * 100n + (UNIT * UNIT) / 2n) / (UNIT * UNIT);
  const dollars = (cents / 100n).toLocaleString('en-US');
  return `$${dollars}.${(cents % 100n).toString().padStart(2, '0')}`;
}
