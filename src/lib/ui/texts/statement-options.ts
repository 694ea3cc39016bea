import { dayFromNumber } from '$lib/domain/calendar';
import type { ImportQuestion, QuestionOption } from '$lib/domain/statements';
import { date } from '$lib/ui/format';

const plainOptions: Record<string, string> = {
  'leave-out': 'Leave out',
  create: 'Add as new',
  opening: 'Record as the opening',
  match: 'The same security',
  keep: 'Keep',
  computed: 'Price times quantity',
  stated: 'The file’s amount',
  accept: 'Accept cash below zero',
  'deposit-before': 'Add a deposit the day before',
  add: 'Add it as well',
  'account:new': 'A new account',
  'adjustment:none': 'Closes as traded',
  'adjustment:splits': 'Adjusted for splits',
  'adjustment:total-return': 'Adjusted for splits and dividends',
  'action:buy': 'A purchase',
  'action:sell': 'A sale',
  'action:dividend': 'A dividend',
  'action:interest': 'Interest',
  'action:income-in-kind': 'Units received as income',
  'action:return-of-capital': 'A return of capital',
  'action:in': 'Came from outside',
  'action:out': 'Left to outside',
  delivered: 'Book as a delivery',
  value: 'At their value that day',
  'as-fee': 'The difference is a fee',
  reorganise: 'Old units became the new ones',
  split: 'A split',
  sold: 'Units given for cash',
  'as-dividend': 'Cash as a dividend',
  'as-capital': 'Cash as a return of capital',
  'action:fee': 'A fee',
  'action:tax': 'A tax',
  'action:deposit': 'A deposit',
  'action:withdrawal': 'A withdrawal',
  'action:nothing': 'Pass over, here and later'
};

/** Option of a question in words; `names` gives the names of accounts and instruments by id where they are known. */
export function optionText(
  question: Pick<ImportQuestion, 'subject'>,
  option: QuestionOption,
  names: ReadonlyMap<string, string> = new Map()
): string {
  const { subject } = question;
  if (subject.code === 'opens-short' && option.id === 'keep') return 'Open the short';
  if (subject.code === 'opens-short' && option.id === 'opening') return 'I held these before';
  if (subject.code === 'opening-missing' && option.id === 'keep') return 'Leave the difference';
  if ((subject.code === 'future-dates' || subject.code === 'old-dates') && option.id === 'keep') return 'Keep the day';
  if (subject.code === 'already-by-hand' && option.id === 'leave-out') return 'Same, keep mine';
  if (subject.code === 'already-by-hand') return 'Two different entries';
  if (subject.code === 'instruments-new' && option.id === 'create' && subject.entries.length > 1) return 'Add them all';
  const plain = plainOptions[option.id];
  if (plain) return plain;
  const [kind = '', ...rest] = option.id.split(':');
  const value = rest.join(':');
  switch (kind) {
    case 'order':
      return value === 'dmy' ? 'Day first' : 'Month first';
    case 'kind':
      return value === 'transactions' ? 'Purchases' : 'Holdings';
    case 'account':
      return (
        names.get(value) ??
        (subject.code === 'which-account' ? subject.accounts.find((one) => one.id === value)?.name : undefined) ??
        value
      );
    case 'day':
      return date(dayFromNumber(Number(value)));
    case 'ratio':
      return `${rest[0] ?? ''} new for ${rest[1] ?? ''}`;
    case 'match': {
      const known =
        subject.code === 'instruments-similar'
          ? subject.entries.find((one) => one.resembles?.id === value)?.resembles
          : undefined;
      return names.get(value) ?? (known ? `${known.symbol}, ${known.name}` : value);
    }
    default:
      return value === '' ? option.id : value;
  }
}
