import { add, ZERO, type CurrencyCode, type Decimal } from '../../money';
import type { Balance } from '../book';
import type { AccountId } from '../transaction';

interface OpenBalance extends Balance {
  amount: Decimal;
  revision: number;
}

/** Cash of every account while transactions are booked. */
export class CashBalances {
  readonly balances: OpenBalance[] = [];
  readonly #balances = new Map<AccountId, Map<CurrencyCode, OpenBalance>>();

  of(account: AccountId, currency: CurrencyCode): Balance | undefined {
    return this.#balances.get(account)?.get(currency);
  }

  pay(account: AccountId, currency: CurrencyCode, amount: Decimal): void {
    let ofAccount = this.#balances.get(account);
    if (!ofAccount) this.#balances.set(account, (ofAccount = new Map<CurrencyCode, OpenBalance>()));
    let balance = ofAccount.get(currency);
    if (!balance) {
      balance = { account, currency, amount: ZERO, revision: 0 };
      ofAccount.set(currency, balance);
      this.balances.push(balance);
    }
    balance.amount = add(balance.amount, amount);
    balance.revision += 1;
  }

  /** First currency the account had, else the first any account had. */
  someCurrency(account: AccountId): CurrencyCode | undefined {
    return this.#balances.get(account)?.keys().next().value ?? this.balances[0]?.currency;
  }
}
