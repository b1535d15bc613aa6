import { type MicrMeaning, partsOf } from './micr-meaning.ts';

const LINE =
  /^(?:A[\d?]{1,2})?C?([\d?]{4,10})C(?:([\d?]{2,5})D([\d?]{3,5})|([\d?]{7,9}))A([\d?][\d?D]{5,15})?C?([\d?]{1,3})?(?:B([\d?]{10,14})B)?$/;

/**
 * What banks of many countries print, mostly where the UK's once was the model: serial, bank and branch, account, transaction
 * code, amount, with lengths of their own. Rule: `micr-grammar`.
 */
export function elsewhereMeanings(text: string): readonly MicrMeaning[] {
  const match = LINE.exec(text.replace(/ /g, ''));
  if (match === null) return [];
  const [, serial, bank = '', branch = '', undivided = '', account, transactionCode, amount] = match;
  const parts = partsOf({
    serial,
    routing: `${bank}${branch}${undivided}`,
    bank,
    branch,
    account: account?.replace(/D/g, ''),
    transactionCode,
    amount,
  });
  return [{ parts, weight: 1, evidence: [{ rule: 'micr-grammar', held: account !== undefined }] }];
}
