/** Currencies with a daily reference rate of the European Central Bank, the euro among them (Euro foreign exchange reference rates, 2026). */
export const centralBankCurrencies: ReadonlySet<string> = new Set(
  'EUR USD JPY CZK DKK GBP HUF PLN RON SEK CHF ISK NOK TRY AUD BRL CAD CNY HKD IDR ILS INR KRW MXN MYR NZD PHP SGD THB ZAR'.split(
    ' '
  )
);
