import type { StatementAction } from '$lib/domain/statements';
import { normalisedName } from './aliases';

const words: readonly (readonly [StatementAction, string])[] = [
  [
    'buy',
    'buy|bto|bought|purchase|purchased|market buy|limit buy|stop buy|buy market|buy limit|buy to open|you bought|b|long|reinvest shares|reinvestment shares|open position|savings plan|kauf|kaufen|sparplan|achat|achat comptant|compra|comprar|acquisto|koop|aankoop|gekocht|purchase of securities|buy trade|stock purchase|kop|bot'
  ],
  [
    'sell',
    'sell|stc|sold|sale|market sell|limit sell|stop sell|sell market|sell limit|sell to close|you sold|s|position closed|verkauf|verkaufen|vente|vente comptant|venta|vender|vendita|verkoop|verkocht|venda|sell trade|stock sale|salj|sld'
  ],
  ['sell-short', 'sto|sell short|short sell|short|sell to open|sold short|leerverkauf'],
  ['buy-to-cover', 'btc|buy to cover|cover|cover short|buy to close|bought to cover'],
  [
    'dividend',
    'dividend|dividends|div|cdiv|mdiv|dist|cash dividend|qualified dividend|qualified div|non qualified div|pr yr cash div|special dividend|ordinary dividend|dividend received|dividend payment|dividend dividend|payment in lieu of dividends|payment in lieu|long term cap gain|short term cap gain|capital gain|capital gains|distribution|income|reinvest dividend|qual div reinvest|pr yr div reinvest|long term cap gain reinvest|short term cap gain reinvest|special non qual div|special qual div|dividende|dividendes|dividendo|dividendi|dividenden|ausschuttung|ertrag|rendimento|dividend ordinary|dividend qualified|divident|utdelning|ertragnisgutschrift|distribution payment|cash div|div income'
  ],
  [
    'interest',
    'interest|int|interests|interest income margin|credit interest|interest earned|interest received|interest on cash|interest payment|interest income|cash interest|bank interest|lending interest|bond interest|coupon|coupon payment|kupon|cedola|cupon|kuponzahlung|interest charge|interest paid|margin interest|zins|zinsen|zinsgutschrift|interet|interets|intereses|interesse|interessi|rente|juros|debit interest|sollzinsen|free funds interest|interest from cash|ranta|inlaningsranta|slip|stock lending|stock lending payment|interest from uninvested cash|intadjust|uninvested cash interest|sweep interest'
  ],
  [
    'fee',
    'fee|gold|afee|dfee|fch|fees|service fee|account fee|custody fee|custody fees|advisor fee|management fee|advisory fee|adr mgmt fee|commission|charge|custody|withdraw fee|withdrawal fee|withdrawal conversion fee|sdrt|gebuhr|gebuhren|depotgebuhr|frais|comision|commissione|spese|kosten|taxa|costs|inactivity fee|wire fee|misc fee|fees refund|fee refund|fee rebate|rebate|trading fee|avgift|custodia|administracion|canon'
  ],
  [
    'tax',
    'tax|dtax|nrt|taxes|withholding tax|nra withholding|nra tax adj|foreign tax paid|withholding|taxes refund|tax withheld|tax refund|steuer|steuern|quellensteuer|kapitalertragsteuer|impot|impots|prelevement|impuesto|retencion|imposta|ritenuta|belasting|dividendbelasting|imposto|stamp duty|preliminarskatt|utlandsk kallskatt|kallskatt'
  ],
  [
    'deposit',
    'deposit|con|dep|cash deposit|contributions|deposits|wire received|moneylink deposit|ach deposit|top up|cash top up|contribution|funds received|paid in|electronic funds transfer in|credit|wire in|einzahlung|einlage|gutschrift|depot especes|versement|virement recu|deposito|ingreso|versamento|storting|bijschrijving|aporte|ideal deposit|sepa deposit|insattning|cont|contrib|e trfin cash|top up account|funding|funds in|fedwire in|ach in'
  ],
  [
    'withdrawal',
    'withdrawal|wdr|withdrawals|cash withdrawal|withdraw|withdraw request|wire sent|moneylink transfer out|ach withdrawal|funds paid|paid out|removal|debit|wire out|auszahlung|entnahme|lastschrift|retrait|virement emis|retirada|reintegro|retiro|prelievo|onttrekking|opname|afschrijving|saque|levantamento|sepa withdrawal|uttag|wd|wthd|funds out|ach out|spend|cash out'
  ],
  [
    'reinvest',
    'drip|rei|dividend reinvestment|reinvestment|reinvest|reinvested dividend|dividend reinvested|reinvestition|reinversion|reinvestimento'
  ],
  [
    'split',
    'split|spl|stock split|forward split|reverse split|share split|aktiensplit|fractionnement|frazionamento|desdobramento|aandelensplitsing'
  ],
  [
    'income-in-kind',
    'staking|staking reward|staking rewards|staking income|stake reward|reward|rewards|rewards income|reward income|learning reward|earn|earn reward|mining|mining reward|airdrop|airdrops|fork|hard fork|bonus|referral bonus|referral reward|free share|free shares|fixed term interest|interest in kind|dividend in kind|scrip dividend'
  ],
  [
    'return-of-capital',
    'return of capital|return capital|roc|capital return|capital repayment|return of principal|kapitalruckzahlung|kapitalruckzahlung ruckzahlung|remboursement de capital|reduccion de capital|rimborso di capitale'
  ],
  [
    'stock-dividend',
    'stock dividend|share dividend|dividend in shares|dividend stock|stock div|bonus issue|bonus shares|stockdividende|gratisaktien|dividende en actions'
  ],
  [
    'expiry',
    'expired|oexp|expiration|option expired|option expiration|expire|expires|expired worthless|options frwd expired|verfall|verfallen|option expiry|expiry'
  ],
  ['exercise', 'exercised|oexcs|exercise|option exercise|option exercised|exercise or expiration|ausubung'],
  ['assignment', 'assigned|oasgn|assignment|option assignment|option assigned|zuteilung option'],
  [
    'corporate-action',
    'spin off|soff|mrgs|spinoff|spin off adjustment|merger|stock merger|cash merger|cash stock merger|merged|acquisition|tender|tender offer|conversion|converted|share exchange|exchange of shares|rights|rights issue|rights distribution|subscription rights|corporate action|corporate actions|reorganization|reorganisation|delisting|delisted|abspaltung|fusion|umtausch|bezugsrecht|bezugsrechte|kapitalmassnahme|scission'
  ],
  [
    'in',
    'transfer in|ach|acati|eft|wire|online transfer|transfer inbound|journal|journaled shares|moneylink transfer|security transfer|delivery inbound|delivery in|receive|received|shares in|shrsin|einlieferung|ubertrag eingang|transfert entrant|transferencia entrada|traspaso entrada|trasferimento in entrata|transfer|in|tfi|e trfin|trfin|itrf|brw|incoming|eft in|atm|visa|check|check paid|billpay|rtp'
  ],
  [
    'out',
    'transfer out|acato|transfer outbound|delivery outbound|delivery out|send|sent|shares out|shrsout|auslieferung|ubertrag ausgang|transfert sortant|transferencia salida|trasferimento in uscita|out|tfo|e trfout|trfout|outgoing'
  ],
  [
    'exchange',
    'exchange|fxt|forex|fx|fx trade|currency exchange|currency conversion|conversion of currency|forex trade|cambio de divisa|devisentausch|wisseltransactie|neutral|fxexchange|fx exchange'
  ],
  ['exchange-in', 'forex credit|fx credit|fx in|valuta creditering|currency credit'],
  ['exchange-out', 'forex debit|fx debit|fx out|valuta debitering|currency debit'],
  ['transfer-cash', 'transfer cash|internal transfer|cash transfer'],
  ['transfer-securities', 'transfer securities|securities transfer'],
  ['opening-cash', 'opening cash|opening balance|anfangssaldo|saldo inicial|solde initial|saldo iniziale|beginsaldo'],
  ['opening-position', 'opening position|opening holding'],
  ['nothing', 'nac|cancelled|canceled|pending|name change|cusip change']
];

const known: ReadonlyMap<string, StatementAction> = new Map(
  words.flatMap(([action, list]) => list.split('|').map((word) => [word, action] as const))
);

/** Key of a word in the action column: normalised as names of columns are. */
export function actionKey(text: string): string {
  return normalisedName(text.replace(/([a-z])([A-Z])/g, '$1 $2'));
}

/** What a word in the action column means, undefined when it is unknown. */
export function namedAction(text: string): StatementAction | undefined {
  return known.get(actionKey(text)) ?? known.get(normalisedName(text));
}

/** True when the word says that money came back: a rebate, a refund. */
export function saysRefund(text: string): boolean {
  return /refund|rebate|erstattung|remboursement|reembolso|rimborso|teruggave/i.test(text);
}

/** True when interest of this word is paid rather than received. */
export function saysCharge(text: string): boolean {
  return /charge|margin|debit|sollzins/i.test(text);
}
