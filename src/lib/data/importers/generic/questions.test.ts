import { describe, expect, test } from 'vitest';
import { dayFromText, dayText } from '$lib/domain/calendar';
import { decimalText } from '$lib/domain/money';
import { bestAnswers, type Answers, type ImportQuestion, type StatementPreview } from '$lib/domain/statements';
import { acceptedAnswers, contextAfter, emptyContext, previewOf, previewOfText, written } from '../import.fixture';

const question = (preview: StatementPreview, code: string): ImportQuestion => {
  const found = preview.questions.find((one) => one.subject.code === code);
  if (!found) throw new Error(`no question ${code}: ${preview.questions.map((one) => one.id).join()}`);
  return found;
};
const standing = (preview: StatementPreview, line: number): string[] =>
  preview.drafts.filter((draft) => draft.line === line).map((draft) => `${draft.transaction.verb} ${draft.standing}`);
const short = (preview: StatementPreview): string[] => {
  const { subject } = question(preview, 'opens-short');
  return subject.code === 'opens-short'
    ? subject.entries.map((one) => `${one.symbol} ${decimalText(one.short)} line ${one.line}`)
    : [];
};

describe('doubtful rows are questions, refused while unanswered', () => {
  const preview = previewOf('doubtful.csv');

  test('each kind of doubt asks once, the rest is understood', () => {
    expect(preview.questions.filter((one) => one.required).map((one) => one.subject.code)).toEqual([
      'action-unknown',
      'currency-unknown',
      'future-dates',
      'amount-differs',
      'opens-short'
    ]);
    expect(preview.counts).toEqual({
      rows: 7,
      understood: 2,
      needLook: 5,
      alreadyThere: 0,
      passedOver: 0,
      leftOut: 0,
      taken: 2
    });
    expect(written(preview).transactions.map((one) => one.verb)).toEqual(['deposit', 'buy']);
  });

  test('a sale past what is held says how far', () => {
    expect(short(preview)).toEqual(['ACME 1182 line 4']);
    const [excerpt] = question(preview, 'opens-short').excerpts;
    expect(excerpt?.text.slice(excerpt.from, excerpt.to)).toBe('1282');
  });

  test('an amount that does not follow shows both figures', () => {
    const { subject, options } = question(preview, 'amount-differs');
    if (subject.code !== 'amount-differs') throw new Error(subject.code);
    expect(subject.entries.map((one) => [decimalText(one.computed.amount), decimalText(one.stated.amount)])).toEqual([
      ['20492', '20942']
    ]);
    expect(options.filter((one) => one.best).map((one) => one.id)).toEqual(['computed']);
  });

  test('answers are followed: short opened, stated amount, day kept, word and currency explained', () => {
    const answers: Answers = {
      'action-unknown': { option: 'action:buy' },
      'currency-unknown': { option: 'currency:USD' },
      'future-dates': { option: 'keep' },
      'amount-differs': { option: 'stated' },
      'opens-short': { option: 'keep' }
    };
    const answered = previewOf('doubtful.csv', answers);
    expect(standing(answered, 4)).toEqual(['sell taken', 'sell-short taken']);
    expect(standing(answered, 7)).toEqual(['buy-to-cover taken']);
    expect(answered.counts).toMatchObject({ taken: 7, needLook: 5, understood: 2 });
    const acts = written(answered);
    const parts = acts.transactions.filter((one) => one.origin?.line === 4);
    expect(parts.map((one) => ('quantity' in one ? decimalText(one.quantity) : ''))).toEqual(['100', '1182']);
    expect(new Set(parts.map((one) => one.origin?.fingerprint)).size).toBe(2);
    expect(acts.transactions.at(-1)).toMatchObject({ tradeDay: dayFromText('2050-06-06') });
    expect(answered.mapping?.actions).toEqual({ frobnicate: 'buy' });
    expect(answered.mapping?.currencies).toEqual({ QQQ: 'USD' });
  });

  test('accepting the best leaves out what is proposed to be left out', () => {
    const accepted = previewOf(
      'doubtful.csv',
      acceptedAnswers((answers) => previewOf('doubtful.csv', answers))
    );
    expect(accepted.counts).toMatchObject({ taken: 4, needLook: 5, understood: 2 });
    expect(accepted.drafts.filter((draft) => draft.standing === 'waiting')).toEqual([]);
  });
});

describe('order of the date', () => {
  test('both orders fit: asked, and everything waits', () => {
    const preview = previewOf('ambiguous-dates.csv');
    expect(question(preview, 'date-order').options.map((one) => one.id)).toEqual(['order:dmy', 'order:mdy']);
    expect(preview.counts).toMatchObject({ taken: 0, needLook: 3 });
    const month = previewOf('ambiguous-dates.csv', {
      'date-order': { option: 'order:mdy' },
      'cash-below-zero:new:ambiguous dates|USD': { option: 'accept' }
    });
    expect(month.drafts.map((draft) => `${dayText(draft.transaction.tradeDay)} ${draft.standing}`)).toEqual([
      '2024-03-04 taken',
      '2024-05-06 taken',
      '2024-07-08 taken'
    ]);
  });

  test('steps of a month speak for month first', () => {
    const rows = Array.from({ length: 24 }, (_, at) => `${(at % 12) + 1}/1/${2020 + Math.floor(at / 12)},${at + 1}`);
    const preview = previewOfText(`Date,ACME\n${rows.join('\n')}\n`);
    expect(question(preview, 'date-order').options.find((one) => one.best)?.id).toBe('order:mdy');
  });
});

