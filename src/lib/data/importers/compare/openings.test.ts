import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayText, plusDays } from '$lib/domain/calendar';
import { bookAsOf, inLedgerOrder, type Position } from '$lib/domain/ledger';
import { absolute, decimal, decimalFromInteger, decimalText, subtract, sum, ZERO } from '$lib/domain/money';
import { bestAnswers, type Answers, type StatementPreview } from '$lib/domain/statements';
import { asLive, contextAfter, emptyContext, previewOfText, problemCodes, written } from '../import.fixture';
import { readStatement } from '../read-statement';
import { answered, previewOfMade, start, type Made, type Move } from './made-statement.fixture';

const empty = emptyContext('made.txt');

const codes = (preview: StatementPreview) => preview.questions.map((one) => one.subject.code);

function openings(preview: StatementPreview): string[] {
  return preview.drafts.flatMap(({ transaction: t, standing }) => {
    if (t.verb === 'opening-cash') return [`${dayText(t.tradeDay)} ${decimalText(t.cash.amount)} USD ${standing}`];
    if (t.verb !== 'opening-position') return [];
    return [`${dayText(t.tradeDay)} ${decimalText(t.quantity)} for ${decimalText(t.cost.amount)} ${standing}`];
  });
}

function positionsAfter(preview: StatementPreview): Map<string, Position> {
  const acts = written(preview);
  const symbols = new Map(acts.instruments.map((one) => [one.id, one.identifiers[0]?.value ?? '']));
  const book = bookAsOf(inLedgerOrder(asLive(acts.transactions)), plusDays(start, 10_000));
  expect(book.assertions.every(({ stated, found }) => stated === found)).toBe(true);
  return new Map(book.positions.map((one) => [symbols.get(one.instrument) ?? '', one]));
}

