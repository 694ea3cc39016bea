import { goto } from '$app/navigation';
import type { Transaction } from '$lib/domain/ledger';
import { add, decimalToNumber, type Decimal } from '$lib/domain/money';
import { checkedDraft, draftBasis, freshId, recorded, today, type DraftBasis } from '$lib/services/edit-ledger';
import type { PortfolioSummary } from '$lib/services/portfolio-summary';
import { session } from '$lib/state/session.svelte';
import { date, exactMoney, percent, price, quantity, weekdayDate } from '$lib/ui/format';
import type { PaletteDraft } from '$lib/ui/shell';
import { fieldProblemText, importFailure, ledgerTexts, shortfallTexts, verbTexts } from '$lib/ui/texts';
import { pendingEntry } from './ledger/entry.svelte';
import { readEntryForm, type EntryForm, type ReadEntry } from './ledger/entry-form';
import { actTitle, cashMoved, namesFrom } from './ledger/rows';
import { formFromTyped } from './ledger/typed-transaction';
import { icon } from './icon';
import { paths } from './navigation';
import { teller } from './teller';
import { undoLater } from './undo';

type Ready = Extract<ReadEntry, { status: 'ready' }>;

const texts = ledgerTexts.draft;
const PAUSE = 150;
const FAR = 0.1;

/** What is known about the draft last typed; it arrives a moment after the words. */
class Surroundings {
  found = $state.raw<{ key: string; basis: DraftBasis; doubts: readonly string[] } | undefined>(undefined);
  #asked = '';
  #pause: ReturnType<typeof setTimeout> | undefined;

  of(
    key: string,
    ready: Ready,
    summary: PortfolioSummary
  ): { basis: DraftBasis; doubts: readonly string[] } | undefined {
    if (this.#asked !== key) {
      this.#asked = key;
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => void this.#ask(key, ready, summary), PAUSE);
    }
    return this.found?.key === key ? this.found : undefined;
  }

  async #ask(key: string, { transaction, accounts, instruments }: Ready, summary: PortfolioSummary): Promise<void> {
    const [money] = cashMoved({ event: 'draft' as never, transaction });
    const fallback = summary.accounts.find((one) => one.id === transaction.account)?.currency ?? summary.base;
    const [basis, check] = await Promise.all([
      draftBasis(summary.vault, {
        account: transaction.account,
        currency: money?.currency ?? fallback,
        day: transaction.tradeDay,
        ...('instrument' in transaction && transaction.instrument ? { instrument: transaction.instrument } : {})
      }),
      checkedDraft(summary.vault, transaction)
    ]);
    if (this.#asked !== key) return;
    const names = namesFrom([...summary.accounts, ...accounts], [...summary.instruments, ...instruments]);
    this.found = {
      key,
      basis,
      doubts: [...check.problems.map(fieldProblemText), ...shortfallTexts(check, names)]
    };
  }
}

const surroundings = new Surroundings();

/** What the palette's words stand for, when they are a transaction: "buy 10 VTI 250 yesterday". */
export function interpret(text: string): PaletteDraft | undefined {
  const { summary } = session;
  if (!summary) return undefined;
  const day = summary.vault === 'demo' ? (summary.asOf ?? today()) : today();
  const form = formFromTyped(text, { ...summary, today: day });
  if (!form) return undefined;
  const read = readEntryForm(form, { ...summary, newId: freshId });
  const edit = { label: texts.edit, icon: icon('pencil'), run: () => void openForm(form) };
  if (read.status === 'incomplete')
    return { fields: fieldsOf(form, summary), ways: [{ ...edit, label: texts.fillIn, keys: 'Enter' }] };
  const known = surroundings.of(`${session.revision} ${text}`, read, summary);
  const { transaction } = read;
  const doubts = [
    ...(known ? farFromClose(transaction, known.basis) : []),
    ...read.instruments.map((one) => ledgerTexts.newInstrument(one.name)),
    ...(known?.doubts ?? [])
  ];
  return {
    fields: fieldsOf(form, summary),
    effects: effectsOf(transaction, known?.basis),
    ...(doubts.length > 0 ? { doubt: `${doubts.join(' ')} ${texts.asTyped}` } : {}),
    ways: [
      {
        label: texts.record[transaction.verb] ?? texts.recordOther,
        keys: 'Enter',
        icon: icon('plus'),
        run: () => void record(read)
      },
      { ...edit, keys: 'Shift Enter' }
    ]
  };
}

