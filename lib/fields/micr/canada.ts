import { type MicrMeaning, partsOf } from './micr-meaning.ts';

const LINE = /^(?:C([\d?]+)C)?A([\d?]{5})D([\d?]{3})A([\d?D]*)C?([\d?]{2})?C?(?:B([\d?]{10})B)?$/;

/**
 * The Canadian line (Payments Canada, Standard 006): serial, transit of five digits, institution of three, account, an
 * optional transaction code, amount in cents. Rule: `micr-grammar`.
 */
export function canadaMeanings(text: string): readonly MicrMeaning[] {
  const match = LINE.exec(text.replace(/ /g, ''));
  if (match === null) return [];
  const [, serial, transit = '', institution = '', account = '', transactionCode, amount] = match;
  const parts = partsOf({
    serial,
    routing: `0${institution}${transit}`,
    transit,
    institution,
    account: account.replace(/D/g, ''),
    transactionCode,
    amount,
  });
  const held = serial !== undefined && account !== '';
  return [{ country: 'CA', parts, weight: 1, evidence: [{ rule: 'micr-grammar', held }] }];
}
