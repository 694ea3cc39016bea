import { plainWords } from '../rows/words';

/** What a row of the account does, by its words. 'fund' is the change in worth of the cash fund, which is held as cash. */
export type DegiroKind =
  | 'currency'
  | 'internal'
  | 'fund'
  | 'dividend-tax'
  | 'return-of-capital'
  /** Interest of a bond, paid or bought and sold along with it. */
  | 'coupon'
  | 'dividend'
  | 'interest'
  | 'rebate'
  | 'tax'
  | 'fee'
  | 'deposit'
  | 'withdrawal';

// In order: the first that fits is meant. Words are lower case without accents; nl, de, en, fr, it, es, pt, cs, pl, da, sv.
const patterns: readonly (readonly [DegiroKind, RegExp])[] = [
  [
    'currency',
    /^(valuta (creditering|debitering)|fx (credit|debit|withdrawal|deposit)|wahrungswechsel|operation de change|(ingreso|retirada) cambio de divisa|(credito|prelievo|debito|addebito|accredito) fx|(credito|debito|levantamento|deposito) de divisa|cambio (valuta|divisa)|fx vyuctovani|valutaveksling|valutavaxling|wymiana walut|reglement transaction devise)/
  ],
  [
    'internal',
    /cash sweep|flatexdegiro bank|^overdracht flatex|^ubertrag flatex|^isin.?wijziging|^wijziging isin|processed flatex withdrawal|^(reservation|reservering|reservierung|reserva\b|reserva de|prenotazione|rezervace|rezerwacja)|trasferisci (dal|dalla|da|al|sul)|^transferir (desde|para|hacia|a)/
  ],
  [
    'fund',
    /variation fonds monetaires|conversion fonds monetaires|geldmarktfonds|money market fund|fondo monetario|fundo monetario|fondos? del? mercado monetario|cash fund/
  ],
  [
    'dividend-tax',
    /dividendbelasting|dividend(en)?steuer|quellensteuer|dividend tax|withholding tax|impots? sur (les )?dividende|retenue a la source|retencion|ritenuta|impost[ao] su[il]? dividend|impost[ao] (sobre|de) dividend|dan z dividend|podatek od dywidend|udbytteskat|utdelningsskatt|belasting.*dividend/
  ],
  [
    'return-of-capital',
    /kapitalruckzahlung|remboursement de capital|kapitaalsuitkering|kapitaalterug|teruggave kapitaal|return of capital|capital return|capital repayment|rimborso (di |del )?capitale|reembolso de capital|devolucion de capital|zwrot kapitalu/
  ],
  [
    'coupon',
    /coupon|kupon|cedola|\bcupon\b|meegekochte rente|stuckzins|accrued interest|interets courus|intereses corridos|rateo|juros corridos/
  ],
  [
    'dividend',
    /dividend|dividenda|ausschuttung|distribution|distribuzione|distribucion|distribuicao|dywidend|utdelning|udbytte|rendimiento de capital/
  ],
  [
    'interest',
    /securities lending|wertpapierleihe|pret de titres|prestamo de valores|prestito (di )?titoli|emprestimo de (titulos|acoes)|interest|\brente|zinsen|interets?\b|intereses?\b|interessi?\b|juros|uroky?\b|odsetki|ranta|renter/
  ],
  [
    'rebate',
    /courtesy|welkomstactie|welcome|willkommen|bienvenu|bienvenida|benvenuto|boas.vindas|promotion|promotie|promocion|promozione|promocao|propagace|neukundenaktion|rabatt|rebate|rabat|vergoeding|compensatie|compensation|kulanz|bonus|cash ?back|refund|terugbetaling kosten|gutschrift aktion/
  ],
  [
    'tax',
    /stamp duty|transaction tax|transactietaks|beurstaks|\bftt\b|tobin|transaktionssteuer|finanztransaktion|taxe sur les transactions|tassa|impuesto|impot|imposta|imposto|belasting|steuer|\btax\b|bollo|podatek/
  ],
  [
    'fee',
    /kosten|gebuhr|\bfees?\b|\bfrais\b|costi\b|costes|costos|custos?\b|comiss|commission|kommission|courtage|handelsmodalit|connection|connessione|conexion|conectividade|connexion|adr\/gdr|poplat|avgift|oplata|gebyr|pass-through|weitergabe|charges?\b/
  ],
  [
    'withdrawal',
    /withdrawal|terugstorting|opname|auszahlung|retrait|retirada|reintegro|prelievo|levantamento|vyber|wyplata|uttag|udbetaling|prelevement/
  ],
  [
    'deposit',
    /deposit|storting|einzahlung|depot|versement|ingreso|deposito|vklad|ideal|sofort|trustly|bonifico|transferencia|virement|wplata|insattning|indbetaling|bancontact|giropay/
  ]
];

const known = new Map<string, DegiroKind | undefined>();
const MOST_KNOWN = 5000;

/** Kind of a row without a trade in its words. Words come again and again, so what they mean is remembered. */
export function degiroKind(description: string): DegiroKind | undefined {
  if (known.has(description)) return known.get(description);
  const words = plainWords(description);
  const kind = patterns.find(([, pattern]) => pattern.test(words))?.[0];
  if (known.size < MOST_KNOWN) known.set(description, kind);
  return kind;
}
