import { ONE } from '$lib/domain/money';
import { sharesAddUp, sharesSaid } from './basis-weights';
import {
  keepsUnits,
  scalesUnits,
  sharesBasis,
  usesRights,
  type ActionDraft,
  type ActionRefusal,
  type Ratio
} from './draft';

type Code = ActionRefusal['code'];

/** What a draft lacks or says wrongly, before any ledger is looked at; none when it holds. */
export function draftRefusals(draft: ActionDraft): ActionRefusal[] {
  const { kind, cashPerUnit } = draft;
  if (scalesUnits(kind)) return scalingRefusals(draft);
  if (usesRights(kind)) return rightsRefusals(draft);
  if (kind === 'return-of-capital') {
    if (cashPerUnit === undefined) return [{ code: 'cash-missing' }];
    return cashPerUnit <= 0n ? [{ code: 'not-positive' }] : [];
  }
  const found: ActionRefusal[] = draft.receives.flatMap((_, receipt) =>
    receiptRefusals(draft, receipt).map((code) => ({ code, receipt }))
  );
  if (cashPerUnit !== undefined && cashPerUnit <= 0n) found.push({ code: 'not-positive' });
  if (draft.receives.length === 0 && kind !== 'merger') found.push({ code: 'receipt-missing' });
  if (draft.receives.length === 0 && kind === 'merger' && cashPerUnit === undefined)
    found.push({ code: 'nothing-received' });
  return [...found, ...twiceRefusals(draft), ...sharingRefusals(draft)];
}

/** An instrument is received once: two ratios for it would be one. */
function twiceRefusals({ receives }: ActionDraft): ActionRefusal[] {
  const firstOf = (at: number) =>
    receives.findIndex(({ instrument }) => instrument !== undefined && instrument === receives[at]?.instrument);
  return receives.flatMap((_, receipt): ActionRefusal[] => {
    const first = firstOf(receipt);
    return first >= 0 && first < receipt ? [{ code: 'received-twice', receipt }] : [];
  });
}

function rightsRefusals(draft: ActionDraft): ActionRefusal[] {
  const { kind, units, account, pricePerUnit, receives } = draft;
  const found: ActionRefusal[] = [];
  if (units !== undefined && units <= 0n) found.push({ code: 'not-positive' });
  if (units !== undefined && account === undefined) found.push({ code: 'units-need-account' });
  if (kind === 'rights-lapsed') return found;
  if (receives.length === 0) found.push({ code: 'receipt-missing' });
  if (pricePerUnit === undefined) found.push({ code: 'price-missing' });
  else if (pricePerUnit < 0n) found.push({ code: 'not-positive' });
  const first = receiptRefusals(draft, 0).map((code): ActionRefusal => ({ code, receipt: 0 }));
  return [...found, ...first];
}

function ratioRefusals(ratio: Ratio | undefined): Code[] {
  if (!ratio) return ['ratio-missing'];
  const isWhole = (value: number) => Number.isSafeInteger(value) && value > 0;
  return isWhole(ratio.numerator) && isWhole(ratio.denominator) ? [] : ['ratio-not-whole'];
}

function scalingRefusals({ kind, ratio, lieuPrice }: ActionDraft): ActionRefusal[] {
  const found = ratioRefusals(ratio);
  if (ratio && found.length === 0) {
    if (kind === 'split' && ratio.numerator <= ratio.denominator) found.push('must-grow');
    if (kind === 'reverse-split' && ratio.numerator >= ratio.denominator) found.push('must-shrink');
  }
  if (lieuPrice !== undefined && lieuPrice <= 0n) found.push('not-positive');
  return found.map((code) => ({ code }));
}

function receiptRefusals(draft: ActionDraft, at: number): Code[] {
  const receipt = draft.receives[at];
  if (!receipt) return [];
  const found = ratioRefusals(receipt.ratio);
  if (receipt.instrument === undefined) found.push('instrument-missing');
  else if (receipt.instrument === draft.instrument) found.push('same-instrument');
  if (receipt.lieuPrice !== undefined && receipt.lieuPrice <= 0n) found.push('not-positive');
  if (!sharesBasis(draft)) return found;
  const { share, close } = receipt;
  if (draft.sharing === 'closes') {
    if (close === undefined) found.push('close-missing');
    else if (close <= 0n) found.push('not-positive');
  } else if (share === undefined) found.push('share-missing');
  else if (share < 0n || share > ONE) found.push('share-outside');
  return found;
}

function sharingRefusals(draft: ActionDraft): ActionRefusal[] {
  if (!sharesBasis(draft)) return [];
  if (draft.sharing === 'closes') {
    if (!keepsUnits(draft.kind)) return [];
    if (draft.close === undefined) return [{ code: 'close-missing' }];
    return draft.close <= 0n ? [{ code: 'not-positive' }] : [];
  }
  if (draft.receives.some(({ share }) => share === undefined || share < 0n || share > ONE)) return [];
  return sharesAddUp(draft) ? [] : [{ code: 'shares-not-whole', shares: sharesSaid(draft) }];
}
