import { plainWords } from '../rows/words';

/** What a row of Trade Republic does. 'cash' crosses the border of the account by its sign. */
export type TradeRepublicKind =
  | 'trade'
  | 'dividend'
  | 'coupon'
  | 'interest'
  | 'cash'
  | 'fee'
  | 'tax'
  | 'proceeds'
  | 'received'
  | 'delivered'
  | 'migration'
  | 'split'
  | 'exchange'
  | 'free-units'
  | 'written-off';

const rules: readonly (readonly [TradeRepublicKind, RegExp])[] = [
  ['migration', /^migration$/],
  ['received', /^(free_receipt|free_delivery|receipt|transfer_in|securities_transfer.*in.*|crypto_transfer_in.*)$/],
  ['delivered', /^(delivery|transfer_out|securities_transfer.*out.*|crypto_transfer_out.*)$/],
  ['written-off', /^(write_off|delisting|worthless|knock_out|expiry)/],
  ['split', /split/],
  [
    'exchange',
    /^(merger|exchange|conversion|isin_change|name_change|reorganisation|reorganization|takeover|migration_.*)$/
  ],
  [
    'free-units',
    /^(stock_dividend|bonus_issue|unbundling|spin_?off|optional_dividend|intermediate_securities_distribution|rights_.*|subscription_rights.*|capital_increase)/
  ],
  [
    'proceeds',
    /^(redemption|final_maturity|maturity|repayment|liquidation.*|sec_redemption|capital_(return|repayment).*|return_of_capital)/
  ],
  [
    'trade',
    /^(buy|sell|savings_?plan.*|.*_buy|.*_sell|ipo_subscription|saveback_.*|roundup_.*|spare_change.*|crypto_.*|private_market_.*|trade.*)$/
  ],
  ['dividend', /^(dividend|distribution|cash_dividend|fund_distribution)/],
  ['coupon', /^(coupon|interest_coupon|bond_interest)/],
  ['interest', /interest/],
  ['tax', /^(tax|sec_account|pre_?determined_tax|.*_tax.*|tax_.*|.*vorabpauschale.*)/],
  ['fee', /^(fee|commission|monthly_fee|.*_fee|.*_order_fee)$/],
  [
    'cash',
    /^(customer_|transfer_|card_|payment_|benefits_|in?payment|outpayment|deposit|withdrawal|bonus|referral|promo|gift|stockperk|saveback|kindergeld|junior|credit|debit|refund|spare|round|direct_debit|.*_inbound|.*_outbound|.*inpayment|.*outpayment|.*_cashback|atm)/
  ]
];

/** Kind by the code of the official export. */
export function tradeRepublicKind(type: string): TradeRepublicKind | undefined {
  const plain = type
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return rules.find(([, pattern]) => pattern.test(plain))?.[0];
}

/** What a row of a converted export does, by its word. */
export type ConvertedKind =
  'buy' | 'sell' | 'dividend' | 'interest' | 'cash-in' | 'cash-out' | 'fee' | 'tax' | 'units-in' | 'units-out';

// nl, de, en, fr, it, es, pt; lower case without accents.
const words: readonly (readonly [ConvertedKind, RegExp])[] = [
  ['dividend', /dividend|ausschuttung|distribut|cedola|coupon/],
  ['interest', /rente|zinsen|zins\b|interest|interet|interess|interes|juros/],
  ['tax', /belasting|steuer|\btax|impot|impost|tasse|impuesto/],
  ['fee', /kosten|gebuhr|\bfee|frais|commission|comis|spese/],
  [
    'units-in',
    /transfer in|einlieferung|inbound|stock ?perk|aandelenoverdracht in|reception de titres|trasferimento in entrata/
  ],
  ['units-out', /transfer out|auslieferung|outbound|transfert sortant|trasferimento in uscita/],
  ['sell', /verkoop|verkauf|\bsell|\bsale|vente|vendita|venta|venda/],
  [
    'buy',
    /aankoop|koop|kauf|\bbuy|purchase|achat|acquisto|compra|spaarplan|sparplan|savings|saveback|round ?up|plan d'epargne|piano di accumulo/
  ],
  [
    'cash-out',
    /onttrekking|opname|auszahlung|entnahme|uberweisung|withdraw|removal|retrait|prelievo|retirada|reintegro|levantamento|card|karte|carte|carta|tarjeta/
  ],
  [
    'cash-in',
    /storting|einzahlung|einlage|deposit|depot|versement|versamento|deposito|ingreso|bonifico|referral|bonus|cashback/
  ]
];

/** Kind by the word of a converted export; undefined when it is not known. */
export function convertedKind(word: string): ConvertedKind | undefined {
  const plain = plainWords(word);
  return words.find(([, pattern]) => pattern.test(plain))?.[0];
}
