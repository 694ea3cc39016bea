import { currencyFromCode } from '$lib/domain/money';
import type { ColumnField } from '$lib/domain/statements';

// Names of columns in English, German, French, Spanish, Italian, Dutch and Portuguese, the surest first.
// Written as normalised: lower case, no accents, signs as one blank.
const names: readonly (readonly [ColumnField, string])[] = [
  [
    'date',
    'trade date|tradedate|trade day|geschaftstag|transaction date|date|datetime|date time|time|timestamp|run date|activity date|created at|executed at|execution date|booking date|posting date|day|index|as of|as of date|report date|reportdate|datum|datum uhrzeit|handelsdatum|buchungstag|buchungsdatum|ausfuhrungsdatum|kaufdatum|stichtag|transactiedatum|uitvoeringsdatum|fecha|fecha operacion|fecha de operacion|fecha hora|data|data operazione|data ora|data da operacao|data negocio|date operation|date d operation|date heure|jour|utc time|transaction time cet|transaction time|affarsdag'
  ],
  [
    'settlement-date',
    'settlement date|settle date|settledate|settledatetarget|settlement day|settlement|value date|valuta|valutadatum|wertstellung|wert|date de valeur|fecha valor|fecha de valor|data valuta|data valor|data de liquidacao|data regolamento|settleddate|settled date|wertstellungsdatum|likviddag'
  ],
  ['acquired', 'acquired|acquisition date|date acquired|purchase date|opened|open date'],
  [
    'action',
    'buy sell|action|trans code|transaction code|side|transaction type|transactiontype|activity type|activitytype|type|transaction|activity|order type|operation|event|verb|kind|typ|art|transaktionstyp|transaktionsart|buchungsart|vorgang|aktion|umsatzart|type d operation|sens|tipo|tipo de operacion|tipo operacion|operacion|tipo operazione|operazione|causale|transactietype|soort|type transactie|tipo de operacao|operacao|movimentacao|c v|b s|typ av transaktion'
  ],
  [
    'symbol',
    'symbol|symbol cusip|ticker|ticker symbol|tickersymbol|code|stock|asset|coin|instrument symbol|security symbol|security id|identifier|kurzel|symbole|mnemo|mnemonique|simbolo|codigo|ativo|papel|simbool|security|instrument|wkn'
  ],
  ['isin', 'isin|isin code|code isin|codigo isin|codice isin|isin number|instrument isin|asset id'],
  [
    'name',
    'name|security name|instrument name|description|company|company name|product|security description|holdingname|holding name|investment name|wertpapier|wertpapiername|bezeichnung|titel|nom|libelle|valeur|nombre|valor nome|producto|prodotto|titolo|descrizione|naam|effect|nome|produto|titulo|descripcion|omschrijving|asset name|vardepapper beskrivning|vardepapper'
  ],
  [
    'instrument-kind',
    'instrument type|instrumenttype|instrument kind|asset type|assettype|asset class|assetclass|security type|wertpapierart'
  ],
  [
    'quantity',
    'quantity|qty|shares|units|stuck nom|stuck nominal|stucke nominale|amount asset|filled|total qty|no of shares|number of shares|quantity transacted|volume traded|filled qty|vol|stuck|anzahl|stuckzahl|anteile|menge|nominal|nombre de titres|quantite|qte|nb titres|cantidad|acciones|titulos|participaciones|quantita|n titoli|aantal|hoeveelheid|stuks|quantidade|qtd|qtde|amount of shares|position|balance units|trade quantity|antal'
  ],
  [
    'price',
    'price|execution price local|asset market price|unit price|unitprice|trade price|tradeprice|price share|price per share|share price|per share cost|price at transaction|execution price|average price|avg price|fill price|spot price at transaction|kurs|preis|stuckpreis|ausfuhrungskurs|prix|prix unitaire|cours|precio|precio unitario|cotizacion|prezzo|prezzo unitario|koers|prijs|preco|preco unitario|market price|last price|trade price'
  ],
  ['price-currency', 'asset market price currency|currency price share|price currency|currency price|wahrung kurs'],
  [
    'net-amount',
    'net amount|netamount|net cash|netcash|settle amount net|settlement amount|net value|net proceeds|net amount settled|waarde netto|net total|nettobetrag|endbetrag|montant net|importe neto|importo netto|netto|nettobedrag|valor liquido|total inclusive of fees and or spread|total incl fees|booked amount'
  ],
  [
    'amount',
    'amount|amount fiat|umsatz|umsatz in|gross amount|grossamount|gross|txn dollars|total amount|trade money|trademoney|proceeds|total|value|transaction value|principal amount|principal|subtotal|consideration|cash|cash amount|notional|market value|betrag|bruttobetrag|kurswert|gesamtbetrag|umsatz|wert brutto|montant|montant brut|importe|importe bruto|importe total|importo|controvalore|bedrag|waarde|totaal|mutatie|valor|valor total|montante|transaction amount|belopp|traded value'
  ],
  [
    'currency',
    'currency|fiat|ccy|curr|currencyprimary|currency total|transaction currency|trade currency|settlement currency|currency code|currency currency|wahrung|devise|monnaie|divisa|moneda|valuta valutasoort|munt|moeda|transaktionsvaluta'
  ],
  [
    'fee',
    'fee|fees|fees comm|commission|commissions|commission fees|commissions and fees|ibcommission|transaction fee|trading fee|brokerage|fees and or spread|costs|cost of trade|charges|gebuhr|gebuhren|provision|kosten|spesen|frais|courtage|commission ttc|comision|comisiones|gastos|commissione|commissioni|spese|kosten transactie|transactiekosten|taxa|taxas|corretagem|custos'
  ],
  [
    'tax',
    'tax|taxes|withholding tax|withholding|tax withheld|tax amount|stamp duty|steuer|steuern|quellensteuer|kest|impot|impots|taxe|taxes retenues|impuesto|impuestos|retencion|imposta|imposte|ritenuta|belasting|dividendbelasting|imposto|impostos|ir'
  ],
  ['tax-currency', 'currency withholding tax|tax currency'],
  ['fee-currency', 'fee currency|fee asset|fees currency|commission currency|ib commission currency|currency fee'],
  [
    'exchange-rate',
    'exchange rate|exchangerate|fx rate|fxrate|fx|fxratetobase|rate|wechselkurs|devisenkurs|taux de change|tipo de cambio|tasso di cambio|cambio|wisselkoers|taxa de cambio'
  ],
  ['bought-amount', 'bought amount|amount bought|received amount|to amount'],
  ['bought-currency', 'bought currency|received currency|to currency'],
  ['status', 'status|state|order status|transaction status|zustand|statut|estado|stato'],
  ['ratio', 'ratio|split ratio|split factor|factor'],
  [
    'unit-cost',
    'unit cost|average cost|avg cost|average cost basis|cost share|cost per share|cost basis per share|average buy price|einstandskurs|einstandspreis|prix de revient unitaire|pru|prezzo medio|precio medio|preco medio|gak'
  ],
  [
    'cost',
    'cost|cost basis|costbasis|total cost|book value|book cost|cost basis total|purchase value|invested|einstandswert|kaufwert|prix de revient|coste|costo|valore di carico|aankoopwaarde|custo'
  ],
  [
    'account',
    'account|account #|account no|account name|account number|account id|accountid|clientaccountid|portfolio|konto|kontonummer|depot|depotnummer|cash account|compte|numero de compte|cuenta|conto|deposito|rekening|rekeningnummer|conta'
  ],
  ['to-account', 'to account|target account|other account|counter account|offset account|gegenkonto|tegenrekening'],
  [
    'id',
    'id|transaction id|transactionid|tradeid|trade id|order id|orderid|order #|order|reference|reference number|activity id|txid|external id|transaktions id|auftragsnummer|order nr|referenz|numero d ordre|id operacion|id operazione'
  ],
  [
    'note',
    'note|notes|comment|comments|memo|details|remark|remarks|notiz|bemerkung|kommentar|verwendungszweck|buchungstext|remarque|commentaire|nota|notas|comentario|observaciones|commento|opmerking|opmerkingen|observacao|observacoes'
  ],
  ['open', 'open|open price|offen|eroffnung|ouverture|apertura|abertura'],
  ['high', 'high|day high|hoch|tageshoch|plus haut|haut|maximo|massimo|hoogste|maxima'],
  ['low', 'low|day low|tief|tagestief|plus bas|bas|minimo|minimo giorno|laagste|minima'],
  [
    'close',
    'close|closing price|close price|close last|closing|last|nav|px last|schluss|schlusskurs|cloture|dernier|cierre|chiusura|ultimo|slot|slotkoers|fechamento'
  ],
  ['adjusted-close', 'adj close|adjusted close|adjclose|adj close price|adjusted closing price|close adjusted'],
  ['volume', 'volume|umsatz stuck|volumen|stuckumsatz|volumes']
];

/** Field and rank (0 is the surest) for a normalised name. */
const known: ReadonlyMap<string, { readonly field: ColumnField; readonly rank: number }> = new Map(
  [...names].reverse().flatMap(([field, list]) =>
    list
      .split('|')
      .map((name, rank) => [name, { field, rank }] as const)
      .reverse()
  )
);

/** Name of a column in lower case, without accents, signs as one blank. */
export function normalisedName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}#]+/gu, ' ')
    .replaceAll('ß', 'ss')
    .trim();
}

/** What a name of a column means, undefined when it says nothing. Lower rank is surer; `currency` when the name ends with one. */
export function namedField(
  name: string
): { readonly field: ColumnField; readonly rank: number; readonly currency?: string } | undefined {
  const normal = normalisedName(name);
  const direct = known.get(normal);
  if (direct) return direct;
  const words = normal.split(' ');
  const last = words.at(-1) ?? '';
  if (words.length > 1 && last.length === 3 && currencyFromCode(last)) {
    const rest = known.get(words.slice(0, -1).join(' '));
    if (rest) return { ...rest, currency: last.toUpperCase() };
  }
  return normal.includes(' ') ? known.get(normal.replaceAll(' ', '')) : undefined;
}
