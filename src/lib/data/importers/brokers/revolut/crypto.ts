import { absolute, money, sign, ZERO } from '$lib/domain/money';
import type { Sheet } from '../../sheet/reader';
import type { RowsUnder } from '../../sheet/table-rows';
import { currencyOfSigns, writtenCurrency } from '../../values/currencies';
import { CoinRow } from '../rows/coin-row';
import { RowRefusal, readEach, unknownKind } from '../rows/refusal';
import { Row } from '../rows/row';
import { statedOn } from '../rows/stated';

/** Columns of the statement of coins. */
export const cryptoColumns = ['Symbol', 'Type', 'Quantity', 'Price', 'Value', 'Fees', 'Date'];

/** Purchases, sales, rewards and transfers of coins; values carry the sign or code of their currency. */
export function readCrypto(table: RowsUnder, sheet: Sheet): void {
  const rows = table.rows.map((row) => new Row(row, { order: 'dmy' }));
  readEach(sheet, rows, (row) => {
    const type = row.text('Type').toLowerCase();
    const { day, seconds } = row.when('Date');
    const about = seconds === undefined ? {} : { seconds };
    const coins = new CoinRow(sheet, row.line, statedOn(sheet.account(), day), about);
    const coin = { code: row.symbol('Symbol').toUpperCase(), amount: absolute(row.number('quantity', 'Quantity')) };
    if (sign(coin.amount) === 0) return sheet.passOver(row.line);
    const written = row.text('Value');
    const code = /\b([A-Z]{3})\b/.exec(written)?.[1];
    const currency =
      (code === undefined ? undefined : writtenCurrency(code)?.code) ?? currencyOfSigns([written, row.text('Price')]);
    const amount = absolute(row.optional('amount', 'Value') ?? ZERO);
    const value = currency && sign(amount) > 0 ? money(amount, currency) : undefined;
    const fees = currency ? [{ code: currency, amount: absolute(row.optional('fee', 'Fees') ?? ZERO) }] : [];
    if (/^(buy|sell|payment)/.test(type)) {
      if (!value) throw new RowRefusal({ code: 'value-missing', field: 'amount' }, 'Value');
      const cash = { code: value.currency, amount };
      if (type.startsWith('buy')) coins.trade({ sold: cash, bought: coin, fees });
      else coins.trade({ sold: coin, bought: cash, fees });
      return type.startsWith('payment') ? coins.sent(cash) : undefined;
    }
    if (/^(stake|unstake)/.test(type)) return sheet.passOver(row.line);
    if (/reward|staking|learn|airdrop|bonus/.test(type))
      return coins.income(coin, /stak/.test(type) ? 'staking' : 'bonus', value);
    if (/^(receive|deposit)/.test(type)) return coins.received(coin, value);
    if (/^(send|withdraw)/.test(type)) return coins.sent(coin);
    throw unknownKind(row.text('Type'), 'Type');
  });
}
