import type { InstrumentId } from '$lib/domain/instruments';
import type { DividendKind } from '$lib/domain/ledger';
import { absolute, money, multiply, negate, ZERO, type Decimal } from '$lib/domain/money';
import type { PostedAbout, Sheet, StatedTransaction } from '../../sheet/reader';
import type { XmlElement } from '../../source/element';
import { exactRatio } from '../rows/ratio';
import { tradeAmounts } from '../rows/trade-amounts';
import { statementCurrency, type OfxAccount } from './ofx-bank';
import { entriesFrom, type Entry } from './ofx-entries';
import { assertHoldings } from './ofx-holdings';
import { wholeSize, type OfxSecurities } from './ofx-securities';
import { amountAt, ofxDay, sizesAt } from './ofx-values';

type TradeVerb = 'buy' | 'sell' | 'sell-short' | 'buy-to-cover';

const incomeKinds: Readonly<Record<string, DividendKind>> = {
  CGLONG: 'long-term-gain',
  CGSHORT: 'short-term-gain',
  DIV: 'ordinary'
};

/** Books investment statements. */
export class InvestmentStatement {
  readonly #account: OfxAccount;
  readonly #joined = new Map<string, Entry>();

  constructor(
    readonly statement: XmlElement,
    institution: string,
    readonly securities: OfxSecurities,
    readonly sheet: Sheet
  ) {
    const currency = statementCurrency(statement, sheet);
    const number = statement.textAt('INVACCTFROM/ACCTID');
    const broker = institution || statement.textAt('INVACCTFROM/BROKERID');
    const about = { currency, kind: 'brokerage', ...(broker === '' ? {} : { institution: broker }) } as const;
    const id =
      number === ''
        ? sheet.account({ currency })
        : sheet.account({ name: [broker, `…${number.slice(-4)}`].join(' ').trim(), number, ...about });
    this.#account = { id, currency };
  }

  book(): void {
    const rows = this.statement.child('INVTRANLIST')?.children ?? [];
    const entries = rows.flatMap((row) => entriesFrom(row, this.#account, this.sheet));
    for (const entry of entries) if (entry.element.name === 'CLOSUREOPT') this.#join(entry, entries);
    const shares = new Set(this.#joined.values());
    entries.forEach((entry, at) => {
      this.sheet.progress(at / entries.length);
      if (!shares.has(entry)) this.#bookOne(entry);
    });
    assertHoldings(this.statement, this.#account, this.securities, this.sheet);
  }

  #bookOne(entry: Entry): void {
    const { element, body } = entry;
    switch (element.name) {
      case 'BUYSTOCK':
        return this.#trade(entry, element.textAt('BUYTYPE') === 'BUYTOCOVER' ? 'buy-to-cover' : 'buy');
      case 'SELLSTOCK':
        return this.#trade(entry, element.textAt('SELLTYPE') === 'SELLSHORT' ? 'sell-short' : 'sell');
      case 'BUYOPT':
        return this.#trade(entry, element.textAt('OPTBUYTYPE') === 'BUYTOCLOSE' ? 'buy-to-cover' : 'buy');
      case 'SELLOPT':
        return this.#trade(entry, element.textAt('OPTSELLTYPE') === 'SELLTOOPEN' ? 'sell-short' : 'sell');
      case 'BUYMF':
      case 'BUYDEBT':
      case 'BUYOTHER':
        return this.#trade(entry, element.textAt('BUYTYPE') === 'BUYTOCOVER' ? 'buy-to-cover' : 'buy');
      case 'SELLMF':
      case 'SELLDEBT':
      case 'SELLOTHER':
        return this.#trade(entry, element.textAt('SELLTYPE') === 'SELLSHORT' ? 'sell-short' : 'sell');
      case 'INCOME':
        return this.#income(entry);
      case 'REINVEST':
        this.#income(entry, true);
        return this.#trade(entry, 'buy');
      case 'INVEXPENSE':
        return this.#expense(entry);
      case 'MARGININTEREST':
        return this.#marginInterest(entry);
      case 'RETOFCAP':
        return this.#capital(entry);
      case 'SPLIT':
        return this.#split(entry);
      case 'TRANSFER':
        return this.#transfer(entry);
      case 'CLOSUREOPT':
        return this.#closure(entry);
      case 'JRNLFUND':
      case 'JRNLSEC':
        return this.sheet.passOver(element.line);
      default:
        return this.sheet.refuse(body.line, { code: 'row-kind-unknown', text: element.name });
    }
  }

  #trade(entry: Entry, verb: TradeVerb): void {
    const { element, body, currency } = entry;
    const quantity = this.#units(entry);
    if (quantity === undefined) return;
    const side = verb === 'buy' || verb === 'buy-to-cover' ? 'buy' : 'sell';
    const fees = sizesAt(body, 'COMMISSION', 'FEES', 'LOAD', 'PENALTY');
    const taxes = sizesAt(body, 'TAXES', 'WITHHOLDING', 'STATEWITHHOLDING');
    const price = amountAt(body, 'UNITPRICE');
    const total = amountAt(body, 'TOTAL');
    const isOption = /OPT$/.test(element.name);
    const size = isOption ? sizeOf(element, this.securities.contractSize(body.child('SECID'))) : undefined;
    const figures = tradeAmounts(side, {
      quantity,
      fees,
      taxes,
      accrued: sizesAt(element, 'ACCRDINT'),
      ...(price === undefined ? {} : { price }),
      ...(total === undefined ? {} : { net: absolute(total) }),
      ...(size === undefined ? {} : { multiplier: size })
    });
    if (!figures) return this.sheet.refuse(element.line, { code: 'value-missing', field: 'price' }, 'UNITPRICE');
    const multiplier = figures.multiplier === '1' ? undefined : figures.multiplier;
    const instrument = this.#instrument(entry, multiplier);
    if (instrument === undefined) return;
    const { gross, price: each, accrued } = figures;
    const costs = { fees, taxes, ...(accrued > 0n ? { accrued } : {}) };
    this.#post(entry, {
      ...this.#dated(entry),
      verb,
      instrument,
      quantity,
      price: each,
      gross: money(gross, currency),
      ...costs
    });
  }

