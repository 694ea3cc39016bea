import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFromText } from '$lib/domain/calendar';
import { instrumentId, type InstrumentId } from '$lib/domain/instruments';
import { accountId, eventId, fieldProblems, type LiveTransaction, type Transaction } from '$lib/domain/ledger';
import { add, currencyCode, decimal, decimalFromInteger, decimalText, rounded, scaledBy, sum } from '$lib/domain/money';
import { basisFlows, proposedAction, recordedActions, shareLeft, type ActionDraft, type ActionProposal } from '.';

const [broker, bank] = [accountId('broker'), accountId('bank')];
const old = instrumentId('OLD');
const usd = currencyCode('USD');
const day = dayFromText('2007-07-02');
const names = ['ONE', 'TWO', 'THREE', 'FOUR'].map((one) => instrumentId(one));
const [one = old, two = old] = names;

function opening(
  units: string,
  cost: string,
  { account = broker, instrument = old, on = '2000-01-03' } = {}
): Transaction {
  const at = dayFromText(on);
  const about = { verb: 'opening-position', account, tradeDay: at, settlementDay: at, instrument } as const;
  return { ...about, quantity: decimal(units), cost: { amount: decimal(cost), currency: usd } };
}
const ledger = (...transactions: Transaction[]) => ({
  accounts: [],
  transactions: transactions.map((transaction, at): LiveTransaction => ({
    ...{ event: eventId(`e${at}`), sequence: at + 1, transaction }
  }))
});
function draft(kind: ActionDraft['kind'], terms: Partial<ActionDraft> = {}): ActionDraft {
  return { kind, instrument: old, day, currency: usd, receives: [], sharing: 'percent', ...terms };
}
function effects(proposal: ActionProposal) {
  if (proposal.status === 'refused') throw new Error(JSON.stringify(proposal.refusals.map(({ code }) => code)));
  return proposal.effects;
}
const refusals = (proposal: ActionProposal) =>
  proposal.status === 'refused' ? proposal.refusals.map(({ code, receipt }) => [code, receipt].join(' ').trim()) : [];
const received = (instrument: InstrumentId, numerator: number, denominator: number, more = {}) => ({
  ...{ instrument, ratio: { numerator, denominator } },
  ...more
});

describe('several instruments received', () => {
  it('a spin-off of two companies by closes (Tyco International, tax information of 3 July 2007, SEC exhibit 99.1)', () => {
    // Published: 39.02 % stay, 31.75 % to Covidien, 29.23 % to Tyco Electronics; one of each for four, closes of 53.36 (after
    // one for four, so 13.34 for an old share), 43.41 and 39.97.
    const spin = draft('spin-off', {
      ...{ sharing: 'closes', close: decimal('13.34') },
      receives: [received(one, 1, 4, { close: decimal('43.41') }), received(two, 1, 4, { close: decimal('39.97') })]
    });
    const [flow] = basisFlows(effects(proposedAction(spin, ledger(opening('400', '10000')))), old);
    const shares = flow?.to.map(({ instrument, basis }) => [instrument, decimalText(rounded(basis, 0))]);
    expect(shares).toEqual([
      ['OLD', '3902'],
      ['ONE', '3175'],
      ['TWO', '2923']
    ]);
  });

  it('a merger paid in two shares and cash: the cash takes the share that is left', () => {
    const merger = draft('merger', {
      cashPerUnit: decimal('3'),
      receives: [received(one, 1, 2, { share: decimal('0.5') }), received(two, 1, 4, { share: decimal('0.3') })]
    });
    expect(shareLeft(merger)).toBe(decimal('0.2'));
    const [effect] = effects(proposedAction(merger, ledger(opening('100', '1000'))));
    const standing = effect?.positions.map(({ instrument, unitsAfter, basisAfter }) =>
      [instrument, decimalText(unitsAfter), decimalText(basisAfter)].join(' ')
    );
    expect(standing).toEqual(['OLD 0 0', 'ONE 50 500', 'TWO 25 300']);
    expect(effect?.sales.map(({ proceeds, cost }) => [decimalText(proceeds), decimalText(cost)])).toEqual([
      ['300', '200']
    ]);
  });

  it('is refused where shares do not make the whole, and where one comes twice', () => {
    const held = ledger(opening('100', '1000'));
    const short = [received(one, 1, 1, { share: decimal('0.5') }), received(two, 1, 1, { share: decimal('0.45') })];
    const proposal = proposedAction(draft('merger', { receives: short }), held);
    expect(proposal).toMatchObject({ refusals: [{ code: 'shares-not-whole', shares: decimal('0.95') }] });
    const twice = [received(one, 1, 1, { share: decimal('0.5') }), received(one, 1, 3, { share: decimal('0.5') })];
    expect(refusals(proposedAction(draft('merger', { receives: twice }), held))).toEqual(['received-twice 1']);
    const over = [received(one, 1, 1, { share: decimal('0.7') }), received(two, 1, 1, { share: decimal('0.4') })];
    expect(refusals(proposedAction(draft('spin-off', { receives: over }), held))).toEqual(['shares-not-whole']);
  });
});

