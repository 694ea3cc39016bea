import type { InstrumentId, InstrumentKind } from '$lib/domain/instruments';
import { type CurrencyCode, type Money } from '$lib/domain/money';
import type { NamedInstrument, Sheet, StatedPrices } from '../../sheet/reader';
import { wholeUnits, writtenCurrency } from '../../values/currencies';
import { looksLikeIsin } from '../../values/symbols';
import { coinPair } from '../rows/coin';
import { RowRefusal } from '../rows/refusal';
import type { Client, ClientMoney, ClientSecurity } from './client';

/** Amount in a currency of the ledger; pence become pounds. */
export function moneyFrom({ amount, currency }: ClientMoney): Money {
  const written = writtenCurrency(currency);
  if (!written) throw new RowRefusal({ code: 'currency-unreadable', text: currency }, 'currencyCode');
  return { amount: wholeUnits(amount, written), currency: written.code };
}

/** Securities of the client as instruments. */
export class Securities {
  readonly #byUuid = new Map<string, ClientSecurity>();
  readonly #base: CurrencyCode;

  constructor(
    client: Client,
    readonly sheet: Sheet
  ) {
    for (const security of client.securities) this.#byUuid.set(security.uuid, security);
    this.#base = writtenCurrency(client.baseCurrency)?.code ?? sheet.baseCurrency;
  }

  /** @throws {RowRefusal} when a transaction names none. */
  required(uuid: string): InstrumentId {
    const instrument = this.optional(uuid);
    if (instrument === undefined) throw new RowRefusal({ code: 'symbol-missing' }, 'security');
    return instrument;
  }

  optional(uuid: string): InstrumentId | undefined {
    const security = this.#byUuid.get(uuid);
    return security && this.sheet.instrument(this.#named(security));
  }

  nameOf(uuid: string): string {
    return this.#byUuid.get(uuid)?.name ?? '';
  }

  /**
   * Quotes of every security; those of one whose split was entered contain it. Securities that are one instrument (an
   * ISIN quoted in two places) have the longest of their series.
   */
  writePrices(): void {
    const longest = new Map<InstrumentId, StatedPrices>();
    for (const security of this.#byUuid.values()) {
      const series = this.#series(security);
      if (series && series.points.length > (longest.get(series.instrument)?.points.length ?? 0))
        longest.set(series.instrument, series);
    }
    for (const series of longest.values()) this.sheet.prices(series);
  }

  #series(security: ClientSecurity): StatedPrices | undefined {
    const { prices, splits, target, currency, line } = security;
    if (prices.length === 0) return undefined;
    const quoted = target === '' ? currency : target;
    const written = quoted === '' ? { code: this.#base, hundredths: false } : writtenCurrency(quoted);
    if (!written) {
      this.sheet.note(line, { code: 'currency-unreadable', text: quoted }, 'currencyCode');
      return undefined;
    }
    return {
      instrument: this.sheet.instrument(this.#named(security)),
      currency: written.code,
      adjustment: splits.length > 0 ? 'splits' : 'none',
      points: written.hundredths ? prices.map(({ day, value }) => ({ day, value: value / 100 })) : prices
    };
  }

  #named(security: ClientSecurity): NamedInstrument {
    const { name, isin, ticker, wkn, currency, target, feed, uuid } = security;
    if (target !== '') {
      const quote = writtenCurrency(target)?.code;
      return {
        symbol: `${currency}${target}`,
        name,
        kind: 'index',
        ...(quote === undefined ? {} : { currency: quote })
      };
    }
    const pair = isin === '' ? coinPair(ticker) : undefined;
    const code = pair?.quote ?? writtenCurrency(currency)?.code;
    const kind: InstrumentKind | undefined =
      currency === '' ? 'index' : pair || feed.startsWith('COINGECKO') ? 'crypto' : undefined;
    const symbol = pair?.coin ?? ticker;
    const nameless = isin === '' && symbol === '' && wkn === '' && name === '';
    return {
      ...(looksLikeIsin(isin) ? { isin: isin.toUpperCase() } : {}),
      ...(symbol === '' ? {} : { symbol }),
      ...(wkn === '' ? {} : { wkn }),
      ...(name === '' ? {} : { name }),
      ...(nameless ? { broker: uuid } : {}),
      currency: code ?? this.#base,
      ...(kind === undefined ? {} : { kind })
    };
  }
}
