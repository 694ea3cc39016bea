import { cellDecimal } from '../../values/numbers';
import type { XmlElement } from '../../source/element';
import type {
  Client,
  ClientAccount,
  ClientFault,
  ClientMoney,
  ClientPortfolio,
  ClientSecurity,
  ClientTransaction,
  ClientUnit,
  ClientVerb
} from './client';
import type { Quote } from './quotes';
import { References } from './references';
import { scaledText, scalesOf, versionOf, type Scales } from './scales';
import { securityFromXml } from './security-from-xml';

/** The client that an XML file holds; its quotes may have been cut out before. */
export function clientFromXml(root: XmlElement, quotes: readonly (readonly Quote[])[] = []): Client {
  return new XmlClient(root, quotes).client();
}

const portfolioVerbs: Readonly<Record<string, ClientVerb>> = {
  BUY: 'PURCHASE',
  SELL: 'SALE',
  DELIVERY_INBOUND: 'INBOUND_DELIVERY',
  DELIVERY_OUTBOUND: 'OUTBOUND_DELIVERY',
  TRANSFER_IN: 'SECURITY_TRANSFER',
  TRANSFER_OUT: 'SECURITY_TRANSFER'
};

const accountVerbs: Readonly<Record<string, ClientVerb>> = {
  BUY: 'PURCHASE',
  SELL: 'SALE',
  TRANSFER_IN: 'CASH_TRANSFER',
  TRANSFER_OUT: 'CASH_TRANSFER',
  DEPOSIT: 'DEPOSIT',
  REMOVAL: 'REMOVAL',
  DIVIDENDS: 'DIVIDEND',
  INTEREST: 'INTEREST',
  INTEREST_CHARGE: 'INTEREST_CHARGE',
  TAXES: 'TAX',
  TAX_REFUND: 'TAX_REFUND',
  FEES: 'FEE',
  FEES_REFUND: 'FEE_REFUND'
};

class XmlClient {
  readonly #root: XmlElement;
  readonly #references: References;
  readonly #scales: Scales;
  readonly #baseCurrency: string;
  readonly #version: number;
  readonly #transactions: ClientTransaction[] = [];
  readonly #faults: ClientFault[] = [];
  /** Records that are told already, by themselves or by their other half. */
  readonly #told = new Set<XmlElement>();

  constructor(
    root: XmlElement,
    readonly quotes: readonly (readonly Quote[])[]
  ) {
    this.#root = root;
    this.#references = new References(root);
    this.#version = versionOf(root.textAt('version'));
    this.#scales = scalesOf(this.#version);
    this.#baseCurrency = root.textAt('baseCurrency') || 'EUR';
  }

  client(): Client {
    const accounts = this.#entries('accounts');
    const portfolios = this.#entries('portfolios');
    for (const portfolio of portfolios)
      for (const record of this.#records(portfolio)) this.#readPortfolioRecord(record, portfolio);
    for (const account of accounts)
      for (const record of this.#records(account)) this.#readAccountRecord(record, account);
    return {
      version: this.#version,
      baseCurrency: this.#baseCurrency,
      securities: this.#entries('securities').map((one) => this.#security(one)),
      accounts: accounts.map((one) => this.#account(one)),
      portfolios: portfolios.map((one) => this.#portfolio(one)),
      transactions: this.#transactions,
      plans: this.#entries('plans').map((one) => ({ line: one.line, name: one.textAt('name') })),
      faults: this.#faults
    };
  }

  #entries(list: string): XmlElement[] {
    return this.#resolvedAll(this.#root.child(list)?.children ?? []);
  }

  #records(owner: XmlElement): XmlElement[] {
    return this.#resolvedAll(this.#references.child(owner, 'transactions')?.children ?? []);
  }

  #resolvedAll(elements: readonly XmlElement[]): XmlElement[] {
    return elements.flatMap((one) => this.#references.resolved(one) ?? []);
  }

  /** Id of an account, portfolio or security; old files have none, then the place in the file serves. */
  #uuid(element: XmlElement | undefined): string {
    if (!element) return '';
    return this.#references.text(element, 'uuid') || `line ${element.line}`;
  }

  /** Before version 29 there were no currencies: everything was in that of the file. */
  #security(element: XmlElement): ClientSecurity {
    const security = securityFromXml(element, this.#uuid(element), this.#references, this.#scales.quotes, this.quotes);
    return this.#version < 29 && security.currency === '' ? { ...security, currency: this.#baseCurrency } : security;
  }

  #account(element: XmlElement): ClientAccount {
    const currency = this.#references.text(element, 'currencyCode') || this.#baseCurrency;
    return { uuid: this.#uuid(element), name: this.#references.text(element, 'name'), currency };
  }

  #portfolio(element: XmlElement): ClientPortfolio {
    const reference = this.#references.child(element, 'referenceAccount');
    return {
      uuid: this.#uuid(element),
      name: this.#references.text(element, 'name'),
      reference: this.#uuid(reference)
    };
  }

