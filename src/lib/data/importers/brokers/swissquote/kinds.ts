import { plainWords } from '../rows/words';

/** What a row of Swissquote does. 'cash' crosses the border of the account by its sign. */
export type SwissquoteKind =
  | 'buy'
  | 'sell'
  | 'forex'
  | 'dividend'
  | 'capital-gain'
  | 'return-of-capital'
  | 'interest'
  | 'fee'
  | 'tax'
  | 'cash'
  | 'split'
  | 'units'
  | 'coin-in'
  | 'coin-out';

// en, de, fr, it; lower case without accents; the first that fits is meant.
const rules: readonly (readonly [SwissquoteKind, RegExp])[] = [
  [
    'forex',
    /^(forex|fx)[- ]|^forex|fx-(gutschrift|belastung)|^(credit|debit|credito|addebito|accredito) (forex|fx)|^change\b/
  ],
  ['coin-in', /^crypto (deposit|receipt)|^(depot|deposito) crypto/],
  ['coin-out', /^crypto (withdrawal|send)|^(retrait|prelievo) crypto/],
  [
    'return-of-capital',
    /return of capital|kapitalruckzahlung|remboursement de capital|rimborso (di )?capitale|repayment of capital|nennwert/
  ],
  ['capital-gain', /capital gain|gain en capital|kapitalgewinn|plusvalenza/],
  ['split', /split|fusion$|merger|titelumbuchung|conversion|umtausch|echange de titres|exchange of securities/],
  [
    'units',
    /stock ?dividend|spin[- ]?off|anrechte|rights|droits (?!de garde)|diritti (?!di custodia)|bezugsrecht|abspaltung|scission|delivery|einlieferung|auslieferung|titeleingang|titelausgang|livraison|consegna|transfer of securities|titeltransfer|rucknahme|ausbuchung|ausgabe/
  ],
  [
    'tax',
    /withholding|verrechnungssteuer|quellensteuer|impot anticipe|impot a la source|imposta|steuer(?!auszug)|^tax(?! statement)|stamp/
  ],
  ['dividend', /dividend|ausschuttung|distribution|wertpapierleihe|securities lending|pret de titres/],
  ['interest', /interest|zins|interet|interess|coupon|kupon|cedola/],
  [
    'fee',
    /fees?\b|gebuhr|frais|commission|spesen|kosten|costi|costs|droits de garde|tax statement|releve fiscal|berichtigung|correction|redressement|estratto fiscale|steuerauszug|bonusprogramm/
  ],
  ['sell', /^(sell|sale|verkauf|vente|vendita|redemption|ruckzahlung|remboursement|rimborso|maturity)/],
  ['buy', /^(buy|purchase|kauf|achat|acquisto|subscription|zeichnung|souscription|sottoscrizione)/],
  [
    'cash',
    /^(credit|debit|payment|deposit|withdrawal|gutschrift|belastung|vergutung|zahlung|einzahlung|auszahlung|versement|paiement|depot|retrait|virement|credito|addebito|accredito|versamento|pagamento|prelievo|bonifico|twint|transfer|kartenzahlung|card)/
  ]
];

/** Kind by the word in the column "Transaction". */
export function swissquoteKind(word: string): SwissquoteKind | undefined {
  const plain = plainWords(word);
  return rules.find(([, pattern]) => pattern.test(plain))?.[0];
}
