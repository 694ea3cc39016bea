import { dayFromText, plusDays } from '$lib/domain/calendar';
import { currencyCode, decimalFromInteger, money, ZERO, type Decimal } from '$lib/domain/money';
import { bestAnswers, type Answers, type StatementContext, type StatementPreview } from '$lib/domain/statements';
import { emptyContext } from '../import.fixture';
import type { Sheet, StatementReader } from '../sheet/reader';
import { statementFromSheet } from '../sheet/statement-from-sheet';
import { StatementSheet } from '../sheet/statement-sheet';
import { openSource } from '../source/source';

const usd = currencyCode('USD');
const empty = emptyContext('made.txt');

/** The day that the moves of a made statement are counted from. */
export const start = dayFromText('2024-01-02');

/** A trade, or a split, of a made statement. */
export interface Move {
  readonly kind: 'buy' | 'sell' | 'split';
  readonly symbol: string;
  /** Units of a trade, or new units for an old one. */
  readonly units: number;
}

/** What a reader would post: moves on days counted from the start, and holdings with their cost at the end. */
export interface Made {
  readonly moves: readonly (Move & { readonly at: number })[];
  readonly stated: readonly { readonly symbol: string; readonly units: Decimal; readonly cost?: Decimal }[];
  readonly cash?: Decimal;
  readonly end: number;
}

const PRICE = 10;

function post({ moves, stated, cash, end }: Made, sheet: Sheet): void {
  const account = sheet.account({ name: 'Depot', number: '42' });
  const dated = (at: number) => ({ account, tradeDay: plusDays(start, at), settlementDay: plusDays(start, at) });
  const instrument = (symbol: string) => sheet.instrument({ symbol, currency: usd });
  moves.forEach(({ kind, symbol, units, at }, line) => {
    const about = { ...dated(at), instrument: instrument(symbol) };
    if (kind === 'split') {
      sheet.post(line + 1, { verb: 'split', ...about, numerator: units, denominator: 1 });
      return;
    }
    const [quantity, price] = [decimalFromInteger(units), decimalFromInteger(PRICE + at)];
    const gross = money(decimalFromInteger(units * (PRICE + at)), usd);
    sheet.post(line + 1, { verb: kind, ...about, quantity, price, gross, fees: ZERO, taxes: ZERO });
  });
  stated.forEach(({ symbol, units: quantity, cost }, at) => {
    const about = { ...dated(end), instrument: instrument(symbol) };
    const known = cost === undefined ? {} : { cost: money(cost, usd) };
    sheet.post(moves.length + at + 1, { verb: 'assert-position', ...about, quantity }, known);
  });
  if (cash !== undefined)
    sheet.post(moves.length + stated.length + 1, { verb: 'assert-cash', ...dated(end), cash: money(cash, usd) });
}

/** What the statement says, compared with a ledger. */
export function previewOfMade(made: Made, answers: Answers = {}, context: StatementContext = empty): StatementPreview {
  const lines = Array.from({ length: made.moves.length + made.stated.length + 2 }, (_, at) => `line ${at}`);
  const source = openSource(lines.join('\n'), 'made.txt');
  const reader: StatementReader = {
    ...{ id: 'made', name: 'Made (CSV)', tried: false, recognises: () => true },
    read: (_, sheet) => post(made, sheet)
  };
  const sheet = new StatementSheet(context);
  reader.read(source, sheet);
  return statementFromSheet(sheet, source, reader, context, answers);
}

/** Best answers, and these in their place. */
export function answered(made: Made, own: Answers = {}, context = empty): StatementPreview {
  let answers = own;
  for (let round = 0; round < 5; round++)
    answers = { ...bestAnswers(previewOfMade(made, answers, context).questions), ...own };
  return previewOfMade(made, answers, context);
}
