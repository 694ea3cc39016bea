import { expect, test } from 'vitest';
import { openSource } from '../../source/source';
import { readers } from '../catalog';
import { acme, flex, trade } from '../ibkr-flex/flex.fixture';

const files: readonly (readonly [id: string, text: string])[] = [
  [
    'schwab',
    'Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount\n01/02/2025,Buy,A,A CORP,1,$1.00,,-$1.00'
  ],
  [
    'fidelity',
    '\n\nRun Date,Account,Action,Symbol,Security Description,Security Type,Quantity,Price ($),Commission ($),Fees ($),Accrued Interest ($),Amount ($),Settlement Date\n01/02/2025,X1,YOU BOUGHT A,A,A CORP,Cash,1,1,,,,-1,01/03/2025'
  ],
  [
    'vanguard',
    'Account Number,Investment Name,Symbol,Shares,Share Price,Total Value,\n1,A,A,1,1,1,\n\nAccount Number,Trade Date,Settlement Date,Transaction Type,Transaction Description,Investment Name,Symbol,Shares,Share Price,Principal Amount,Commission Fees,Net Amount,Accrued Interest,Account Type,\n1,2025-01-02,2025-01-03,Buy,Buy,A,A,1,1,-1,0,-1,0,CASH,'
  ],
  [
    'ibkr-csv',
    '"Type","SettleDate","ISIN","Description","Amount","CurrencyPrimary"\n"Dividends","20230623","US0000000019","A","1","USD"'
  ],
  ['ibkr-activity', 'Statement,Header,Field Name,Field Value\nStatement,Data,BrokerName,Interactive Brokers'],
  ['ibkr-flex', flex({ Trades: [trade(acme, '20240102', 1, 1)] })],
  ['ofx', 'OFXHEADER:100\n\n<OFX><BANKMSGSRSV1></BANKMSGSRSV1></OFX>'],
  ['ofx', '<?xml version="1.0"?>\n<?OFX OFXHEADER="200" VERSION="202"?>\n<OFX></OFX>'],
  ['qif', '!Account\nNHouse\nTInvst\n^\n!Type:Invst\n'],
  ['qif', '!Type:Bank\nD1/2/2024\nT1\n^\n'],
  ['qif', '!Clear:AutoSwitch\n!Option:AutoSwitch\n!Account\n']
];

test.each(files)('a file of %s is recognised by its reader alone', (id, text) => {
  const source = openSource(new TextEncoder().encode(text), 'file');
  expect(readers.filter((reader) => reader.recognises(source)).map((reader) => reader.id)).toEqual([id]);
});
