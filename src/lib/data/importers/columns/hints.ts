import type { ColumnField } from '$lib/domain/statements';
import { normalisedName } from './aliases';

/** Rank of a field that only a word within the name tells: below every name that is known whole. */
export const HINT_RANK = 1000;

// Figures that are told beside a movement and are no part of it.
const beside =
  /\b(balance|saldo|solde|saldos|profit|gain|loss|p l|p&l|pnl|result|resultat|resultado|realised|realized|erfolg|percent|percentage|yield|bps|running|totalt|total antal|ex date|pay date|eligible|gross distribution|net distribution|(amount|dividend|base|basis) per (share|unit)|expiration|strike|multiplier|limit|stop|trigger|change|referens\w*|middelkurs|oprindelig|indkobsvaerdi|inkopsvarde|anskaffningsvarde|marchzinsen|stuckzinsen|interest|rente|ranta|disclosed|spread|network|before|previous|remaining|total qty|target fee)\b/;

// Words that tell a field wherever they stand in a name, the surest first.
const hints: readonly (readonly [ColumnField, RegExp])[] = [
  ['isin', /\bisin\b/],
  [
    'tax',
    /\b(stamp duty|levy|tax|taxes|steuer|steuern|quellensteuer|taxe|taxes|impot|impots|imposta|imposte|ritenuta|ritenute|belasting|impuesto|impuestos|retencion|imposto|skat|skatt)\b/
  ],
  [
    'fee',
    /\b(fee|fees|commission|commissions|brokerage|courtage|kurtage|gebuhr|gebuhren|provision|spesen|entgelt|entgelte|commissione|commissioni|spese|frais|comision|comisiones|gastos|canones|emolumentos|taxas|custos|charges|kosten|avgift|avgifter|gebyr|afgifter)\b/
  ],
  ['currency', /\b(currency|ccy|devise|divisa|wahrung|whg|whrg|valuta|munt|moneda|moeda)\b/],
  ['settlement-date', /\b(settlement|settle|settled|valuta|reglement|liquidacion|regolamento)\b/],
  ['date', /\b(date|datum|dato|data|fecha|timestamp|time|zeit)\b/],
  [
    'quantity',
    /\b(quantity|qty|shares|units|anzahl|stuck|antal|antall|aantal|quantita|cantidad|quantite|stucke|anteile|titulos|acciones|participaciones|titres|titoli|azioni|parts|quotas|asset amount|coin amount)\b/
  ],
  ['price', /\b(price|kurs|prezzo|precio|prix|koers|preis|cours|preco)\b/],
  ['net-amount', /\b(net|netto|booked)\b/],
  [
    'amount',
    /\b(amount|value|total|betrag|importo|importe|montant|belopp|belob|belop|bedrag|consideration|proceeds|kurswert|controvalore|gegenwert|wert|valor|cash|efectivo|bruto|lordo|brut)\b/
  ],
  ['action', /\b(type|typ|action|transaction|transaktion|operation|operazione|operacion|side|kind|art)\b/],
  ['symbol', /\b(ticker|symbol|symbole|simbolo)\b/],
  [
    'name',
    /\b(name|naam|fondsnaam|nombre|nome|description|security|bezeichnung|wertpapier|titolo|titre|descripcion|omschrijving|beschreibung)\b/
  ]
];

const places = /\b(exchange|market|venue|borse|borsa|bourse|broker|counterparty|source|target)\b/;

/** What a word within the name of a column tells, undefined when none does or the figure is no part of a movement. */
export function hintedField(name: string): { readonly field: ColumnField; readonly rank: number } | undefined {
  const normal = normalisedName(name);
  if (normal === '' || beside.test(normal)) return undefined;
  const at = hints.findIndex(([field, words]) => words.test(normal) && !(field === 'name' && places.test(normal)));
  const field = hints[at]?.[0];
  return field && { field, rank: HINT_RANK + at };
}

/** True when the name says that its figures are hundredths of the currency: "Unit cost (p)", "Price (pence)". */
export function countsHundredths(name: string): boolean {
  return /\((p|pence|cents?)\)|\bpence\b/i.test(name);
}