describe('cash below zero', () => {
  const text =
    'date,action,symbol,quantity,price,currency\n2024-01-03,buy,ACME,10,10,USD\n2024-01-04,buy,ACME,5,10,USD\n2024-01-05,sell,ACME,15,11,USD\n';
  const id = 'cash-below-zero:new:typed|USD';

  test('one question for the account and currency, with the lowest', () => {
    const { subject } = question(previewOfText(text), 'cash-below-zero');
    if (subject.code !== 'cash-below-zero') throw new Error(subject.code);
    expect([dayText(subject.first), decimalText(subject.lowest), dayText(subject.lowestDay)]).toEqual([
      '2024-01-03',
      '-150',
      '2024-01-04'
    ]);
  });

  test('unanswered: purchases wait, and the sale that needs them waits as well', () => {
    const preview = previewOfText(text);
    expect([2, 3, 4].flatMap((line) => standing(preview, line))).toEqual([
      'buy waiting',
      'buy waiting',
      'sell waiting'
    ]);
    expect(written(preview).transactions).toEqual([]);
  });

  test('accepted, or a deposit the day before, or left out', () => {
    const accepted = previewOfText(text, { [id]: { option: 'accept' } });
    expect(accepted.counts.taken).toBe(3);
    const deposit = written(previewOfText(text, { [id]: { option: 'deposit-before' } })).transactions;
    expect(deposit.map((one) => one.verb)).toEqual(['deposit', 'buy', 'buy', 'sell']);
    expect(deposit[0]).toMatchObject({ tradeDay: dayFromText('2024-01-02'), cash: { amount: 150n * 10n ** 18n } });
    const left = previewOfText(text, { [id]: { option: 'leave-out' } });
    expect(left.drafts.map((draft) => draft.standing)).toEqual(['left-out', 'left-out', 'left-out']);
  });

  test('a deposit later on the same day is enough', () => {
    const same = previewOfText(
      'date,action,symbol,quantity,price,amount,currency\n2024-01-03,buy,ACME,10,10,,USD\n2024-01-03,deposit,,,,100,USD\n'
    );
    expect(same.questions.filter((one) => one.required)).toEqual([]);
  });
});

describe('what the ledger knows', () => {
  const first = emptyContext('plain-trades.csv');
  const acts = written(previewOf('plain-trades.csv'));
  const after = contextAfter(first, acts);

  test('a new symbol beside known ones is asked; a symbol that resembles one is proposed as it', () => {
    const text =
      'date,action,symbol,name,quantity,price,currency\n2024-03-01,buy,ZZZZ,,1,10,USD\n2024-03-01,buy,ACME.TO,,1,10,USD\n2024-03-01,buy,ACME,,1,10,USD\n';
    const preview = previewOfText(text, {}, after);
    expect(question(preview, 'instruments-new').lines).toEqual([2]);
    expect(question(preview, 'instruments-similar').lines).toEqual([3]);
    expect([2, 3, 4].map((line) => standing(preview, line)[0])).toEqual(['buy waiting', 'buy waiting', 'buy taken']);
    const best = previewOfText(text, bestAnswers(preview.questions), after);
    const ids = best.drafts.map((draft) => ('instrument' in draft.transaction ? draft.transaction.instrument : ''));
    expect(ids[1]).toBe(ids[2]);
    expect(ids[0]).not.toBe(ids[2]);
  });

  test('rows that look like entries made by hand are asked, each entry matched once', () => {
    const live = after.live.map((one) => ({ ...one, transaction: { ...one.transaction, origin: {} } }));
    const preview = previewOf('plain-trades.csv', {}, { ...after, live });
    expect(question(preview, 'already-by-hand').lines).toHaveLength(10);
    expect(preview.counts).toMatchObject({ taken: 0, needLook: 10, alreadyThere: 0 });
    const both = previewOf(
      'plain-trades.csv',
      { 'already-by-hand': { option: 'leave-out', each: { '4': 'add' } } },
      { ...after, live }
    );
    expect(both.drafts.filter((draft) => draft.standing === 'taken').map((draft) => draft.line)).toEqual([4]);
  });

  test('the account of a file without one: asked when the ledger has some', () => {
    const preview = previewOfText('date,action,amount,currency\n2024-01-02,deposit,10,USD\n', {}, after);
    const { options, required } = question(preview, 'which-account');
    expect(required).toBe(false);
    expect(options.map((one) => one.id)).toEqual([`account:${after.accounts[0]?.id}`, 'account:new']);
    expect(preview.drafts[0]?.transaction.account).toBe(after.accounts[0]?.id);
  });
});
