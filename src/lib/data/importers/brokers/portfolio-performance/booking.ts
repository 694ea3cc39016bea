import type { AccountId } from '$lib/domain/ledger';
import {
  add,
  addMoney,
  decimalText,
  divide,
  minorUnits,
  money,
  negateMoney,
  rounded,
  subtract,
  subtractMoney,
  ZERO,
  type Decimal,
  type Money
} from '$lib/domain/money';
import type { PostedAbout, Sheet, StatedTransaction } from '../../sheet/reader';
import { writtenDate } from '../../values/dates';
import { RowRefusal } from '../rows/refusal';
import type { ClientTransaction, ClientUnit } from './client';
import { moneyFrom, type Securities } from './securities';

/** A transaction with what every verb needs of it. */
interface Booked {
  readonly from: ClientTransaction;
  readonly base: Pick<StatedTransaction, 'tradeDay' | 'settlementDay' | 'note'>;
  /** What the cash account gains or loses. */
  readonly cash: Money;
  readonly fees: Decimal;
  readonly taxes: Decimal;
}

/** Where accounts and portfolios of a client are in the ledger. */
export interface Places {
  /** Undefined when the file has none such. */
  of(uuid: string): AccountId | undefined;
}

/** Books transactions of a client, each in the currency of the cash that it moved. */
export class Booking {
  constructor(
    readonly sheet: Sheet,
    readonly places: Places,
    readonly securities: Securities
  ) {}