describe('rights', () => {
  const rights = instrumentId('RIGHT');
  // 26 C.F.R. 1.307-1, example: 100 shares bought at 100; rights worth 19 each beside shares of 110, used at 90.
  const issue = draft('rights', {
    ...{ sharing: 'closes', close: decimal('110') },
    receives: [received(rights, 1, 1, { close: decimal('19') })]
  });
  const issued = () => {
    const [effect] = effects(proposedAction(issue, ledger(opening('100', '10000'))));
    return ledger(opening('100', '10000'), ...(effect ? [effect.transaction] : []));
  };
  const use = (terms: Partial<ActionDraft> = {}): ActionDraft =>
    draft('rights-exercised', {
      ...{ instrument: rights, day: dayFromText('2007-08-01'), pricePerUnit: decimal('90') },
      ...{ receives: [received(old, 1, 1)], ...terms }
    });

  it('exercised cost what was paid and what the rights cost (26 C.F.R. 1.307-1, example: 104.7287 a share)', () => {
    const [effect] = effects(proposedAction(use(), issued()));
    const flows = effect ? basisFlows([effect], rights) : [];
    expect(effect && [...effect.cash].map(([code, amount]) => `${code} ${decimalText(amount)}`)).toEqual(['USD -9000']);
    const bought = flows[0]?.to.find(({ instrument }) => instrument === old);
    expect(bought && decimalText(rounded(scaledBy(bought.basis, 1n, 100n), 4))).toBe('104.7287');
    expect(effect?.sales).toEqual([]);
  });

  it('exercised in part in one account; a few too many, or an account too few, is refused', () => {
    const [effect] = effects(proposedAction(use({ account: broker, units: decimal('40') }), issued()));
    expect(effect?.transaction).toMatchObject({ verb: 'exercise', quantity: decimal('40'), units: decimal('40') });
    const of = (terms: Partial<ActionDraft>) => refusals(proposedAction(use(terms), issued()));
    expect(of({ units: decimal('40') })).toEqual(['units-need-account']);
    expect(of({ account: broker, units: decimal('101') })).toEqual(['more-than-held']);
    expect(of({ account: bank })).toEqual(['not-held']);
    expect(of({ receives: [received(old, 1, 200)] })).toEqual(['nothing-exercised']);
    const priceless = use();
    expect(refusals(proposedAction({ ...priceless, pricePerUnit: decimal('-1') }, issued()))).toEqual(['not-positive']);
    expect(refusals(proposedAction({ ...draft('rights-exercised'), instrument: rights }, issued()))).toEqual([
      'receipt-missing',
      'price-missing'
    ]);
  });

  it('lapsed end at nothing, and their cost is a loss', () => {
    const lapse = draft('rights-lapsed', { instrument: rights, day: dayFromText('2007-08-02') });
    const [effect] = effects(proposedAction(lapse, issued()));
    expect(effect?.positions.map(({ unitsAfter }) => decimalText(unitsAfter))).toEqual(['0']);
    expect(effect?.sales.map(({ gain }) => gain && decimalText(rounded(gain, 2)))).toEqual(['-1472.87']);
  });

  it('are listed with the other actions, options are not', () => {
    const before = issued();
    const [effect] = effects(proposedAction(use(), before));
    const all = ledger(
      ...before.transactions.map(({ transaction }) => transaction),
      ...(effect ? [effect.transaction] : [])
    );
    const listed = recordedActions(all.transactions);
    expect(listed.map(({ terms, units }) => [terms.verb, decimalText(units)])).toEqual([
      ['exercise', '100'],
      ['reorganisation', '0']
    ]);
    expect(listed[0]?.cash.get(usd)).toBe(decimal('-9000'));
    expect(recordedActions(all.transactions, new Set([rights]))).toHaveLength(1);
  });
});

