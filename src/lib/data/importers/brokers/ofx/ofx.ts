import type { StatementReader } from '../../sheet/reader';
import { ofxTree } from '../../source/ofx';
import { bankAccount, bookBankStatement } from './ofx-bank';
import { InvestmentStatement } from './ofx-investments';
import { OfxSecurities } from './ofx-securities';

/** Statements of banks, cards and brokers in Open Financial Exchange 1.x or 2.x, which Quicken calls Web Connect (QFX). */
export const ofx: StatementReader = {
  id: 'ofx',
  name: 'Open Financial Exchange (OFX, QFX)',
  tried: true,
  recognises: ({ content, text }) => content === 'ofx' || (content === 'xml' && /<OFX[\s>]/i.test(text.slice(0, 4000))),
  read({ text }, sheet) {
    const { root } = ofxTree(text);
    const institution = root.textAt('SIGNONMSGSRSV1/SONRS/FI/ORG');
    const securities = new OfxSecurities(sheet, root);
    for (const name of ['STMTRS', 'CCSTMTRS'])
      for (const statement of root.within(name))
        bookBankStatement(statement, bankAccount(statement, institution, sheet), sheet);
    for (const statement of root.within('INVSTMTRS'))
      new InvestmentStatement(statement, institution, securities, sheet).book();
  }
};