  /** @throws {RowRefusal} when it cannot be booked. */
  book(from: ClientTransaction): void {
    const date = writtenDate(from.date, 'ymd');
    if (!date) {
      const subject = from.date === '' ? ({ code: 'date-missing' } as const) : undefined;
      throw new RowRefusal(subject ?? { code: 'date-unreadable', text: from.date }, 'date');
    }
    const note = noteOf(from);
    const booked: Booked = {
      from,
      base: { tradeDay: date.day, settlementDay: date.day, ...(note === '' ? {} : { note }) },
      cash: moneyFrom(from.amount),
      fees: sumOf(from.units, 'FEE'),
      taxes: sumOf(from.units, 'TAX')
    };
    this.#dispatch(booked, {
      ...(from.uuid === '' ? {} : { id: from.uuid }),
      ...(from.otherLine === undefined || from.otherLine === from.line ? {} : { lines: [from.otherLine] }),
      ...(date.seconds ? { seconds: date.seconds } : {})
    });
  }

  #dispatch(booked: Booked, about: PostedAbout): void {
    const post = (transaction: StatedTransaction): void => {
      this.sheet.post(booked.from.line, transaction, about);
    };
    switch (booked.from.verb) {
      case 'PURCHASE':
      case 'SALE':
        return this.#trade(booked, post);
      case 'INBOUND_DELIVERY':
      case 'OUTBOUND_DELIVERY':
        return this.#delivery(booked, post);
      case 'SECURITY_TRANSFER':
        return this.#securityTransfer(booked, post);
      case 'CASH_TRANSFER':
        return this.#cashTransfer(booked, post);
      case 'DEPOSIT':
      case 'REMOVAL':
        return this.#cash(booked, post);
      case 'DIVIDEND':
      case 'INTEREST':
      case 'INTEREST_CHARGE':
        return this.#income(booked, post);
      default:
        return this.#charge(booked, post);
    }
  }

  #place(uuid: string, column: 'account' | 'portfolio'): AccountId {
    const account = this.places.of(uuid);
    if (account === undefined) throw new RowRefusal({ code: 'half-missing', text: column }, column);
    return account;
  }

  /** Units and cash of one trade. Cash of an account elsewhere is moved to the portfolio first, or from it afterwards. */
  #trade(booked: Booked, post: (transaction: StatedTransaction) => void): void {
    const { from, base, cash, fees, taxes } = booked;
    const account = this.#place(from.portfolio, 'portfolio');
    const paying = from.account === '' ? account : this.#place(from.account, 'account');
    const instrument = this.securities.required(from.security);
    const quantity = unitsOf(from);
    if (from.account === '' && from.portfolio !== '')
      this.sheet.note(from.line, { code: 'half-missing', text: from.verb }, 'crossEntry');
    const buys = from.verb === 'PURCHASE';
    const costs = money(add(fees, taxes), cash.currency);
    const gross = buys ? subtractMoney(cash, costs) : addMoney(cash, costs);
    if (gross.amount < 0n)
      throw new RowRefusal({ code: 'sign-contradicts', action: from.verb, text: decimalText(gross.amount) }, 'amount');
    const moved = paying !== account && cash.amount > 0n;
    const sides = { ...base, cash };
    if (buys && moved) post({ ...sides, verb: 'transfer-cash', account: paying, to: account });
    const price = divide(gross.amount, quantity);
    post({ ...base, verb: buys ? 'buy' : 'sell', account, instrument, quantity, price, gross, fees, taxes });
    if (!buys && moved) post({ ...sides, verb: 'transfer-cash', account, to: paying });
  }

  /** What a delivery is worth contains its fees and taxes; no cash of these accounts moves. */
  #delivery({ from, base, cash }: Booked, post: (transaction: StatedTransaction) => void): void {
    const account = this.#place(from.portfolio, 'portfolio');
    const instrument = this.securities.required(from.security);
    const quantity = unitsOf(from);
    if (from.verb === 'INBOUND_DELIVERY') {
      if (cash.amount === 0n)
        this.sheet.note(from.line, { code: 'cost-unknown', symbol: this.securities.nameOf(from.security) });
      return post({ ...base, verb: 'delivery-in', account, instrument, quantity, cost: cash });
    }
    const worth = cash.amount === 0n ? '' : `worth ${amountText(cash)}`;
    const note = [base.note ?? '', worth].filter((part) => part !== '').join(' · ');
    post({ ...base, ...(note === '' ? {} : { note }), verb: 'delivery-out', account, instrument, quantity });
  }

  #securityTransfer({ from, base }: Booked, post: (transaction: StatedTransaction) => void): void {
    const account = this.#place(from.portfolio, 'portfolio');
    const to = this.#place(from.otherPortfolio, 'portfolio');
    const instrument = this.securities.required(from.security);
    post({ ...base, verb: 'transfer-securities', account, to, instrument, quantity: unitsOf(from) });
  }

  /** Cash between accounts; where their currencies differ, it is exchanged before it goes. */
  #cashTransfer({ from, base, cash }: Booked, post: (transaction: StatedTransaction) => void): void {
    const account = this.#place(from.account, 'account');
    const to = this.#place(from.otherAccount, 'account');
    const arriving = from.otherAmount ? moneyFrom(from.otherAmount) : cash;
    const free = { fees: ZERO, taxes: ZERO };
    if (cash.amount === 0n) return this.sheet.passOver(from.line);
    if (arriving.currency !== cash.currency)
      post({ ...base, verb: 'exchange', account, sold: cash, bought: arriving, ...free });
    if (account !== to) post({ ...base, verb: 'transfer-cash', account, to, cash: arriving });
    else if (arriving.currency === cash.currency) this.sheet.passOver(from.line);
  }

  #cash({ from, base, cash }: Booked, post: (transaction: StatedTransaction) => void): void {
    if (cash.amount === 0n) return this.sheet.passOver(from.line);
    const account = this.#place(from.account, 'account');
    post({ ...base, verb: from.verb === 'DEPOSIT' ? 'deposit' : 'withdrawal', account, cash });
  }

  #income({ from, base, cash, fees, taxes }: Booked, post: (transaction: StatedTransaction) => void): void {
    const account = this.#place(from.account, 'account');
    const costs = add(fees, taxes);
    const charged = from.verb === 'INTEREST_CHARGE';
    const signed = charged ? negateMoney(money(subtract(cash.amount, costs), cash.currency)) : undefined;
    const gross = signed ?? money(add(cash.amount, costs), cash.currency);
    if (gross.amount === 0n) return this.sheet.passOver(from.line);
    if (from.verb === 'DIVIDEND') {
      const instrument = this.securities.required(from.security);
      return post({ ...base, verb: 'dividend', account, instrument, gross, fees, taxes });
    }
    const instrument = this.securities.optional(from.security);
    post({
      ...base,
      verb: 'interest',
      account,
      gross,
      fees,
      taxes,
      ...(instrument === undefined ? {} : { instrument })
    });
  }

  /** Fees and taxes paid or given back; a tax within a fee is booked beside it. */
  #charge({ from, base, cash, taxes }: Booked, post: (transaction: StatedTransaction) => void): void {
    const account = this.#place(from.account, 'account');
    const instrument = this.securities.optional(from.security);
    const about = { ...base, account, ...(instrument === undefined ? {} : { instrument }) };
    const back = from.verb === 'FEE_REFUND' || from.verb === 'TAX_REFUND';
    const verb = from.verb === 'FEE' || from.verb === 'FEE_REFUND' ? 'fee' : 'tax';
    const inner = verb === 'fee' ? taxes : ZERO;
    const own = money(back ? add(cash.amount, inner) : subtract(cash.amount, inner), cash.currency);
    if (own.amount !== 0n) post({ ...about, verb, cash: back ? negateMoney(own) : own });
    if (inner > 0n) post({ ...about, verb: 'tax', cash: money(inner, cash.currency) });
    if (own.amount === 0n && inner === 0n) this.sheet.passOver(from.line);
  }
}

function unitsOf({ shares }: ClientTransaction): Decimal {
  if (shares <= 0n) throw new RowRefusal({ code: 'quantity-zero' }, 'shares');
  return shares;
}

function sumOf(units: readonly ClientUnit[], type: ClientUnit['type']): Decimal {
  return units.filter((unit) => unit.type === type).reduce((sum, unit) => add(sum, moneyFrom(unit).amount), ZERO);
}

function amountText({ amount, currency }: Money): string {
  const digits = minorUnits(currency);
  const [whole = '0', fraction = ''] = decimalText(rounded(amount, digits)).split('.');
  return `${digits === 0 ? whole : `${whole}.${fraction.padEnd(digits, '0')}`} ${currency}`;
}

/** The note of the person, and the amount in the currency of the security with its rate: "551.90 USD at 0.8237". */
function noteOf({ note, units }: ClientTransaction): string {
  const gross = units.find((unit) => unit.type === 'GROSS_VALUE' && unit.forex !== undefined);
  if (!gross?.forex) return note;
  const rate = gross.rate === undefined ? '' : ` at ${decimalText(gross.rate)}`;
  const forex = `${amountText({ amount: gross.forex.amount, currency: gross.forex.currency as Money['currency'] })}${rate}`;
  return note === '' ? forex : `${note} · ${forex}`;
}
