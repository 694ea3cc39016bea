import type { Day } from '$lib/domain/calendar';
import type { AccountId } from '$lib/domain/ledger';
import type { PostedAbout, Sheet, StatedTransaction } from '../../sheet/reader';
import { UnitsSoFar } from '../rows/units-so-far';
import { FlexInstruments } from './flex-instruments';
import { currencyIn, FlexDates, type FlexRow } from './flex-row';

/** Sections of a report that are read; the rest says nothing that the ledger holds. */
export interface FlexSections {
  readonly accounts: readonly FlexRow[];
  readonly trades: readonly FlexRow[];
  readonly cash: readonly FlexRow[];
  readonly actions: readonly FlexRow[];
  readonly transfers: readonly FlexRow[];
  readonly optionEvents: readonly FlexRow[];
  readonly taxes: readonly FlexRow[];
  readonly cashReport: readonly FlexRow[];
  readonly positions: readonly FlexRow[];
  readonly securities: readonly FlexRow[];
  /** Last day that the report covers. */
  readonly toDay?: string;
  /** Account of rows that name none. */
  readonly account?: string;
}

const dateFields = [
  'tradeDate',
  'dateTime',
  'reportDate',
  'settleDate',
  'settleDateTarget',
  'expiry',
  'date',
  'toDate'
];

/** Something to be booked at its moment; corporate actions come in the morning. */
interface Plan {
  readonly day: Day;
  readonly turn: 0 | 1;
  readonly book: () => void;
}

/** A report while it is booked, in the order of its days. */
export class FlexReport {
  readonly units = new UnitsSoFar();
  readonly dates: FlexDates;
  readonly instruments: FlexInstruments;
  readonly #plans: Plan[] = [];
  readonly #accountCurrencies: ReadonlyMap<string, ReturnType<typeof currencyIn>>;
  readonly #owners: ReadonlyMap<string, string>;

  constructor(
    readonly sections: FlexSections,
    readonly sheet: Sheet
  ) {
    const { trades, cash, actions, transfers, optionEvents, positions, securities, taxes, accounts } = sections;
    const all = [...trades, ...cash, ...actions, ...transfers, ...optionEvents, ...positions];
    this.dates = FlexDates.of(all.flatMap((row) => dateFields.map((name) => row.field(name))));
    this.instruments = new FlexInstruments(sheet, this.dates);
    for (const row of [...trades, ...positions, ...securities, ...optionEvents, ...transfers, ...taxes])
      this.instruments.learn(row, 'name');
    for (const row of cash) this.instruments.learn(row, 'cash');
    for (const row of actions) this.instruments.learn(row, 'event');
    const own = (row: FlexRow): string => row.field('accountId') || (sections.account ?? '');
    this.#accountCurrencies = new Map(accounts.map((row) => [own(row), currencyIn(row, 'currency')]));
    this.#owners = new Map(accounts.map((row) => [own(row), row.field('name')]));
  }

  /** Account of a row; that of the whole file when the report names none. */
  account(row: FlexRow, name = 'accountId'): AccountId {
    const number = row.field(name) || (this.sections.account ?? '');
    if (number === '') return this.sheet.account();
    const currency = this.#accountCurrencies.get(number);
    const owner = this.#owners.get(number) ?? '';
    return this.sheet.account({
      name: `Interactive Brokers ${number}`,
      number,
      institution: 'Interactive Brokers',
      kind: 'brokerage',
      ...(currency === undefined ? {} : { currency }),
      ...(owner === '' ? {} : { owner })
    });
  }

  plan(day: Day, turn: 'morning' | 'day', book: () => void): void {
    this.#plans.push({ day, turn: turn === 'morning' ? 0 : 1, book });
  }

  /** Books all that was planned. */
  bookPlans(): void {
    const ordered = this.#plans.sort((a, b) => a.day - b.day || a.turn - b.turn);
    ordered.forEach(({ book }, at) => {
      this.sheet.progress(at / ordered.length);
      book();
    });
  }

  post(row: FlexRow, transaction: StatedTransaction, about: PostedAbout = {}): void {
    this.units.follow(transaction);
    this.sheet.post(row.line, transaction, about);
  }

  /** Day of a row by the first of these fields; undefined when the row was refused for it. */
  dayOf(row: FlexRow, ...names: readonly string[]): Day | undefined {
    const day = this.dates.day(row, ...names);
    if (day !== undefined) return day;
    const [name = '', text = ''] = names.map((one) => [one, row.field(one)]).find(([, one]) => one !== '') ?? [];
    if (text === '') this.sheet.refuse(row.line, { code: 'date-missing' }, names[0]);
    else this.sheet.refuse(row.line, { code: 'date-unreadable', text }, name);
    return undefined;
  }
}

/** Reports may hold every row of a section and their sums: the sums are passed over. */
export function detailOf(report: FlexReport, rows: readonly FlexRow[]): readonly FlexRow[] {
  const isSum = (row: FlexRow): boolean => row.field('levelOfDetail').toUpperCase() === 'SUMMARY';
  if (!rows.some((row) => !isSum(row))) return rows;
  for (const row of rows) if (isSum(row)) report.sheet.passOver(row.line);
  return rows.filter((row) => !isSum(row));
}
