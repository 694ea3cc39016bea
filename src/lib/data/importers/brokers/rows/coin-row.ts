import {
  add,
  currencyFromCode,
  minorUnits,
  money,
  ONE,
  rounded,
  scaledBy,
  sign,
  subtract,
  sum,
  ZERO,
  type CurrencyCode,
  type Decimal,
  type Money
} from '$lib/domain/money';
import type { PostedAbout, Sheet, StatedTransaction } from '../../sheet/reader';
import { coinInstrument, fiatCurrency, quoteCoin } from './coin';
import { RowRefusal } from './refusal';
import { type StatedWhen, cashEffect, cashMoved, tradeOf, unitsReceived } from './stated';

/** An amount of a coin or of money, positive. */
export interface CoinAmount {
  readonly code: string;
  readonly amount: Decimal;
}

/** A trade of coins or money on an exchange. */
export interface CoinTrade {
  readonly sold: CoinAmount;
  readonly bought: CoinAmount;
  readonly fees?: readonly CoinAmount[];
  /** What the source says it was worth in money. */
  readonly value?: Money;
}

/** Books what one row of a crypto exchange, or rows joined, say. Coins are instruments: see {@link CoinRow.trade}. */
export class CoinRow {
  constructor(
    readonly sheet: Sheet,
    readonly line: number,
    readonly when: StatedWhen,
    readonly about: PostedAbout = {}
  ) {}

  post(transaction: StatedTransaction | undefined): void {
    if (transaction) this.sheet.post(this.line, transaction, this.about);
    else this.sheet.passOver(this.line);
  }

  /**
   * A trade. Against money it is a purchase or a sale; of coin for coin with a value in money it is both at that value.
   * Without a value it is stated in one of the two coins as currency, so that sale and purchase leave no cash of it;
   * where neither is known as a currency, units go out and come in and their cost is left to the person.
   */
  trade({ sold, bought, fees = [], value }: CoinTrade): void {
    const text = `${sold.code} ${bought.code}`;
    if (sold.code === bought.code) throw new RowRefusal({ code: 'half-missing', text });
    if (sign(sold.amount) <= 0 || sign(bought.amount) <= 0)
      throw new RowRefusal({ code: 'value-missing', field: 'amount' });
    const [soldMoney, boughtMoney] = [fiatCurrency(sold.code), fiatCurrency(bought.code)];
    const cost = feesBy(fees, sold.code, bought.code);
    if (soldMoney && boughtMoney) this.#exchange(sold.amount, soldMoney, bought.amount, boughtMoney, cost);
    else if (soldMoney) this.#buy(bought, sold.amount, soldMoney, cost.sold, cost.bought);
    else if (boughtMoney) this.#sell(sold, bought.amount, boughtMoney, cost.bought, cost.sold);
    else if (value && sign(value.amount) > 0) {
      this.#sell(sold, value.amount, value.currency, ZERO, cost.sold);
      this.#buy(bought, value.amount, value.currency, ZERO, cost.bought);
    } else this.#coinForCoin(sold, bought, cost);
    for (const fee of cost.others) this.feeInKind(fee);
  }

  /** Coins or money from outside, with what they cost or were worth. */
  received({ code, amount }: CoinAmount, cost?: Money): void {
    if (sign(amount) <= 0) return this.post(undefined);
    const currency = fiatCurrency(code);
    if (currency) return this.post(cashMoved(this.when, amount, currency));
    const instrument = coinInstrument(this.sheet, code);
    const known = cost ?? money(ZERO, this.sheet.baseCurrency);
    this.post({ ...this.when, verb: 'delivery-in', instrument, quantity: amount, cost: known });
    if (!cost) this.sheet.note(this.line, { code: 'cost-unknown', symbol: code });
  }

  /** Coins or money to outside. */
  sent({ code, amount }: CoinAmount): void {
    if (sign(amount) <= 0) return this.post(undefined);
    const currency = fiatCurrency(code);
    if (currency) return this.post(cashMoved(this.when, -amount as Decimal, currency));
    this.post({
      ...this.when,
      verb: 'delivery-out',
      instrument: coinInstrument(this.sheet, code),
      quantity: amount
    });
  }

  /** Coins or money as income; a coin without a value is booked at nothing, and said so. */
  income(
    { code, amount }: CoinAmount,
    source: 'staking' | 'interest' | 'airdrop' | 'bonus' | 'dividend' | 'other',
    value?: Money
  ): void {
    if (sign(amount) <= 0) return this.post(undefined);
    const currency = fiatCurrency(code);
    if (currency) return this.post(cashEffect(this.when, 'interest', amount, currency));
    const worth = value && sign(value.amount) > 0 ? value : undefined;
    const { amount: income, currency: unit } = worth ?? money(ZERO, this.sheet.baseCurrency);
    this.post(unitsReceived(this.when, source, coinInstrument(this.sheet, code), amount, income, unit));
    if (!worth) this.sheet.note(this.line, { code: 'cost-unknown', symbol: code });
  }