describe('laws of actions between any number of instruments', () => {
  const whole = (max: number) => fc.integer({ min: 1, max });
  const cents = (max: number) => whole(max).map((n) => scaledBy(decimalFromInteger(n), 1n, 100n));
  const lots = fc.array(
    fc.record({
      ...{ units: cents(100_000), cost: cents(10_000_000) },
      account: fc.constantFrom(broker, bank)
    }),
    { minLength: 1, maxLength: 5 }
  );
  const receipts = fc.array(
    fc.record({
      ...{ numerator: whole(50), denominator: whole(50), close: cents(50_000) },
      ...{ lieu: fc.option(cents(50_000)), weight: whole(1000) }
    }),
    { minLength: 1, maxLength: 4 }
  );
  const drafts = fc
    .record({
      kind: fc.constantFrom<ActionDraft['kind'][]>('spin-off', 'merger', 'exchange', 'rights'),
      ...{ receipts, close: cents(90_000), cash: fc.option(cents(50_000)), rest: fc.integer({ min: 0, max: 1000 }) },
      sharing: fc.constantFrom<ActionDraft['sharing'][]>('percent', 'closes')
    })
    .map(({ kind, receipts: all, close, cash, rest, sharing }) => {
      const paid = kind === 'merger' && cash !== null;
      const takesRest = paid || kind === 'spin-off' || kind === 'rights';
      const total = BigInt(all.reduce((n, { weight }) => n + weight, takesRest ? rest : 0));
      const shares = all.map(({ weight }) => scaledBy(decimalFromInteger(1), BigInt(weight), total));
      // Thirds do not add up to one at 18 digits: the last share takes what is missing.
      const missing = takesRest ? decimal('0') : add(decimalFromInteger(1), scaledBy(sum(shares), -1n, 1n));
      return draft(kind, {
        ...{ sharing, close, ...(paid ? { cashPerUnit: cash } : {}) },
        receives: all.map(({ numerator, denominator, close: price, lieu }, at) =>
          received(names[at] ?? old, numerator, denominator, {
            ...{ close: price, ...(lieu === null ? {} : { lieuPrice: lieu }) },
            share: add(shares[at] ?? decimal('0'), at === all.length - 1 ? missing : decimal('0'))
          })
        )
      });
    });

  it('the basis that is held, account by account and in all, is the basis that goes somewhere; units follow each ratio', () => {
    fc.assert(
      fc.property(drafts, lots, (action, opened) => {
        const openings = opened.map(({ units, cost, account }) =>
          opening(decimalText(units), decimalText(cost), { account })
        );
        const found = effects(proposedAction(action, ledger(...openings)));
        for (const effect of found) {
          expect(fieldProblems(effect.transaction)).toEqual([]);
          const own = opened.filter(({ account }) => account === effect.account);
          const [flow] = basisFlows([effect], old);
          expect(flow?.held).toBe(sum(own.map(({ cost }) => cost)));
          const held = sum(own.map(({ units }) => units));
          for (const { instrument, ratio, lieuPrice } of action.receives) {
            const became = scaledBy(held, BigInt(ratio?.numerator ?? 0), BigInt(ratio?.denominator ?? 1));
            const kept = lieuPrice === undefined ? became : became - (became % 10n ** 18n);
            const after = effect.positions.find((change) => change.instrument === instrument)?.unitsAfter ?? 0n;
            expect(after).toBe(kept);
          }
        }
        for (const flow of basisFlows(found, old)) {
          expect(flow.paid).toBe(0n);
          expect(add(flow.sold, sum(flow.to.map(({ basis }) => basis)))).toBe(flow.held);
          expect(flow.to.every(({ basis }) => basis >= 0n)).toBe(true);
        }
      }),
      { numRuns: 200 }
    );
  });
});