  #income(entry: Entry, reinvested = false): void {
    const { body, currency } = entry;
    const total = this.#total(entry);
    if (total === undefined) return;
    // The total is what reached the cash; what was withheld comes on top.
    const taxes = sizesAt(body, 'WITHHOLDING');
    const paid = reinvested ? absolute(total) : total;
    const gross = money((paid + taxes) as Decimal, currency);
    const kind = incomeKinds[body.textAt('INCOMETYPE').toUpperCase()];
    const instrument = body.child('SECID') ? this.#instrument(entry) : undefined;
    const base = { ...this.#dated(entry), gross, fees: ZERO, taxes };
    if (kind !== undefined && instrument !== undefined)
      return this.#post(entry, { ...base, verb: 'dividend', instrument, ...(kind === 'ordinary' ? {} : { kind }) });
    this.#post(entry, { ...base, verb: 'interest', ...(instrument === undefined ? {} : { instrument }) });
  }

  #expense(entry: Entry): void {
    const total = this.#total(entry);
    if (total === undefined) return;
    const instrument = entry.body.child('SECID') ? this.#instrument(entry) : undefined;
    const cash = money(negate(total), entry.currency);
    const verb = /tax|withh/i.test(entry.note) ? 'tax' : 'fee';
    this.#post(entry, { ...this.#dated(entry), verb, cash, ...(instrument === undefined ? {} : { instrument }) });
  }

  #marginInterest(entry: Entry): void {
    const total = this.#total(entry);
    if (total === undefined) return;
    const gross = money(negate(absolute(total)), entry.currency);
    this.#post(entry, { ...this.#dated(entry), verb: 'interest', gross, fees: ZERO, taxes: ZERO });
  }

  #capital(entry: Entry): void {
    const total = this.#total(entry);
    const instrument = this.#instrument(entry);
    if (total === undefined || instrument === undefined) return;
    const gross = money(absolute(total), entry.currency);
    this.#post(entry, { ...this.#dated(entry), verb: 'return-of-capital', instrument, gross, fees: ZERO, taxes: ZERO });
  }

  #split(entry: Entry): void {
    const { body, currency } = entry;
    const instrument = this.#instrument(entry);
    if (instrument === undefined) return;
    const over = amountAt(body, 'NUMERATOR') ?? amountAt(body, 'NEWUNITS');
    const under = amountAt(body, 'DENOMINATOR') ?? amountAt(body, 'OLDUNITS');
    const ratio = over === undefined || under === undefined ? undefined : exactRatio(over, under);
    if (!ratio) return this.sheet.refuse(body.line, { code: 'ratio-missing' }, 'NUMERATOR');
    const cash = amountAt(body, 'FRACCASH') ?? ZERO;
    const lieu = cash > 0n ? { lieu: money(cash, currency) } : {};
    this.#post(entry, { ...this.#dated(entry), verb: 'split', instrument, ...ratio, ...lieu });
  }

  #transfer(entry: Entry): void {
    const { body, currency, element } = entry;
    const quantity = this.#units(entry);
    const instrument = this.#instrument(entry);
    if (quantity === undefined || instrument === undefined) return;
    const base = { ...this.#dated(entry), instrument, quantity };
    const isShort = body.textAt('POSTYPE').toUpperCase() === 'SHORT';
    const isOut = body.textAt('TFERACTION').toUpperCase() === 'OUT';
    if (isShort) this.sheet.note(element.line, { code: 'action-to-check', text: 'TRANSFER SHORT' }, 'POSTYPE');
    if (isOut !== isShort) return this.#post(entry, { ...base, verb: 'delivery-out' });
    const each = amountAt(body, 'AVGCOSTBASIS') ?? amountAt(body, 'UNITPRICE');
    const symbol =
      this.securities.entry(body.child('SECID'))?.textAt('SECINFO/TICKER') || body.textAt('SECID/UNIQUEID');
    if (each === undefined) this.sheet.note(element.line, { code: 'cost-unknown', symbol }, 'AVGCOSTBASIS');
    const bought = ofxDay(body.textAt('DTPURCHASE'));
    const acquired = bought !== undefined && bought <= entry.tradeDay ? { acquired: bought } : {};
    const cost = money(multiply(quantity, each ?? ZERO), currency);
    this.#post(entry, { ...base, verb: 'delivery-in', cost, ...acquired });
  }

  /** Finds the trade in shares that an exercise or assignment brought about. */
  #join(entry: Entry, entries: readonly Entry[]): void {
    const related = entry.body.textAt('RELFITID');
    if (entry.body.textAt('OPTACTION').toUpperCase() === 'EXPIRE' || related === '') return;
    const trade = entries.find(
      (one) =>
        one.id === related &&
        /^(BUY|SELL)(STOCK|MF|OTHER)$/.test(one.element.name) &&
        (amountAt(one.body, 'UNITS') ?? ZERO) !== ZERO
    );
    if (trade) this.#joined.set(entry.id, trade);
  }

  #closure(entry: Entry): void {
    const { body, element } = entry;
    const quantity = this.#units(entry);
    const instrument = this.#instrument(entry);
    if (quantity === undefined || instrument === undefined) return;
    const action = body.textAt('OPTACTION').toUpperCase();
    const trade = this.#joined.get(entry.id);
    const underlying = trade && this.#instrument(trade);
    if (action === 'EXPIRE' || !trade || underlying === undefined) {
      if (action !== 'EXPIRE') this.sheet.note(element.line, { code: 'half-missing', text: `CLOSUREOPT ${action}` });
      return this.#post(entry, { ...this.#dated(entry), verb: 'expiry', instrument, quantity });
    }
    const shares = trade.body;
    const fees = sizesAt(shares, 'COMMISSION', 'FEES', 'LOAD');
    const taxes = sizesAt(shares, 'TAXES');
    const units = absolute(amountAt(shares, 'UNITS') ?? ZERO);
    const way = trade.element.name.startsWith('BUY') ? 'receive' : 'deliver';
    const gross = multiply(units, amountAt(shares, 'UNITPRICE') ?? ZERO);
    const verb = action === 'ASSIGN' ? 'assignment' : 'exercise';
    const settled = { underlying, units, way, gross: money(gross, trade.currency), fees, taxes } as const;
    const stated = { ...this.#dated(entry), verb, instrument, quantity, ...settled } as const;
    this.#post(entry, stated, [trade.element.line]);
  }

  #units({ body, element }: Entry): Decimal | undefined {
    const units = amountAt(body, 'UNITS');
    if (units === undefined) this.sheet.refuse(element.line, { code: 'value-missing', field: 'quantity' }, 'UNITS');
    else if (units === 0n) this.sheet.refuse(element.line, { code: 'quantity-zero' }, 'UNITS');
    else return absolute(units);
    return undefined;
  }

  #total({ body, element }: Entry): Decimal | undefined {
    const total = amountAt(body, 'TOTAL');
    if (total === undefined) this.sheet.refuse(element.line, { code: 'value-missing', field: 'amount' }, 'TOTAL');
    else if (total === 0n) this.sheet.passOver(element.line);
    else return total;
    return undefined;
  }

  #instrument({ body, element, currency }: Entry, multiplier?: string): InstrumentId | undefined {
    const found = this.securities.instrument(body.child('SECID'), currency, multiplier);
    if (found === undefined) this.sheet.refuse(element.line, { code: 'symbol-missing' }, 'SECID');
    return found;
  }

  #dated({
    tradeDay,
    settlementDay,
    note
  }: Entry): Pick<StatedTransaction, 'account' | 'tradeDay' | 'settlementDay' | 'note'> {
    return { account: this.#account.id, tradeDay, settlementDay, ...(note === '' ? {} : { note }) };
  }

  #post({ element, id, seconds }: Entry, transaction: StatedTransaction, lines: readonly number[] = []): void {
    const about: PostedAbout = {
      ...(id === '' ? {} : { id }),
      ...(seconds === undefined ? {} : { seconds }),
      ...(lines.length === 0 ? {} : { lines })
    };
    this.sheet.post(element.line, transaction, about);
  }
}

function sizeOf(element: XmlElement, otherwise: string): string {
  const text = element.textAt('SHPERCTRCT');
  return text === '' ? otherwise : wholeSize(text);
}
