import { describe, expect, test } from 'vitest';
import { dayText } from '$lib/domain/calendar';
import { decimal } from '$lib/domain/money';
import type { Answers, StatementPreview } from '$lib/domain/statements';
import { acceptedAnswers, previewOfText, problemCodes, written } from '../import.fixture';

const header = 'Date,Action,Symbol,Quantity,Price,Amount,Fee,Currency';
const read = (rows: readonly string[], answers: Answers = {}, head = header): StatementPreview =>
  previewOfText([head, ...rows].join('\n'), answers);
const accepted = (rows: readonly string[], head = header): StatementPreview =>
  read(
    rows,
    acceptedAnswers((answers) => read(rows, answers, head)),
    head
  );

describe('events beyond trades', () => {
  test('rewards and airdrops are income at the value they state', () => {
    const [reward, airdrop] = written(
      accepted(['2024-01-02,Staking reward,ETH,0.5,2000,,,USD', '2024-01-03,Airdrop,UNI,400,,1200,,USD'])
    ).transactions;
    expect(reward).toMatchObject({ verb: 'income-in-kind', source: 'staking', value: { amount: decimal('1000') } });
    expect(airdrop).toMatchObject({ verb: 'income-in-kind', source: 'airdrop', quantity: decimal('400') });
    expect(airdrop).toMatchObject({ value: { amount: decimal('1200') } });
  });

  test('capital returned, coupons and worthless options', () => {
    const acts = written(
      accepted([
        '2024-01-02,Buy,ACME,10,5,,,USD',
        '2024-01-03,Return of capital,ACME,,,12.5,,USD',
        '2024-01-04,Coupon,ACME,,,7,,USD',
        '2024-01-05,Buy to open,ACME 240119C00190000,1,2,,,USD',
        '2024-01-19,Expired,ACME 240119C00190000,1,,,,USD'
      ])
    );
    expect(acts.transactions.map((one) => one.verb)).toEqual(['buy', 'return-of-capital', 'interest', 'buy', 'expiry']);
    const [bought, , coupon] = acts.transactions;
    expect(coupon && 'instrument' in coupon && coupon.instrument).toBe(
      bought && 'instrument' in bought && bought.instrument
    );
  });

  test('an option is told by its description, and stands for a hundred shares', () => {
    const head = 'Date,Action,Symbol,Description,Quantity,Price,Currency';
    const acts = written(
      accepted(
        ['2024-01-05,BTO,ACME,ACME 4/19/2024 Call $190.00,2,1.25,USD', '2024-01-06,Buy,ACME,Acme Inc,1,50,USD'],
        head
      )
    );
    expect(acts.instruments.map((one) => [one.name, one.kind, one.multiplier])).toEqual([
      ['ACME 4/19/2024 Call $190.00', 'option', '100'],
      ['Acme Inc', 'equity', undefined]
    ]);
    expect(acts.transactions[0]).toMatchObject({ gross: { amount: decimal('250') } });
  });

  test('rows that did not take place are left out by their status', () => {
    const head = 'Date,Type,Status,Symbol,Quantity,Price,Currency';
    const preview = accepted(
      [
        '2024-01-05,Buy,Executed,ACME,2,10,USD',
        '2024-01-06,Buy,Cancelled,ACME,2,10,USD',
        '2024-01-07,Buy,Pending,ACME,1,1,USD'
      ],
      head
    );
    expect(problemCodes(preview)).toEqual(['3:not-booked', '4:not-booked']);
    expect(preview.counts.taken).toBe(1);
  });

  test('a stock dividend is a split whose ratio follows from what is held', () => {
    const preview = accepted(['2024-01-02,Buy,ACME,100,5,,,USD', '2024-03-01,Stock dividend,ACME,5,,,,USD']);
    const [, split] = written(preview).transactions;
    expect(split).toMatchObject({ verb: 'split', numerator: 21, denominator: 20 });
  });

  test('units of a spin-off are asked about: delivered at no cost, or left for the screen of corporate actions', () => {
    const rows = [
      '2024-01-01,Deposit,,,,900,,USD',
      '2024-01-02,Buy,ACME,100,5,,,USD',
      '2024-03-01,Spin-off,NEWCO,5,,,,USD'
    ];
    expect(read(rows).counts).toMatchObject({ taken: 2, needLook: 1 });
    expect(read(rows).questions.find((one) => one.id === 'corporate-actions')?.lines).toEqual([4]);
    expect(written(accepted(rows)).transactions[2]).toMatchObject({ verb: 'delivery-in', cost: { amount: 0n } });
    const left = read(rows, { 'corporate-actions': { option: 'leave-out' } });
    expect(left.counts).toMatchObject({ taken: 2 });
  });

  test('a corporate action without units or cash is named, and left to the person', () => {
    const preview = accepted(['2024-01-02,Buy,ACME,100,5,,,USD', '2024-03-01,Merger,,,,,,USD']);
    expect(problemCodes(preview)).toEqual(['3:action-to-check']);
    expect(preview.counts).toMatchObject({ taken: 1, leftOut: 1 });
  });
});

describe('securities that come and go', () => {
  const rows = [
    '2024-01-02,Transfer in,ACME,10,5,,,USD',
    '2024-01-03,Transfer in,NOVA,4,,,,USD',
    '2024-01-04,Transfer out,ACME,3,,,,USD'
  ];

  test('with a cost they are booked, without one they are asked about and wait', () => {
    const preview = read(rows);
    expect(preview.questions.find((one) => one.id === 'deliveries')?.lines).toEqual([3, 4]);
    expect(written(preview).transactions.map((one) => one.verb)).toEqual(['delivery-in']);
  });

  test('answered, they are deliveries in and out', () => {
    const acts = written(accepted(rows)).transactions;
    expect(acts.map((one) => one.verb)).toEqual(['delivery-in', 'delivery-in', 'delivery-out']);
    expect(acts[0]).toMatchObject({ cost: { amount: decimal('50') } });
    expect(acts[1]).toMatchObject({ cost: { amount: 0n } });
  });
});

test('a fee in another currency is a fee of its own', () => {
  const acts = written(accepted(['2024-01-02,Buy,ACME,10,5,,2.5,USD,EUR'], `${header},Fee currency`)).transactions;
  expect(acts.map((one) => one.verb)).toEqual(['buy', 'fee']);
  expect(acts[0]).toMatchObject({ fees: 0n });
  expect(acts[1]).toMatchObject({ cash: { amount: decimal('2.5'), currency: 'EUR' } });
});

test('a day of long ago is asked about, and kept when it is meant', () => {
  const rows = ['1960-01-04,Deposit,,,,100,,USD', '2024-01-02,Deposit,,,,100,,USD'];
  const preview = read(rows);
  expect(preview.questions.map((one) => one.id)).toContain('old-dates');
  expect(written(preview).transactions).toHaveLength(1);
  const kept = read(rows, { 'old-dates': { option: 'keep' } });
  expect(written(kept).transactions.map((one) => dayText(one.tradeDay))).toEqual(['1960-01-04', '2024-01-02']);
});