function fieldsOf(form: EntryForm, summary: PortfolioSummary): PaletteDraft['fields'] {
  const account = summary.accounts.find((one) => one.id === form.account);
  const instrument = summary.instruments.find((one) =>
    one.identifiers.some((id) => id.value.toUpperCase() === form.symbol.toUpperCase())
  );
  const all: ({ label: string; value: string; hint?: string } | undefined)[] = [
    { label: texts.do, value: verbTexts[form.verb] },
    form.quantity === undefined ? undefined : { label: ledgerTexts.quantity, value: quantity(form.quantity) },
    form.symbol === ''
      ? undefined
      : { label: texts.holding, value: form.symbol, ...(instrument ? { hint: instrument.name } : {}) },
    form.price === undefined
      ? undefined
      : { label: ledgerTexts.price, value: price(form.price, form.currency), hint: form.currency },
    form.amount === undefined
      ? undefined
      : { label: ledgerTexts.amount, value: exactMoney(form.amount, form.currency) },
    form.numerator === undefined
      ? undefined
      : { label: verbTexts.split, value: ledgerTexts.ratio(form.numerator, form.denominator ?? 1) },
    form.day === undefined ? undefined : { label: ledgerTexts.day, value: weekdayDate(form.day) },
    { label: ledgerTexts.account, value: account?.name ?? ledgerTexts.newAccount }
  ];
  return all.filter((one) => one !== undefined);
}

function effectsOf(transaction: Transaction, basis: DraftBasis | undefined): NonNullable<PaletteDraft['effects']> {
  const [moved] = cashMoved({ event: 'draft' as never, transaction });
  if (!moved) return [];
  const label = moved.amount < 0n ? texts.cost : texts.proceeds;
  const size = (moved.amount < 0n ? -moved.amount : moved.amount) as Decimal;
  return [
    { label, value: exactMoney(size, moved.currency) },
    ...(basis ? [{ label: texts.cashAfter, value: exactMoney(add(basis.cash, moved.amount), moved.currency) }] : [])
  ];
}

/** A price far from the last close is doubted, with how far and the close beside it. */
function farFromClose(transaction: Transaction, { close }: DraftBasis): string[] {
  if (!close || !('price' in transaction) || close.currency !== transaction.gross.currency) return [];
  const distance = decimalToNumber(transaction.price) / decimalToNumber(close.value) - 1;
  if (!(Math.abs(distance) > FAR)) return [];
  const { currency } = close;
  return [
    texts.far(
      exactMoney(transaction.price, currency),
      percent(Math.abs(distance)),
      distance < 0,
      exactMoney(close.value, currency),
      date(close.day)
    )
  ];
}

async function openForm(form: EntryForm): Promise<void> {
  pendingEntry.form = form;
  await goto(session.href(`${paths.ledger}?record=1`));
}

async function record(read: Ready): Promise<void> {
  const { vault } = session;
  const { summary } = session;
  const names = namesFrom(
    [...(summary?.accounts ?? []), ...read.accounts],
    [...(summary?.instruments ?? []), ...read.instruments]
  );
  const title = actTitle(read.transaction, names);
  try {
    const batch = await recorded(vault, read, title);
    teller.tell({ text: ledgerTexts.recordedToast(title), undo: () => void undoLater(vault, batch, teller) });
  } catch (reason) {
    const words = importFailure(reason instanceof Error ? reason : new Error(String(reason)));
    teller.tell(`${words.what} ${words.works}`);
  }
}
