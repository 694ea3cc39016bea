import type { Day } from '$lib/domain/calendar';
import type { InstrumentId, InstrumentKind } from '$lib/domain/instruments';
import { decimalToNumber, ZERO, type CurrencyCode } from '$lib/domain/money';
import type { Sheet } from '../../sheet/reader';
import { fieldOf, type QifRecord } from './qif-records';
import type { QifValues } from './qif-values';

interface Listed {
  readonly symbol: string;
  readonly kind: InstrumentKind | undefined;
}

const kinds: readonly (readonly [RegExp, InstrumentKind])[] = [
  [/stock option|^option/i, 'option'],
  [/stock|share|equity/i, 'equity'],
  [/mutual|fund|etf/i, 'fund'],
  [/bond|note|treasury/i, 'bond'],
  [/index/i, 'index']
];

/** The list of securities of a QIF file: transactions name them, closes give their symbols. */
export class Securities {
  readonly #byName = new Map<string, Listed>();
  readonly #bySymbol = new Map<string, string>();

  constructor(
    readonly sheet: Sheet,
    readonly currency: CurrencyCode
  ) {}

  list(record: QifRecord): void {
    const name = fieldOf(record, 'N');
    const symbol = fieldOf(record, 'S');
    const type = fieldOf(record, 'T');
    const kind = kinds.find(([pattern]) => pattern.test(type))?.[1];
    if (name !== '') this.#byName.set(name.toLowerCase(), { symbol, kind });
    if (symbol !== '' && name !== '') this.#bySymbol.set(symbol.toLowerCase(), name);
    this.sheet.passOver(record.line);
  }

  named(name: string, multiplier?: string): InstrumentId {
    const listed = this.#byName.get(name.toLowerCase());
    const about = {
      currency: this.currency,
      ...(listed?.kind === undefined ? {} : { kind: listed.kind }),
      ...(multiplier === undefined ? {} : { multiplier })
    };
    if (listed && listed.symbol !== '') return this.sheet.instrument({ symbol: listed.symbol, name, ...about });
    const isTicker = !listed && /^[A-Z][A-Z0-9.]{0,5}$/.test(name);
    return this.sheet.instrument({ ...(isTicker ? { symbol: name } : { name }), ...about });
  }

  /** Closes written as lines of "SYMBOL",45 3/8,"12/31'24". */
  readPrices(records: readonly QifRecord[], values: QifValues): void {
    const closes = new Map<InstrumentId, Map<Day, number>>();
    for (const record of records)
      for (const { code, value, line } of record.fields) {
        this.sheet.passOver(line);
        const [, symbol = '', price = '', date = ''] =
          /^"?([^",]+)"?\s*,\s*"?([^",]+)"?\s*,\s*"?([^"]+)"?$/.exec(code + value) ?? [];
        const day = values.day(date);
        const close = decimalToNumber(values.amount(price) ?? ZERO);
        if (symbol === '') continue;
        if (day === undefined) {
          this.sheet.refuse(line, { code: 'date-unreadable', text: date });
          continue;
        }
        if (close <= 0) continue;
        const instrument = this.named(this.#bySymbol.get(symbol.toLowerCase()) ?? symbol);
        const points = closes.get(instrument) ?? new Map<Day, number>();
        closes.set(instrument, points.set(day, close));
      }
    for (const [instrument, points] of closes)
      this.sheet.prices({
        instrument,
        currency: this.currency,
        adjustment: 'none',
        points: [...points].sort(([a], [b]) => a - b).map(([day, value]) => ({ day, value }))
      });
  }
}
