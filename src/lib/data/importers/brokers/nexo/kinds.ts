/**
 * What a row of Nexo does. 'announced' is the money of a deposit whose arrival has a row of its own, 'to-withdraw' the
 * change into money before a withdrawal, 'repayment' coins sold to pay back the credit line.
 */
export type NexoKind =
  | 'in'
  | 'deposited'
  | 'announced'
  | 'out'
  | 'to-withdraw'
  | 'income'
  | 'trade'
  | 'repayment'
  | 'card'
  | 'fee'
  | 'nothing';

const words: Readonly<Record<NexoKind, string>> = {
  in: 'deposit topupcrypto',
  deposited: 'exchangedepositedon',
  announced: 'deposittoexchange',
  out: 'withdrawal withdrawexchanged',
  'to-withdraw': 'exchangetowithdraw',
  income:
    'interest fixedterminterest fixedterm-interest interestadditional dividend bonus cashback exchangecashback nexocardcashback referralbonus creditcardcashback loyaltybonus dualinvestmentinterest tieredinterest',
  trade: 'exchange manualexchange nexoboosterexchange dualinvestmentexchange exchangecredit targetedorder recurringbuy',
  repayment: 'liquidation manualsellorder exchangeliquidation exchangecollateral',
  card: 'creditcardstatus nexocardpurchase creditcardpurchase',
  fee: 'withdrawalfee nexocardtransactionfee creditcardwithdrawalfee fee',
  nothing:
    'lockingtermdeposit unlockingtermdeposit transferin transferout transferfromprowallet transfertoprowallet repayment manualrepayment creditcardfiatxexchangetowithdraw creditcardoverdraft dualinvestmentlock dualinvestmentunlock transfertofutures transferfromfutures lockingtermdepositrenewal administrator assimilation'
};

const byWord: ReadonlyMap<string, NexoKind> = new Map(
  (Object.entries(words) as [NexoKind, string][]).flatMap(([kind, list]) =>
    list.split(' ').map((word) => [word, kind] as const)
  )
);

/** Kind by the words of the column "Type", written apart or together. */
export function nexoKind(type: string): NexoKind | undefined {
  return byWord.get(type.toLowerCase().replace(/[\s_]+/g, ''));
}
