import type { StatementAction } from '$lib/domain/statements';
import { normalisedName } from './aliases';

// Words within a phrase that say what happened, in the order in which they overrule each other: a tax on a dividend is
// a tax, a fee on a purchase a fee. Tested on normalised text: lower case, no accents, signs as one blank.
const phrases: readonly (readonly [StatementAction, RegExp])[] = [
  [
    'tax',
    /\b(?!tax (free|certificate))(tax|taxes|tx|withholding|withheld|wht|nra|nrtax|\w*steuer|\w*steuern|soli|solidaritatszuschlag|ritenuta|ritenute|rit|imposta|imposte|impot|impots|prelevement|precompte|roerende voorheffing|\w*belasting|beurstaks|tob|ttf|ftt|stamp duty|\w*skatt|\w*skat|kallskatt|retencion|impuesto|imposto|taxe|taxes|tps|tvq|kest|bollo)\b/
  ],
  ['reinvest', /\b(re ?invest\w*|drip|wiederanlage|reinvestering|reinv)\b/],
  [
    'split',
    /\b(split|splits|aktiensplit|reverse split|share consolidation|stock consolidation|fractionnement|frazionamento|raggruppamento|desdoblamiento|desdobramento|zusammenlegung)\b/
  ],
  [
    'corporate-action',
    /\b(spin ?offs?|demerger|mergers?|merged|takeover|acquisition|tender offer|rights?( issue)?|subscription rights|exchange offer|share exchange|reorgani[sz]ation|umtausch|bezugsrechte?|fusion|abspaltung|corporate actions?|kapitalmassnahme|(symbol|name|ticker|isin|cusip) change|change of (symbol|name|isin)|aumento capitale|conversion of shares|scission|kapitalerhohung|liquidation|delisting|restructuring)\b/
  ],
  [
    'interest',
    /\b(interests?|zins|zinsen|\w*zinsen|\w*zins|interets?|intereses|interessi|interesse|rente|\w*ranta|\w*rente|juros|coupon|kupon|cedol\w*|cupon|korko)\b/
  ],
  [
    'fee',
    /\b(fees?|commissions?|commissioni|comision|comisiones|\w*gebuhr|\w*gebuhren|frais|droits de garde|spese|\w*kosten|charges?|avgift|avgifter|gebyr|custody|courtage|kurtage|provision|provisionen|entgelt|canone|swap|rollover|subscription charge|kulu|palkkio|service charge)\b/
  ],
  [
    'dividend',
    /\b(\w*dividend\w*|div|distributions?|\w*ausschuttung\w*|utdelning|utbytte|udbytte|udb|osinko|ertragsgutschrift|ertragnis\w*|ertrage?|provent[oi]|coupons|dist|income payment)\b/
  ],
  [
    'income-in-kind',
    /\b(rewards?|staking|staked reward|airdrop|cash ?back|bonus|referral|promotion(al)?|gift|mining|free shares?|geschenk|pramie|earn)\b/
  ],
  [
    'exchange',
    /\b(currency (conversion|exchange)|fx|forex|fxexchange|fx (conversion|exchange|trade|order)|conversions?|converted|convert|foreign exchange|\w*wechsel|devisen\w*|cambio( valuta)?|valutav\w*|valuta(vaxling|omregning)|wisseltransactie|change de devises?|crypto exchange|swapped)\b/
  ],
  [
    'deposit',
    /\b(deposits?|\w*einzahlung\w*|insattning|\w*insattning|innskudd|indbetaling|indsaettelse|versement|virement recu|storting|conferimento|bonifico in entrata|versamento|contributions?|cotisation|top ?up|payment received|payment receipt|faster payment receipt|paid in|funds received|(wire|ach|cash|money|transfer) (funds )?(received|in)|ingreso|aporte|aportacion|card web|fpc|sepa credit|incoming payment|pay ?in|add funds|talletus|viban deposit|subsidy|subvention \w+|vplaty?|wplata)\b/
  ],
  [
    'withdrawal',
    /\b(withdrawals?|withdrawn|withdraw|\w*auszahlung\w*|uttag|uttak|haevning|udbetaling|retrait|prelievo|opname|retiro|reintegro|pay ?out|payment to client|fpd|paid out|(wire|ach|cash|money|transfer) (sent|out)|outgoing payment|virement emis|resiliation|bonifico in uscita|nosto|wyplata)\b/
  ],
  [
    'sell',
    /\b(sell|sold|sale|sales|\w*verkauf\w*|vente|ventes|vendita|venta|vendido|verkoop|verkocht|salj|salt|solgt|salg|vende|venda|redemption|redeemed|rachat|myynti|rimborso|sprzedaz|close buy)\b/
  ],
  [
    'buy',
    /\b(buy|bought|purchased?|purchases|kauf\w*|\w+kauf|achat|achats|acquisto|acquistato|compra|comprado|koop|aankoop|gekocht|kop|kob|kopt|kobt|kjop|kjopt|savings plan|\w*sparplan\w*|souscription|sottoscrizione|zeichnung|osto|kupno|investment plan|open buy|viban purchase)\b/
  ],
  [
    'in',
    /\b(transfers? (in|from)|transferred in|inbound|einlieferung|depoteingang|\w*eingang|receive|received|entrada|recu)\b/
  ],
  ['out', /\b(transfers? (out|to)|transferred out|outbound|auslieferung|\w*ausgang|sent|salida)\b/],
  [
    'in',
    /\b(transfers?|ubertrag\w*|overforing|overfort|journal(ed)?|umbuchung|trasferimento|transfert|virement|overschrijving|bonifico|\w*uberweisung|transferencia|overforsel)\b/
  ]
];

const undone =
  /\b(storno|storniert|stornierung|cancel|cancell?ed|cancellation|reversal|reversed|annul\w*|makulerad|bust|corrections?)\b/;
const results = /\b(profit|loss|p l|cfd|realised|realized)\b/;
const netOfTax = /\b(after tax|net of tax|before tax|pre tax|steuerfrei|tax free)\b/g;

/** What a phrase in the words of a file means; undefined when it says nothing, or takes back another row. */
export function phrasedAction(text: string): StatementAction | undefined {
  const normal = normalisedName(text.replace(/([a-z])([A-Z])/g, '$1 $2')).replace(netOfTax, ' ');
  if (normal === '' || undone.test(normal) || results.test(normal)) return undefined;
  const found = phrases.find(([, words]) => words.test(normal))?.[0];
  return found === 'buy' && /\bclose buy\b/.test(normal) ? 'sell' : found;
}

/** True when the words take another row back: a reversal, a cancellation. */
export function saysUndone(text: string): boolean {
  return undone.test(normalisedName(text));
}
