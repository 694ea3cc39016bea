import type { AccountId } from '$lib/domain/ledger';
import type { NamedAccount, Sheet } from '../../sheet/reader';
import { mostFrequent } from '../../values/grouping';
import { writtenCurrency } from '../../values/currencies';
import type { Client, ClientAccount, ClientPortfolio } from './client';

/**
 * Accounts of the ledger by the accounts and portfolios of the client. A portfolio and its reference account become one
 * account, so that a trade moves units and cash in one place; of several portfolios with one reference account, the one
 * that trades most has it. A further cash account that trades with one portfolio only, in a currency which that one has
 * no account for, joins too. Every other cash account is a bank account.
 */
export class Depots {
  readonly #ids = new Map<string, AccountId>();

  constructor(
    client: Pick<Client, 'accounts' | 'portfolios' | 'transactions'>,
    readonly sheet: Sheet
  ) {
    const homes = homesOf(client);
    const names = new Map<string, number>();
    const named = [...client.portfolios, ...client.accounts.filter((account) => !homes.has(account.uuid))];
    for (const { name } of named) names.set(name, (names.get(name) ?? 0) + 1);
    for (const portfolio of client.portfolios) {
      const own = client.accounts.filter((account) => homes.get(account.uuid) === portfolio.uuid);
      const currency = own.find((account) => account.uuid === portfolio.reference)?.currency ?? own[0]?.currency;
      const id = this.#account(portfolio, { kind: 'brokerage' }, currency, (names.get(portfolio.name) ?? 0) > 1);
      for (const { uuid } of [portfolio, ...own]) this.#ids.set(uuid, id);
    }
    for (const account of client.accounts) {
      if (homes.has(account.uuid)) continue;
      const alike = (names.get(account.name) ?? 0) > 1;
      this.#ids.set(account.uuid, this.#account(account, { kind: 'bank' }, account.currency, alike));
    }
  }

  /** Account of the ledger for the uuid of an account or portfolio; undefined when the file has none such. */
  of(uuid: string): AccountId | undefined {
    return this.#ids.get(uuid);
  }

  #account(
    { uuid, name }: Pick<ClientPortfolio, 'uuid' | 'name'>,
    kind: Pick<NamedAccount, 'kind'>,
    currency: string | undefined,
    alike: boolean
  ): AccountId {
    const code = currency === undefined ? undefined : writtenCurrency(currency)?.code;
    return this.sheet.account({
      name: name === '' ? uuid : name,
      ...kind,
      ...(code === undefined ? {} : { currency: code }),
      ...(alike ? { number: uuid } : {})
    });
  }
}

/** Portfolio that each cash account goes with. */
function homesOf({ accounts, portfolios, transactions }: Pick<Client, 'accounts' | 'portfolios' | 'transactions'>) {
  const partners = new Map<string, string[]>();
  for (const { verb, account, portfolio } of transactions) {
    if (verb !== 'PURCHASE' && verb !== 'SALE') continue;
    const list = partners.get(account);
    if (list) list.push(portfolio);
    else partners.set(account, [portfolio]);
  }
  const homes = new Map<string, string>();
  for (const { uuid } of accounts) {
    const referring = portfolios.filter((one) => one.reference === uuid).map((one) => one.uuid);
    const busiest = mostFrequent((partners.get(uuid) ?? []).filter((portfolio) => referring.includes(portfolio)));
    const home = busiest ?? referring[0];
    if (home !== undefined) homes.set(uuid, home);
  }
  for (const account of accounts) {
    const [only, ...others] = new Set(partners.get(account.uuid) ?? []);
    if (homes.has(account.uuid) || only === undefined || only === '' || others.length > 0) continue;
    const there: ClientAccount[] = accounts.filter((one) => homes.get(one.uuid) === only);
    if (there.every((one) => one.currency !== account.currency)) homes.set(account.uuid, only);
  }
  return homes;
}