describe('a statement that begins mid-life', () => {
  const made: Made = {
    moves: [
      { kind: 'buy', symbol: 'ACME', units: 5, at: 10 },
      { kind: 'sell', symbol: 'ACME', units: 12, at: 20 }
    ],
    stated: [
      { symbol: 'ACME', units: decimal('33'), cost: decimal('380') },
      { symbol: 'NOVA', units: decimal('7') }
    ],
    cash: decimal('500'),
    end: 30
  };

  test('offers what was held before, on the day before the first row; nothing of it is taken unanswered', () => {
    const first = previewOfMade(made);
    const asked = first.questions.find(({ subject }) => subject.code === 'opening-missing');
    expect(asked?.required).toBe(true);
    if (asked?.subject.code !== 'opening-missing') throw new Error('not asked');
    expect(asked.subject.entries.map((one) => [one.symbol, decimalText(one.amount), dayText(one.day)])).toEqual([
      ['ACME', '40', '2024-01-11'],
      ['NOVA', '7', '2024-01-11'],
      // 5 × 20 paid, 12 × 30 received: 260 of the 500 came in since.
      ['USD', '240', '2024-01-11']
    ]);
    expect(written(first).transactions.map(({ verb }) => verb)).not.toContain('opening-position');
  });

  test('agreed to, the end is as stated: units, cash, and cost where the file says it', () => {
    const preview = answered(made);
    // First in, first out: 28 of the 40 remain beside 5 for 100; 380 are stated: 280 of them, 400 of all.
    expect(openings(preview)).toEqual([
      '2024-01-11 40 for 400 taken',
      '2024-01-11 7 for 0 taken',
      '2024-01-11 240 USD taken'
    ]);
    expect(codes(preview)).not.toContain('opens-short');
    expect(problemCodes(preview)).toEqual(['4:cost-unknown']);
    const positions = positionsAfter(preview);
    expect(decimalText(positions.get('ACME')?.cost ?? ZERO)).toBe('380');
    expect(decimalText(positions.get('NOVA')?.quantity ?? ZERO)).toBe('7');
  });

  test('a cost that is said is taken, and a difference can be left', () => {
    const first = previewOfMade(made);
    const [, nova] = first.questions.flatMap(({ subject }) =>
      subject.code === 'opening-missing' ? subject.entries : []
    );
    const each = { [nova?.key ?? '']: 'opening:123.45' };
    expect(openings(answered(made, { 'opening-missing': { option: 'opening', each } }))).toContain(
      '2024-01-11 7 for 123.45 taken'
    );
    const left = answered(made, { 'opening-missing': { option: 'keep' } });
    expect(openings(left)).toEqual([]);
    expect(problemCodes(left)).toEqual(['3:balance-differs', '4:balance-differs', '5:balance-differs']);
  });

  test('the same file again, and the next one, ask nothing', () => {
    const context = contextAfter(empty, written(answered(made)));
    const again = previewOfMade(made, {}, context);
    expect([again.counts.taken, codes(again), written(again).transactions]).toEqual([0, [], []]);
    const next: Made = { moves: [], stated: [{ symbol: 'ACME', units: decimal('34') }], end: 60 };
    const later = previewOfMade(next, {}, context);
    expect([codes(later), problemCodes(later)]).toEqual([[], ['1:balance-differs']]);
  });

  test('an activity statement of Interactive Brokers: the cost of the opening follows from the stated cost basis', () => {
    const text = [
      'Statement,Header,Field Name,Field Value',
      'Statement,Data,BrokerName,Interactive Brokers',
      'Statement,Data,Period,"January 1, 2024 - December 31, 2024"',
      'Account Information,Header,Field Name,Field Value',
      'Account Information,Data,Account,U7654321',
      'Account Information,Data,Base Currency,USD',
      'Open Positions,Header,DataDiscriminator,Asset Category,Currency,Symbol,Quantity,Mult,Cost Price,Cost Basis,Close Price,Value,Unrealized P/L,Code',
      'Open Positions,Data,Summary,Stocks,USD,ACME,"1,700",1,5,8500,6,10200,1700,',
      'Trades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,C. Price,Proceeds,Comm/Fee,Basis,Realized P/L,MTM P/L,Code',
      'Trades,Data,Order,Stocks,USD,ACME,"2024-02-05, 10:30:00",500,5,5.1,-2500,-2,2502,0,150,O'
    ].join('\n');
    const read = (answers: Answers) => readStatement(text, emptyContext('U7654321.csv'), { answers });
    const preview = read({ ...bestAnswers(read({}).questions) });
    // 500 were bought for 2,502; the other 1,200 of the stated 8,500 cost the rest.
    expect(openings(preview)).toEqual(['2024-02-04 1200 for 5998 taken']);
    expect(preview.problems.map(({ subject }) => subject.code)).toEqual([]);
  });

  const symbols = ['ACME', 'NOVA', 'ORB'];
  const moves = fc.array(
    fc.record<Move>({
      kind: fc.constantFrom('buy', 'buy', 'sell', 'split'),
      symbol: fc.constantFrom(...symbols),
      units: fc.integer({ min: 1, max: 60 })
    }),
    { minLength: 2, maxLength: 14 }
  );

  /** Moves that never sell more than is held; splits are small. */
  function possible(drawn: readonly Move[]): (Move & { at: number })[] {
    const held = new Map<string, number>();
    return drawn.flatMap((move, at) => {
      const before = held.get(move.symbol) ?? 0;
      const units =
        move.kind === 'split' ? 1 + (move.units % 3) : move.kind === 'sell' ? Math.min(move.units, before) : move.units;
      if (units === 0 || (move.kind === 'split' && units === 1)) return [];
      held.set(move.symbol, move.kind === 'split' ? before * units : before + (move.kind === 'sell' ? -units : units));
      return [{ ...move, units, at }];
    });
  }

  test('a history cut anywhere ends with the holdings and the cost of the whole one', () => {
    fc.assert(
      fc.property(moves, fc.integer({ min: 1, max: 13 }), (drawn, where) => {
        const all = possible(drawn);
        const whole = positionsAfter(
          answered({ moves: all, stated: [], end: 100 }, { 'cash-below-zero': { option: 'accept' } })
        );
        const held = [...whole].map(([symbol, { quantity, cost }]) => ({ symbol, units: quantity, cost }));
        if (held.length === 0) return;
        const cut: Made = { moves: all.slice(Math.min(where, all.length - 1)), stated: held, end: 100 };
        const preview = answered(cut, { 'opens-short': { option: 'opening' } });
        const found = positionsAfter(preview);
        for (const { symbol, units, cost } of held) {
          const one = found.get(symbol);
          expect([symbol, one?.quantity]).toEqual([symbol, units]);
          const opened = preview.drafts.some(
            ({ transaction: t }) =>
              t.verb === 'opening-position' &&
              t.cost.amount !== ZERO &&
              t.instrument === instrumentNamed(preview, symbol)
          );
          // The cost of an opening is to the cent: its remaining part is within one.
          if (opened) expect(absolute(subtract(one?.cost ?? ZERO, cost)) <= decimal('0.01')).toBe(true);
        }
      }),
      { numRuns: 30 }
    );
  });

  const instrumentNamed = (preview: StatementPreview, symbol: string) =>
    preview.instruments.find((one) => one.named === symbol)?.instrument.id;
});

