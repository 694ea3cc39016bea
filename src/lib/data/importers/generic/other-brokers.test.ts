import { expect, test } from 'vitest';
import { decimalText } from '$lib/domain/money';
import { emptyContext } from '../import.fixture';
import { readStatement } from '../read-statement';

const read = (...rows: string[]) => readStatement(rows.join('\n'), emptyContext('broker.csv'));
const verbs = (...rows: string[]): string[] => read(...rows).drafts.map(({ transaction }) => transaction.verb);
const trades = (...rows: string[]): string[] =>
  read(...rows).drafts.flatMap(({ transaction: one }) =>
    one.verb === 'buy' || one.verb === 'sell'
      ? [`${one.verb} ${[one.quantity, one.price, one.gross.amount, one.fees].map(decimalText).join(' ')}`]
      : []
  );

test('Swedish columns and words', () => {
  const rows = [
    'Datum;Konto;Typ av transaktion;Värdepapper/beskrivning;Antal;Kurs;Belopp;Transaktionsvaluta;Courtage;ISIN',
    '2024-02-01;123;Insättning;Insättning;-;-;5000,00;SEK;;-',
    '2024-03-04;123;Köp;Acme AB B;10;152,40;-1533,00;SEK;9,00;SE0000108656',
    '2024-03-14;123;Sälj;Acme AB B;-4;160,00;631,00;SEK;9,00;SE0000108656',
    '2024-04-14;123;Utdelning;Acme AB B;6;2,50;15,00;SEK;;SE0000108656',
    '2024-05-02;123;Ränta;Inlåningsränta;-;-;1,10;SEK;;-',
    '2024-05-03;123;Preliminärskatt;Preliminärskatt;-;-;-0,33;SEK;;-',
    '2024-05-04;123;Uttag;Uttag;-;-;-100,00;SEK;;-'
  ];
  expect(verbs(...rows)).toEqual(['deposit', 'buy', 'sell', 'dividend', 'interest', 'tax', 'withdrawal']);
  expect(trades(...rows)).toEqual(['buy 10 152.4 1524 9', 'sell 4 160 640 9']);
});

test('columns named by what they belong to: trade quantity, asset id, transaction amount', () => {
  const rows = [
    'Transaction Time (CET),Transaction Type,Asset Id,Asset Name,Transaction Currency,Transaction Amount,Trade Price,Trade Quantity',
    '2024-01-02 10:00:00.000000,iDEAL Deposit,,,EUR,500.00,,',
    '2024-01-03 10:00:00.000000,Buy Trade,NL0010273215,Acme NV,EUR,-300.00,600.00,0.5',
    '2024-01-04 10:00:00.000000,Trading Fee,NL0010273215,Acme NV,EUR,-0.99,,',
    '2024-05-04 10:00:00.000000,Dividend Payment,NL0010273215,Acme NV,EUR,1.50,,',
    '2024-06-04 10:00:00.000000,Sell Trade,NL0010273215,Acme NV,EUR,320.00,640.00,0.5'
  ];
  expect(verbs(...rows)).toEqual(['deposit', 'buy', 'fee', 'dividend', 'sell']);
  expect(trades(...rows)).toEqual(['buy 0.5 600 300 0', 'sell 0.5 640 320 0']);
});

test('a name with a verb in it is a name; a category of spending is no kind of movement', () => {
  const shop = ['Date,Security,Quantity,Price,Amount', '2024-01-05,Best Buy Co,10,50,-500'];
  expect(verbs(...shop, '2024-02-05,Best Buy Co,4,60,240', '2024-02-06,Best Buy Co dividend,4,0.5,2')).toEqual([
    'buy',
    'sell',
    'dividend'
  ]);
  const bank = ['Date,Description,Category,Amount', '2024-01-05,Salary,Income,3000', '2024-01-06,Rent,Housing,-900'];
  expect(verbs(...bank, '2024-01-07,Monthly fee,Bank,-5')).toEqual(['deposit', 'withdrawal', 'fee']);
});

test('two columns that contradict each other are asked about', () => {
  const preview = read('Date,Type,Side,Symbol,Quantity,Price,Currency', '2024-01-05,Buy,Sell,ACME,10,50,USD');
  expect(preview.questions.map((one) => one.id)).toContain('action-unknown');
  expect(preview.counts.taken).toBe(0);
});
