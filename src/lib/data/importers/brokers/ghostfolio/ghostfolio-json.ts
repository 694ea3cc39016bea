import type { Day } from '$lib/domain/calendar';
import type { AccountId } from '$lib/domain/ledger';
import { currencyFromCode, money, ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { ColumnField } from '$lib/domain/statements';
import { BrokenFileError, type NamedInstrument, type Sheet, type StatementReader } from '../../sheet/reader';
import { jsonTree, type JsonPath, type JsonTree } from '../../source/json';
import { wholeUnits, writtenCurrency, type WrittenCurrency } from '../../values/currencies';
import { writtenDate, type WrittenDate } from '../../values/dates';
import { cellDecimal, cellNumber } from '../../values/numbers';
import { RowRefusal, readEach } from '../rows/refusal';
import { assetNamed, bookActivity, kindOfClass, type Activity } from './activity';

/** Whole export of Ghostfolio: accounts with balances, profiles of assets with what is known of their prices, activities. */
export const ghostfolioJson: StatementReader = {
  id: 'ghostfolio-json',
  name: 'Ghostfolio (JSON)',
  tried: true,
  recognises: ({ content, text }) =>
    content === 'json' &&
    text.includes('"activities"') &&
    /"(unitPrice|dataSource|performanceCalculationType)"/.test(text),
  read(source, sheet) {
    const tree = jsonTree(source.text);
    if (countAt(tree, ['activities']) === undefined)
      throw new BrokenFileError({ code: 'file-broken', detail: 'no list of activities' }, tree.lineOf(['activities']));
    new Export(tree, sheet).read();
  }
};

/** Length of the list at a path; undefined when there is none. */
function countAt(tree: JsonTree, path: JsonPath): number | undefined {
  let value: unknown = tree.value;
  for (const step of path) value = (value as Record<string | number, unknown> | null | undefined)?.[step];
  return Array.isArray(value) ? value.length : undefined;
}

/** Line and path of every entry of a list. */
function entriesAt(tree: JsonTree, path: JsonPath): { readonly line: number; readonly path: JsonPath }[] {
  return Array.from({ length: countAt(tree, path) ?? 0 }, (_, at) => {
    const own = [...path, at];
    return { line: tree.lineOf(own), path: own };
  });
}

class Export {
  readonly #accounts = new Map<string, { readonly id: AccountId; readonly currency: CurrencyCode }>();
  readonly #profiles = new Map<string, NamedInstrument>();
  readonly #currency: CurrencyCode | undefined;

  constructor(
    readonly tree: JsonTree,
    readonly sheet: Sheet
  ) {
    this.#currency = currencyFromCode(tree.textAt(['user', 'settings', 'currency']))?.code;
  }

  read(): void {
    this.#readAccounts();
    readEach(this.sheet, entriesAt(this.tree, ['assetProfiles']), ({ path }) => this.#readProfile(path));
    const activities = entriesAt(this.tree, ['activities']);
    readEach(this.sheet, activities, ({ path, line }) => bookActivity(this.#activity(path, line), this.sheet));
  }

  #text(path: JsonPath, ...steps: (string | number)[]): string {
    return this.tree.textAt([...path, ...steps]);
  }

  #readAccounts(): void {
    const platforms = new Map(
      entriesAt(this.tree, ['platforms']).map(({ path }) => [this.#text(path, 'id'), this.#text(path, 'name')])
    );
    const entries = entriesAt(this.tree, ['accounts']);
    const names = entries.map(({ path }) => this.#text(path, 'name'));
    entries.forEach(({ path }, at) => {
      const id = this.#text(path, 'id');
      const currency =
        currencyFromCode(this.#text(path, 'currency'))?.code ?? this.#currency ?? this.sheet.baseCurrency;
      const institution = platforms.get(this.#text(path, 'platformId')) ?? '';
      const name = names[at] ?? '';
      const alike = names.filter((one) => one === name).length > 1;
      const account = this.sheet.account({
        name: name === '' ? id : name,
        currency,
        ...(alike ? { number: id } : {}),
        ...(institution === '' ? {} : { institution })
      });
      this.#accounts.set(id, { id: account, currency });
      const balances = entriesAt(this.tree, [...path, 'balances']);
      readEach(this.sheet, balances, (balance) => {
        const { day } = this.#date(balance.path, 'date');
        this.#assertBalance(balance.line, day, this.#number(balance.path, 'value', 'amount'), { account, currency });
      });
      // Older exports have the balance of their own day only.
      const exported = writtenDate(this.#text(['meta'], 'date'), 'ymd');
      if (balances.length === 0 && exported)
        readEach(this.sheet, [{ line: this.tree.lineOf([...path, 'balance']) }], ({ line }) => {
          const value = this.#number(path, 'balance', 'amount');
          if (value !== undefined && value !== 0n)
            this.#assertBalance(line, exported.day, value, { account, currency });
        });
    });
  }

  /** What Ghostfolio keeps as cash of an account: it does not follow from the activities, so it is held against them. */
  #assertBalance(
    line: number,
    day: Day,
    value: Decimal | undefined,
    { account, currency }: { readonly account: AccountId; readonly currency: CurrencyCode }
  ): void {
    const cash = money(value ?? ZERO, currency);
    this.sheet.post(line, { verb: 'assert-cash', account, tradeDay: day, settlementDay: day, cash });
  }

  #readProfile(path: JsonPath): void {
    const symbol = this.#text(path, 'symbol');
    const source = this.#text(path, 'dataSource');
    const unit = writtenCurrency(this.#text(path, 'currency'));
    const currency = unit?.code ?? this.#currency ?? this.sheet.baseCurrency;
    const manual = source === 'MANUAL';
    const kind = kindOfClass(this.#text(path, 'assetClass'), this.#text(path, 'assetSubClass'));
    const [name, isin, cusip] = ['name', 'isin', 'cusip'].map((field) => this.#text(path, field));
    const named: NamedInstrument = {
      ...(manual ? { broker: symbol, currency, kind: 'private' as const } : assetNamed(symbol, currency, false)),
      ...(name ? { name } : {}),
      ...(isin ? { isin } : {}),
      ...(cusip ? { cusip } : {}),
      ...(kind === undefined ? {} : { kind })
    };
    this.#profiles.set(`${source}|${symbol}`, named);
    const points = this.#points([...path, 'marketData'], unit?.hundredths ?? false);
    if (points.length > 0)
      this.sheet.prices({ instrument: this.sheet.instrument(named), currency, adjustment: 'none', points });
  }

  #points(path: JsonPath, hundredths: boolean): { readonly day: Day; readonly value: number }[] {
    const byDay = new Map<Day, number>();
    for (const { path: own } of entriesAt(this.tree, path)) {
      const date = writtenDate(this.#text(own, 'date'), 'ymd');
      const value = cellNumber(this.#text(own, 'marketPrice'), '.');
      if (date && value > 0) byDay.set(date.day, hundredths ? value / 100 : value);
    }
    return [...byDay].map(([day, value]) => ({ day, value })).sort((a, b) => a.day - b.day);
  }

  #activity(path: JsonPath, line: number): Activity {
    const symbol = this.#text(path, 'symbol');
    const source = this.#text(path, 'dataSource');
    const manual = source === 'MANUAL';
    const { day, seconds } = this.#date(path, 'date');
    const unit = this.#currencyAt(path);
    const inUnits = (value: Decimal): Decimal => wholeUnits(value, unit);
    const known = this.#accounts.get(this.#text(path, 'accountId'));
    const id = this.#text(path, 'id');
    if (symbol === '') throw new RowRefusal({ code: 'symbol-missing' }, 'symbol');
    return {
      line,
      account: known?.id ?? this.sheet.account(this.#currency === undefined ? undefined : { currency: this.#currency }),
      day,
      type: this.#text(path, 'type'),
      typeField: 'type',
      quantity: this.#number(path, 'quantity', 'quantity') ?? ZERO,
      unitPrice: inUnits(this.#number(path, 'unitPrice', 'price') ?? ZERO),
      fee: inUnits(this.#number(path, 'fee', 'fee') ?? ZERO),
      currency: unit.code,
      asset: this.#profiles.get(`${source}|${symbol}`) ?? assetNamed(symbol, unit.code, manual),
      manual,
      comment: this.#text(path, 'comment'),
      about: { ...(id === '' ? {} : { id }), ...(seconds ? { seconds } : {}) }
    };
  }

  #currencyAt(path: JsonPath): WrittenCurrency {
    const text = this.#text(path, 'currency');
    if (text === '') throw new RowRefusal({ code: 'value-missing', field: 'currency' }, 'currency');
    const written = writtenCurrency(text);
    if (!written) throw new RowRefusal({ code: 'currency-unreadable', text }, 'currency');
    return written;
  }

  #date(path: JsonPath, field: string): WrittenDate {
    const text = this.#text(path, field);
    if (text === '') throw new RowRefusal({ code: 'date-missing' }, field);
    const date = writtenDate(text, 'ymd');
    if (!date) throw new RowRefusal({ code: 'date-unreadable', text }, field);
    return date;
  }

  #number(path: JsonPath, field: string, meaning: ColumnField): Decimal | undefined {
    const text = this.#text(path, field);
    if (text === '') return undefined;
    const value = cellDecimal(text, '.');
    if (value === undefined) throw new RowRefusal({ code: 'number-unreadable', text, field: meaning }, field);
    return value;
  }
}