describe('sales past what is held, held before', () => {
  const head = 'Date,Type,Symbol,Quantity,Price,Currency';
  const opening = (cost = ''): Answers => ({
    'opens-short': { option: 'opening', ...(cost ? { each: { [key]: `opening:${cost}` } } : {}) }
  });
  const rows = [head, '2024-02-01,buy,NOVA,1,5,USD', '2024-03-01,buy,ACME,10,10,USD', '2024-04-01,sell,ACME,25,12,USD'];
  const first = previewOfText(rows.join('\n'));
  const asked = first.questions.find(({ subject }) => subject.code === 'opens-short');
  const key = asked?.subject.code === 'opens-short' ? (asked.subject.entries[0]?.key ?? '') : '';
  const accept = (own: Answers): StatementPreview =>
    previewOfText(rows.join('\n'), { ...bestAnswers(previewOfText(rows.join('\n'), own).questions), ...own });

  test('is one of the answers; the units that are missing are held from the day before the first row', () => {
    expect(asked?.options.map(({ id }) => id)).toEqual(['keep', 'opening', 'leave-out']);
    const preview = accept(opening());
    expect(openings(preview)).toEqual(['2024-01-31 15 for 0 taken']);
    expect(preview.drafts.map(({ transaction: { verb } }) => verb)).not.toContain('sell-short');
    expect(problemCodes(preview)).toEqual(['4:cost-unknown']);
    expect(preview.counts).toMatchObject({ rows: 3, taken: 3 });
  });

  test('with what they cost', () => {
    const preview = accept(opening('111.5'));
    expect(openings(preview)).toEqual(['2024-01-31 15 for 111.5 taken']);
    expect(problemCodes(preview)).toEqual([]);
  });

  test('written once: the same file again brings neither rows nor openings', () => {
    const context = contextAfter(emptyContext('typed.csv'), written(accept(opening())));
    const again = previewOfText(rows.join('\n'), {}, context);
    expect([again.counts.taken, written(again).transactions]).toEqual([0, []]);
  });

  test('where a split in between leaves no exact number, they are held from the day before the sale', () => {
    const made: Made = {
      moves: [
        { kind: 'split', symbol: 'ACME', units: 3, at: 5 },
        { kind: 'sell', symbol: 'ACME', units: 10, at: 9 }
      ],
      stated: [],
      end: 20
    };
    expect(openings(answered(made, opening()))).toEqual(['2024-01-10 10 for 0 taken']);
    const [split] = made.moves;
    const twelve = { kind: 'sell', symbol: 'ACME', units: 12, at: 9 } as const;
    const exact: Made = { ...made, moves: split ? [split, twelve] : [] };
    expect(openings(answered(exact, opening()))).toEqual(['2024-01-06 4 for 0 taken']);
  });

  test('are exactly as many as needed: no sale goes short, and the holding comes down to nothing once', () => {
    const trades = fc.array(
      fc.record({ kind: fc.constantFrom('buy' as const, 'sell' as const), units: fc.integer({ min: 1, max: 40 }) }),
      { minLength: 1, maxLength: 12 }
    );
    fc.assert(
      fc.property(trades, (drawn) => {
        const made: Made = { moves: drawn.map((one, at) => ({ ...one, symbol: 'ACME', at })), stated: [], end: 50 };
        const preview = answered(made, opening());
        const running = drawn.map((_, at) =>
          drawn.slice(0, at + 1).reduce((held, { kind, units }) => held + (kind === 'buy' ? units : -units), 0)
        );
        const deepest = Math.min(0, ...running);
        const opened = sum(
          preview.drafts.map(({ transaction: t }) => (t.verb === 'opening-position' ? t.quantity : ZERO))
        );
        expect(opened).toBe(decimalFromInteger(-deepest));
        expect(
          preview.drafts.every(({ transaction: { verb }, standing }) => verb !== 'sell-short' && standing === 'taken')
        ).toBe(true);
      }),
      { numRuns: 30 }
    );
  });
});
