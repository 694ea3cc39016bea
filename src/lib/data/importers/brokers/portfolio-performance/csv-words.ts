import type { ClientVerb } from './client';

/** What a column says. */
export type CsvColumn =
  | 'date'
  | 'time'
  | 'type'
  | 'value'
  | 'currency'
  | 'gross'
  | 'grossCurrency'
  | 'rate'
  | 'fees'
  | 'taxes'
  | 'shares'
  | 'isin'
  | 'wkn'
  | 'ticker'
  | 'name'
  | 'note'
  | 'account'
  | 'otherAccount'
  | 'portfolio'
  | 'otherPortfolio';

/** Names of the columns in English, German, French, Spanish, Italian, Dutch and Portuguese. */
export const csvColumns: Readonly<Record<CsvColumn, readonly string[]>> = {
  date: ['Date', 'Datum', 'Fecha', 'Data'],
  time: ['Time', 'Uhrzeit', 'Heure', 'Hora', 'Ora', 'Tijd'],
  type: ['Type', 'Typ', 'Tipo'],
  value: ['Value', 'Wert', 'Valeur', 'Valor', 'Valore', 'Waarde'],
  currency: [
    'Transaction Currency',
    'Buchungswährung',
    "Devise de l'opération",
    'Moneda de la transacción',
    'Moneda de la transaccioón',
    'Valuta Operazione',
    'Transactievaluta',
    'Moeda da Transação'
  ],
  gross: [
    'Gross Amount',
    'Bruttobetrag',
    'Montant brut',
    'Cantidad bruta',
    'Importo Lordo',
    'Brutobedrag',
    'Valor Bruto'
  ],
  grossCurrency: [
    'Currency Gross Amount',
    'Währung Bruttobetrag',
    'Montant brut en devise',
    'Cantidad bruta de moneda',
    'Importo lordo valuta',
    'Valuta brutobedrag',
    'Valor Bruto em Moeda'
  ],
  rate: [
    'Exchange Rate',
    'Wechselkurs',
    'Taux de change',
    'Tipo de cambio',
    'Tasso di cambio',
    'Wisselkoers',
    'Taxa de Câmbio'
  ],
  fees: ['Fees', 'Gebühren', 'Frais', 'Comisiones', 'Commissioni', 'Kosten', 'Taxas'],
  taxes: ['Taxes', 'Steuern', 'Impôts / Taxes', 'Impuestos', 'Tasse', 'Belastingen', 'Impostos'],
  shares: ['Shares', 'Stück', 'Parts', 'Acciones', 'Azioni', 'Aandelen', 'Quantidade'],
  isin: ['ISIN'],
  wkn: ['WKN'],
  ticker: [
    'Ticker Symbol',
    'Ticker-Symbol',
    'Symbole boursier',
    'Símbolo del Ticker',
    'Simbolo Titolo',
    'Tickersymbool',
    'Símbolo da Ação'
  ],
  name: [
    'Security Name',
    'Wertpapiername',
    'Nom du titre',
    'Nombre del activo',
    'Nome Titolo',
    'Naam effect',
    'Nome do Ativo'
  ],
  note: ['Note', 'Notiz', 'Nota', 'Opmerking'],
  account: [
    'Cash Account',
    'Account',
    'Konto',
    'Compte espèces',
    'Cuenta',
    'Conto di cassa',
    'Geldrekening',
    'Conta Caixa'
  ],
  otherAccount: [
    'Offset Account',
    'Offset Cash Account',
    'Gegenkonto',
    'Compte de compensation',
    'Cuenta de contrapartida',
    'Conto di compensazione',
    'Tegenrekening',
    'Conta Compensada'
  ],
  portfolio: [
    'Securities Account',
    'Depot',
    'Compte-titres',
    'Cuenta de valores',
    'Conto titoli',
    'Effectenrekening',
    'Conta de Ativos'
  ],
  otherPortfolio: [
    'Offset Securities Account',
    'Gegendepot',
    'Cuenta de valores compensados',
    'Conto titoli di compensazione',
    'Offset effectenrekening',
    'Conta de Valores Compensados'
  ]
};

/** What a word in the column of types says. A transfer is one of cash or of securities, as the row has units. */
export type CsvType = Exclude<ClientVerb, 'SECURITY_TRANSFER' | 'CASH_TRANSFER'> | 'TRANSFER_IN' | 'TRANSFER_OUT';

const words: Readonly<Record<CsvType, string>> = {
  PURCHASE: 'BUY|Buy|Kauf|Achat|Compra|Koop|Comprar',
  SALE: 'SELL|Sell|Verkauf|Vente|Venta|Vendi|Verkoop|Vender',
  INBOUND_DELIVERY:
    'DELIVERY_INBOUND|Delivery (Inbound)|Einlieferung|Distribution (Entrante)|Entrega (Entrada)|Trasferimento Titoli (in entrata)|Levering (inkomend)|Entrega (Inbound)',
  OUTBOUND_DELIVERY:
    'DELIVERY_OUTBOUND|Delivery (Outbound)|Auslieferung|Distribution (Sortante)|Entrega (Salida)|Trasferimento Titoli (in uscita)|Levering (uitgaand)|Entrega (Outbound)|Entrega (Saída)',
  TRANSFER_IN:
    'TRANSFER_IN|Transfer (Inbound)|Umbuchung (Eingang)|Transfert (Entrant)|Transferencia (Entrada)|Trasferimento (in entrata)|Overboeking (inkomend)|Transferência (Entrada)',
  TRANSFER_OUT:
    'TRANSFER_OUT|Transfer (Outbound)|Transfer|Umbuchung (Ausgang)|Umbuchung|Transfert (Sortant)|Transferencia (Salida)|Trasferimento (in uscita)|Overboeking (uitgaand)|Transferência (Saída)',
  DEPOSIT: 'Deposit|Einlage|Dépôt|Depósito|Deposita|Deposito|Storting',
  REMOVAL: 'Removal|Withdrawal|Entnahme|Retrait|Retirada|Rimozione|Prelievo|Opname|Levantamento',
  DIVIDEND: 'Dividend|Dividends|Dividende|Dividendes|Dividendo',
  INTEREST: 'Interest|Zinsen|Intérêts|Intereses|Interesse|Interessi|Rente|Juros',
  INTEREST_CHARGE:
    "INTEREST_CHARGE|Interest Charge|Zinsbelastung|Frais d'Intérêts|Cargo intereses|Interesse passivo|Rentekosten|Encargos de Juros",
  TAX: 'Taxes|Tax|Steuern|Impôts / Taxes|Impuestos|Tasse|Belastingen|Impostos',
  TAX_REFUND:
    'TAX_REFUND|Tax Refund|Steuerrückerstattung|Remboursement Impôts / Taxes|Devolución impuestos|Rimborso tasse|Terugbetaling belastingen|Reembolso de Impostos',
  FEE: 'Fees|Fee|Gebühren|Frais|Comisiones|Commissioni|Kosten|Comissões|Taxas',
  FEE_REFUND:
    'FEES_REFUND|Fees Refund|Gebührenerstattung|Remboursement de Frais|Devolución comisiones|Rimborso commissioni|Terugbetaling kosten|Reembolso de Comissões'
};

const plain = (word: string): string => word.trim().toLowerCase().replace(/\s+/g, ' ');

const types: ReadonlyMap<string, CsvType> = new Map(
  Object.entries(words).flatMap(([type, list]) =>
    list.split('|').map((word) => [plain(word), type as CsvType] as const)
  )
);

/** Type of a word in any of the languages. */
export function csvType(word: string): CsvType | undefined {
  return types.get(plain(word));
}