  #readPortfolioRecord(record: XmlElement, portfolio: XmlElement): void {
    if (this.#told.has(record)) return;
    this.#told.add(record);
    const type = this.#references.text(record, 'type');
    const verb = portfolioVerbs[type];
    if (!verb) return this.#fault(record, 'row-kind-unknown', type);
    const cross = this.#references.child(record, 'crossEntry');
    if (verb === 'PURCHASE' || verb === 'SALE') {
      const other = cross && this.#references.child(cross, 'accountTransaction');
      const account = cross && this.#references.child(cross, 'account');
      if (other) this.#told.add(other);
      return this.#tell(record, verb, { portfolio, account, other });
    }
    if (verb !== 'SECURITY_TRANSFER') return this.#tell(record, verb, { portfolio });
    const from = cross && this.#references.child(cross, 'transactionFrom');
    const to = cross && this.#references.child(cross, 'transactionTo');
    if (!cross || !from || !to) return this.#fault(record, 'half-missing', type);
    this.#told.add(from).add(to);
    this.#tell(from, verb, {
      portfolio: this.#references.child(cross, 'portfolioFrom'),
      otherPortfolio: this.#references.child(cross, 'portfolioTo'),
      other: to
    });
  }

  #readAccountRecord(record: XmlElement, account: XmlElement): void {
    if (this.#told.has(record)) return;
    this.#told.add(record);
    const type = this.#references.text(record, 'type');
    const verb = accountVerbs[type];
    if (!verb) return this.#fault(record, 'row-kind-unknown', type);
    if (verb === 'PURCHASE' || verb === 'SALE') return this.#fault(record, 'half-missing', type);
    if (verb !== 'CASH_TRANSFER') return this.#tell(record, verb, { account });
    const cross = this.#references.child(record, 'crossEntry');
    const from = cross && this.#references.child(cross, 'transactionFrom');
    const to = cross && this.#references.child(cross, 'transactionTo');
    if (!cross || !from || !to) return this.#fault(record, 'half-missing', type);
    this.#told.add(from).add(to);
    this.#tell(from, verb, {
      account: this.#references.child(cross, 'accountFrom'),
      otherAccount: this.#references.child(cross, 'accountTo'),
      other: to
    });
  }

  #fault({ line }: XmlElement, code: ClientFault['code'], text: string): void {
    this.#faults.push({ line, code, text });
  }

  #tell(
    record: XmlElement,
    verb: ClientVerb,
    sides: Partial<
      Record<'portfolio' | 'otherPortfolio' | 'account' | 'otherAccount' | 'other', XmlElement | undefined>
    >
  ): void {
    const { other } = sides;
    this.#transactions.push({
      line: record.line,
      ...(other ? { otherLine: other.line } : {}),
      uuid: this.#references.text(record, 'uuid'),
      verb,
      date: this.#references.text(record, 'date'),
      amount: this.#amountOf(record),
      ...(other && verb === 'CASH_TRANSFER' ? { otherAmount: this.#amountOf(other) } : {}),
      shares: scaledText(this.#references.text(record, 'shares'), this.#scales.shares),
      security: this.#uuid(this.#references.child(record, 'security')),
      account: this.#uuid(sides.account),
      otherAccount: this.#uuid(sides.otherAccount),
      portfolio: this.#uuid(sides.portfolio),
      otherPortfolio: this.#uuid(sides.otherPortfolio),
      units: this.#units(record),
      note: this.#references.text(record, 'note')
    });
  }

  #amountOf(record: XmlElement): ClientMoney {
    return {
      amount: scaledText(this.#references.text(record, 'amount'), this.#scales.amount),
      currency: this.#references.text(record, 'currencyCode') || this.#baseCurrency
    };
  }

  /** Fees, taxes and the gross value; files before version 28 have plain fields instead. */
  #units(record: XmlElement): ClientUnit[] {
    const { currency } = this.#amountOf(record);
    const plain = (['fees', 'taxes'] as const).flatMap((field): ClientUnit[] => {
      const amount = scaledText(record.textAt(field), this.#scales.amount);
      return amount === 0n ? [] : [{ type: field === 'fees' ? 'FEE' : 'TAX', amount, currency }];
    });
    const list = this.#references.child(record, 'units')?.all('unit') ?? [];
    return [...plain, ...list.flatMap((unit) => this.#unit(unit))];
  }

  #unit(unit: XmlElement): ClientUnit[] {
    const type = unit.attribute('type') || unit.textAt('type');
    const amount = this.#unitMoney(unit.child('amount'));
    if (!amount || (type !== 'GROSS_VALUE' && type !== 'TAX' && type !== 'FEE')) return [];
    const forex = this.#unitMoney(unit.child('forex'));
    const rate = cellDecimal(unit.textAt('exchangeRate'), '.');
    return [{ type, ...amount, ...(forex ? { forex } : {}), ...(rate === undefined ? {} : { rate }) }];
  }

  #unitMoney(element: XmlElement | undefined): ClientMoney | undefined {
    const found = this.#references.resolved(element);
    if (!found) return undefined;
    const currency = found.attribute('currency') || this.#baseCurrency;
    return { amount: scaledText(found.attribute('amount'), this.#scales.amount), currency };
  }
}