  /** A fee in money, or in a coin: units sold for its own worth, which pays the fee. */
  feeInKind({ code, amount }: CoinAmount): void {
    if (sign(amount) === 0) return;
    const currency = fiatCurrency(code);
    if (currency) return this.post(cashEffect(this.when, 'fee', -amount as Decimal, currency));
    const instrument = coinInstrument(this.sheet, code);
    const unit = currencyFromCode(code)?.code;
    if (unit) {
      this.post(
        tradeOf(this.when, 'sell', { instrument, quantity: amount, gross: amount, price: ONE, currency: unit })
      );
      this.post({ ...this.when, verb: 'fee', cash: money(amount, unit), instrument });
      return;
    }
    this.post({ ...this.when, verb: 'delivery-out', instrument, quantity: amount });
    this.sheet.note(this.line, { code: 'costs-in-other-currency', text: code, currency: code });
  }

  #exchange(sold: Decimal, from: CurrencyCode, bought: Decimal, to: CurrencyCode, cost: SortedFees): void {
    const got = subtract(bought, cost.bought);
    if (sign(got) <= 0) throw new RowRefusal({ code: 'value-missing', field: 'amount' });
    this.post({
      ...this.when,
      verb: 'exchange',
      sold: money(sold, from),
      bought: money(got, to),
      fees: cost.sold,
      taxes: ZERO
    });
  }

  /** Units bought for an amount; a fee in the coin itself lowers the units and is its share of the amount. */
  #buy({ code, amount }: CoinAmount, gross: Decimal, currency: CurrencyCode, fees: Decimal, feeUnits: Decimal): void {
    const instrument = coinInstrument(this.sheet, code);
    const quantity = subtract(amount, feeUnits);
    if (quantity <= 0n) return this.feeInKind({ code, amount: subtract(feeUnits, amount) });
    const digits = fiatCurrency(currency) ? minorUnits(currency) : 18;
    const share = sign(feeUnits) === 0 ? ZERO : rounded(scaledBy(gross, feeUnits, amount), digits);
    const paid = subtract(gross, share);
    this.post(tradeOf(this.when, 'buy', { instrument, quantity, gross: paid, currency, fees: add(fees, share) }));
  }

  /** Units sold for an amount; a fee in the coin itself is sold along. */
  #sell({ code, amount }: CoinAmount, gross: Decimal, currency: CurrencyCode, fees: Decimal, feeUnits: Decimal): void {
    const instrument = coinInstrument(this.sheet, code);
    this.post(tradeOf(this.when, 'sell', { instrument, quantity: add(amount, feeUnits), gross, currency, fees }));
  }

  #coinForCoin(sold: CoinAmount, bought: CoinAmount, cost: SortedFees): void {
    const quote = quoteCoin(sold.code.toUpperCase(), bought.code.toUpperCase());
    if (quote === sold.code.toUpperCase()) {
      const paid = add(sold.amount, cost.sold);
      this.#sell({ code: sold.code, amount: paid }, paid, quote, ZERO, ZERO);
      this.#buy(bought, sold.amount, quote, cost.sold, cost.bought);
    } else if (quote !== undefined) {
      const got = subtract(bought.amount, cost.bought);
      this.#sell(sold, bought.amount, quote, cost.bought, cost.sold);
      this.#buy({ code: bought.code, amount: got }, got, quote, ZERO, ZERO);
    } else {
      this.sent({ code: sold.code, amount: add(sold.amount, cost.sold) });
      this.received({ code: bought.code, amount: subtract(bought.amount, cost.bought) });
    }
  }
}

/** Fees told apart by what they are paid in. */
interface SortedFees {
  readonly sold: Decimal;
  readonly bought: Decimal;
  readonly others: readonly CoinAmount[];
}

function feesBy(fees: readonly CoinAmount[], sold: string, bought: string): SortedFees {
  const within = (code: string): Decimal => sum(fees.filter((fee) => fee.code === code).map((fee) => fee.amount));
  const codes = new Set(fees.map((fee) => fee.code));
  const others = [...codes].filter((code) => code !== sold && code !== bought);
  return {
    sold: within(sold),
    bought: within(bought),
    others: others.map((code) => ({ code, amount: within(code) }))
  };
}
