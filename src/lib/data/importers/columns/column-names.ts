import type { ColumnField } from '$lib/domain/statements';

// Names of columns in English, German, French, Spanish, Italian, Dutch and Portuguese, the surest first.
// Written as normalised: lower case, no accents, signs as one blank.
export const columnNames: readonly (readonly [ColumnField, string])[] = [
  [
    'date',
    'trade date|tradedate|trade day|geschaftstag|transaction date|date|datetime|date time|time|timestamp|run date|activity date|created at|executed at|execution date|booking date|posting date|day|index|as of|as of date|report date|reportdate|datum|datum uhrzeit|handelsdatum|buchungstag|buchungsdatum|ausfuhrungsdatum|kaufdatum|stichtag|transactiedatum|uitvoeringsdatum|fecha|fecha operacion|fecha de operacion|fecha hora|data|data operazione|data ora|data da operacao|data negocio|date operation|date d operation|date heure|jour|utc time|transaction time cet|transaction time|affarsdag|handelsdag|schlusstag|abschluss|ausfuhrungstag|data operacao|bokforingsdag|bogforingsdag|date de transaction|date transaction|purchase date time|filled time|update time|order execution time|created on|finished on|date us|buchung|trade date time|timestamp utc|date utc|fecha de ejecucion|data eseguito|data contabile|execution time|completed date|booking day|dato|kauppapaiva|transaction date time|trade time|closing date'
  ],
  [
    'settlement-date',
    'settlement date|settle date|settledate|settledatetarget|settlement day|settlement|value date|valuta|valutadatum|wertstellung|wert|date de valeur|fecha valor|fecha de valor|data valuta|data valor|data de liquidacao|data regolamento|settleddate|settled date|wertstellungsdatum|likviddag|valordag|oppgjorsdag|date de reglement|date valeur|settle day|maksupaiva|valuta datum|valuteringsdag'
  ],
  ['acquired', 'acquired|acquisition date|date acquired|purchase date|opened|open date'],
  [
    'action',
    'buy sell|action|trans code|transaction code|side|transaction type|transactiontype|activity type|activitytype|type|transaction|activity|order type|operation|event|verb|kind|typ|art|transaktionstyp|transaktionsart|buchungsart|vorgang|aktion|umsatzart|type d operation|sens|tipo|tipo de operacion|tipo operacion|operacion|tipo operazione|operazione|causale|transactietype|soort|type transactie|tipo de operacao|operacao|movimentacao|c v|b s|typ av transaktion|trade type|transaktionstype|tradetype|transaksjonstype|tapahtumatyyppi|type de transaction|type transaction|typ transakcji|sub type|subtype|transaction kind|transaction subtype|activity sub type|activity subtype|transaction category|category|record type|recordtype|way|segno|direction|in out|transactie|tipo de transaccion|tipo transazione|tipo movimento|tipologia|descrizione operazione|bewegungsart|auftragsart|umsatztyp|geschaftsart|order side|buy or sell|purchase sale|achat vente|kauf verkauf|trans type|transfer type'
  ],
  [
    'symbol',
    'symbol|symbol cusip|ticker|ticker symbol|tickersymbol|code|stock|asset|coin|instrument symbol|security symbol|security id|identifier|kurzel|symbole|mnemo|mnemonique|simbolo|codigo|ativo|papel|simbool|security|instrument|wkn|instrument code|base currency|base currency name|stock symbol|instrument ticker|security code|epic|root symbol|scrip|scrip code|pair|pairs|trading pair|asset symbol|ticker isin|crypto asset|coin symbol'
  ],
  [
    'isin',
    'isin|isin code|code isin|codigo isin|codice isin|isin number|instrument isin|asset id|isin nummer|code isin valeur|isin cusip|isin kodu'
  ],
  [
    'name',
    'name|security name|instrument name|description|company|company name|product|security description|holdingname|holding name|investment name|wertpapier|wertpapiername|bezeichnung|titel|nom|libelle|valeur|nombre|valor nome|producto|prodotto|titolo|descrizione|naam|effect|nome|produto|titulo|descripcion|omschrijving|asset name|vardepapper beskrivning|vardepapper|asset|vaerdipapirer|vaerdipapir|verdipapir|arvopaperi|stock name|scheme name|fund|fund name|beschreibung 1|security isin|symbol description|title|valore|bezeichnung wertpapier|gattungsbezeichnung|name of security|instrument|investment|holding|description 1|investments|investmentname|fondsnaam|source investment'
  ],
  [
    'instrument-kind',
    'instrument type|instrumenttype|instrument kind|asset type|assettype|asset class|assetclass|security type|wertpapierart'
  ],
  [
    'quantity',
    'quantity|qty|shares|units|stuck nom|stuck nominal|stucke nominale|amount asset|filled|total qty|no of shares|number of shares|quantity transacted|volume traded|filled qty|vol|stuck|anzahl|stuckzahl|anteile|menge|nominal|nombre de titres|quantite|qte|nb titres|cantidad|acciones|titulos|participaciones|quantita|n titoli|aantal|hoeveelheid|stuks|quantidade|qtd|qtde|amount of shares|position|balance units|trade quantity|antal|base amount|filled amount|executed quantity|antall|maara|number of units|units held|quantity held|no of units|stuck nominale|nominal stk|nominale|anzahl betrag|stucke|shares quantity|avail units|asset quantity|btc amount|filled quantity|contracts|nombre|nb de titres|quantity of shares|volume filled|numero de acciones|numero titoli|numero azioni|lots size'
  ],
  [
    'price',
    'price|execution price local|asset market price|unit price|unitprice|trade price|tradeprice|price share|price per share|share price|per share cost|price at transaction|execution price|average price|avg price|fill price|spot price at transaction|kurs|preis|stuckpreis|ausfuhrungskurs|prix|prix unitaire|cours|precio|precio unitario|cotizacion|prezzo|prezzo unitario|koers|prijs|preco|preco unitario|market price|last price|trade price|average filled price|avg filled price|trans preis|purchase price|asset price|quote price|buy price|average price us|prix d execution|prix d achat|eksekveringskurs|kurssi|price of one|stock price|price amount|rate per share|unit cost p|price pence|trade price local|price gbp|executed price|prezzo medio eseguito'
  ],
  [
    'price-currency',
    'asset market price currency|currency price share|price currency|currency price|wahrung kurs|quote currency|price ccy|devise du prix|kurs in|kurswahrung|asset currency|instrument currency|instrumentvaluta|currency of price'
  ],
  [
    'net-amount',
    'net amount|netamount|net cash|netcash|settle amount net|settlement amount|net value|net proceeds|net amount settled|waarde netto|net total|nettobetrag|endbetrag|montant net|importe neto|importo netto|netto|nettobedrag|valor liquido|total inclusive of fees and or spread|total incl fees|booked amount|net amt|net cash amount|net transaction amount|cash flow|montant de l operation|montant net eur|netto betrag|received paid amount|net consideration|settled amount|total cost proceeds|nettobelopp|net proceeds cost|total inc fees'
  ],
  [
    'amount',
    'amount|amount fiat|umsatz|umsatz in|gross amount|grossamount|gross|txn dollars|total amount|trade money|trademoney|proceeds|total|value|transaction value|principal amount|principal|subtotal|consideration|cash|cash amount|notional|market value|betrag|bruttobetrag|kurswert|gesamtbetrag|umsatz|wert brutto|montant|montant brut|importe|importe bruto|importe total|importo|controvalore|bedrag|waarde|totaal|mutatie|valor|valor total|montante|transaction amount|belopp|traded value|quote amount|fiat amount excl fees|filled volume|total trade value|belob|belop|summa|trans wert|importo euro|kurswert in eur|native currency amount|total value|amount usd|amount gbp|amount eur|value of trade|brutobedrag|montant en euros|trade value|total price|umsatz in eur|cash value|gegenwert|transaction total|order value'
  ],
  [
    'currency',
    'currency|fiat|ccy|curr|currencyprimary|currency total|transaction currency|trade currency|settlement currency|currency code|currency currency|wahrung|devise|monnaie|divisa|moneda|valuta valutasoort|munt|moeda|transaktionsvaluta|account currency|quote currency|devise du compte|whg|whrg|currency symbol|fiat currency|bewertungswahrung|received paid currency|valuta|settlement ccy|account ccy|wahrung betrag|devise operation|trade ccy'
  ],
  [
    'fee',
    'fee|fees|fees comm|commission|commissions|commission fees|commissions and fees|ibcommission|transaction fee|trading fee|brokerage|fees and or spread|costs|cost of trade|charges|gebuhr|gebuhren|provision|kosten|spesen|frais|courtage|commission ttc|comision|comisiones|gastos|commissione|commissioni|spese|kosten transactie|transactiekosten|taxa|taxas|corretagem|custos|makelaarsloon|kurtage|courtage sek|courtage nok|courtage dkk|total avgift|samlede afgifter|totale avgifter|kokonaiskulut|fremde spesen|eigene spesen|fees us|fee amount|fx fee amount|commission payee|commissioni amministrato|source fee amount|trading fees|transaction costs|transaction fees|brokerage fee|conversion fee|currency conversion fee|exchange fee|exchange fees|broker fee|sec fee|clearing fee|entgelt|orderentgelt|orderprovision|handelsplatzgebuhr|fremdkosten|spread fee|gst|platform fee|regulatory fees|reg fee|finra fee|other fees|other charges|brokerage aud|frais de courtage|droits de garde|gastos de gestion|canones|comision cambio|spese fisse|service fee|autofx kosten'
  ],
  [
    'tax',
    'tax|taxes|withholding tax|withholding|tax withheld|tax amount|stamp duty|steuer|steuern|quellensteuer|kest|impot|impots|taxe|taxes retenues|impuesto|impuestos|retencion|imposta|imposte|ritenuta|belasting|dividendbelasting|imposto|impostos|ir|dividend withheld tax amount|tax amt|tax fiat|beurstaks|kapitalertragsteuer|solidaritatszuschlag|soli|kirchensteuer|withheld tax|withholding tax amount|ptm levy|ptm|stamp duty reserve tax|transaction tax|ftt|steuerbetrag|taxe ttf|ttf|roerende voorheffing|precompte mobilier|stt|skat|skatt|kallskatt|tob|tax withheld amount|us withholding tax|foreign tax|retencion origen|retencion destino|bollo|tobin tax|imposta sostitutiva'
  ],
  [
    'accrued',
    'accrued interest|accrued int|accrued|stuckzinsen|interets courus|interessi maturati|rateo|ratei|opgelopen rente|cupon corrido'
  ],
  ['tax-currency', 'currency withholding tax|tax currency'],
  [
    'fee-currency',
    'fee currency|fee asset|fees currency|commission currency|ib commission currency|currency fee|brokerage currency|fee ccy|commission ccy|source fee currency|fee coin'
  ],
  [
    'exchange-rate',
    'exchange rate|exchangerate|fx rate|fxrate|fx|fxratetobase|rate|wechselkurs|devisenkurs|taux de change|tipo de cambio|tasso di cambio|cambio|wisselkoers|taxa de cambio|valutakurs|vaxlingskurs|vekselkurs|vekslingskurs|vaihtokurssi|conversion rate|currency rate|umrechnungskurs|fx conversion rate|taux|exchange rate to base|wechselkurs usd eur'
  ],
  [
    'bought-amount',
    'bought amount|amount bought|received amount|to amount|target amount after fees|target amount|buy amount|buy|received quantity|amount received|to quantity|destination amount|converted amount'
  ],
  [
    'bought-currency',
    'bought currency|received currency|to currency|target currency|buy currency|received asset|to asset|to coin|destination currency'
  ],
  [
    'sold-amount',
    'sold amount|sent amount|from amount|amount sent|source amount after fees|source amount|sell amount|sell|sent quantity|from quantity|spent amount|amount sold'
  ],
  [
    'sold-currency',
    'sold currency|sent currency|from currency|source currency|sell currency|sent asset|from asset|spent currency'
  ],
  [
    'debit',
    'debit|debit amount|debits|soll|debet|money out|paid out|dare|uscite|addebiti|cargo|out amount|ausgang|withdrawals amount|withdrawal|withdrawals'
  ],
  [
    'credit',
    'credit|credit amount|credits|haben|money in|paid in|avere|entrate|accrediti|abono|in amount|eingang|deposit|deposits'
  ],
  [
    'worth',
    'net worth amount|native amount|fair market value|market value at time|value in eur|value in usd|value in chf'
  ],
  ['worth-currency', 'net worth currency|native currency'],
  [
    'status',
    'status|state|order status|transaction status|zustand|statut|estado|stato|order state|settlement status|transaction state'
  ],
  ['ratio', 'ratio|split ratio|split factor|factor'],
  [
    'unit-cost',
    'unit cost|average cost|avg cost|average cost basis|cost share|cost per share|cost basis per share|average buy price|einstandskurs|einstandspreis|prix de revient unitaire|pru|prezzo medio|precio medio|preco medio|gak|average purchase price|avg buy price|gemiddelde aankoopprijs|average unit cost|cost basis per unit|avg cost per share|anschaffungskurs|average price paid|kostenbasis pro stuck'
  ],
  [
    'cost',
    'cost|cost basis|costbasis|total cost|book value|book cost|cost basis total|purchase value|invested|einstandswert|kaufwert|prix de revient|coste|costo|valore di carico|aankoopwaarde|custo|einstandswert in eur|anschaffungswert|purchase cost|total cost basis|book cost gbp|buchwert'
  ],
  [
    'account',
    'account|account #|account no|account name|account number|account id|accountid|clientaccountid|portfolio|konto|kontonummer|depot|depotnummer|cash account|compte|numero de compte|cuenta|conto|deposito|rekening|rekeningnummer|conta|depa|portefolje|portfolj|salkku|account nickname|konto nr|depotnr|securities account|wertpapierdepot'
  ],
  ['to-account', 'to account|target account|other account|counter account|offset account|gegenkonto|tegenrekening'],
  [
    'id',
    'id|transaction id|transactionid|tradeid|trade id|order id|orderid|order #|order|reference|reference number|activity id|txid|external id|transaktions id|auftragsnummer|order nr|referenz|numero d ordre|id operacion|id operazione|reference no|riferimento ordine|transaction reference|txhash|transaction hash|tx id|ta nr|auftrags nr|externe referenz|trade number|deal reference|contract note|order number|contract number|confirmation number|ordrenr|notanummer|verifikationsnummer'
  ],
  [
    'note',
    'note|notes|comment|comments|memo|details|remark|remarks|notiz|bemerkung|kommentar|verwendungszweck|buchungstext|remarque|commentaire|nota|notas|comentario|observaciones|commento|opmerking|opmerkingen|observacao|observacoes|transaction description|buchungsinformation|transaktionstext|transaktionstekst|transaksjonstekst|tapahtumateksti|event|additional information|label|tag|narrative|particulars|transactiondetails|transaction details|beschreibung 2|info'
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
