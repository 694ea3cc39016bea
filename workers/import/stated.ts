import { openFile, statementFrom } from '$lib/data/importers';
import type { InstrumentId } from '$lib/domain/instruments';
import type { Commodity, Transaction } from '$lib/domain/ledger';
import type { Decimal } from '$lib/domain/money';
import { contextOf, type StatementFile } from './statement';

/** Balances that a holdings file states, as far as the ledger knows what they are of. */
export interface StatedHoldings {
  readonly balances: readonly { readonly what: Commodity; readonly stated: Decimal }[];
  /** What the file names and the ledger does not know. */
  readonly unknown: readonly string[];
}

/** Reads a broker's holdings file as balances to hold the ledger against. Writes nothing. */
export async function stated({ source, ...file }: StatementFile): Promise<StatedHoldings> {
  const { context } = await contextOf(file);
  const preview = statementFrom(await openFile(source, file.fileName), context);
  const named = new Map(preview.instruments.map((one) => [one.instrument.id, one]));
  const balances = new Map<string, { what: Commodity; stated: Decimal }>();
  const unknown = new Set<string>();
  for (const { transaction } of preview.drafts) {
    const one = balanceOf(transaction);
    if (!one) continue;
    const { what } = one;
    const instrument = what.kind === 'instrument' ? named.get(what.id) : undefined;
    if (instrument && !instrument.known) unknown.add(instrument.named);
    else balances.set(what.kind === 'currency' ? what.code : `#${what.id}`, one);
  }
  return { balances: [...balances.values()], unknown: [...unknown] };
}

function balanceOf(transaction: Transaction): { what: Commodity; stated: Decimal } | undefined {
  const units = (id: InstrumentId, stated: Decimal) => ({ what: { kind: 'instrument', id } as const, stated });
  switch (transaction.verb) {
    case 'opening-cash':
    case 'assert-cash':
      return { what: { kind: 'currency', code: transaction.cash.currency }, stated: transaction.cash.amount };
    case 'opening-position':
    case 'assert-position':
      return units(transaction.instrument, transaction.quantity);
    default:
      return undefined;
  }
}
