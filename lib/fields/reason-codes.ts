/** Reasons for review that are not about a rule. */
export type FieldReasonCode = 'field-missing' | 'field-unread' | 'field-unsure' | 'field-repaired';

/** What a rule that did not hold is called as a reason; the others are called as themselves. */
const NAMES: Readonly<Record<string, string>> = {
  'one-meaning': 'ambiguous',
  'likeliest-digits': 'digits-doubtful',
  'amount-grammar': 'grammar',
  'date-grammar': 'grammar',
  'code-grammar': 'grammar',
  'micr-grammar': 'grammar',
  'micr-country': 'other-country',
  'micr-unread': 'character-unread',
  'micr-serial': 'serial-unclear',
  'serial-micr': 'serial-differs',
  'account-micr': 'account-differs',
  'amount-micr': 'amount-differs',
  'amount-words': 'words-differ',
  'date-fresh': 'date-stale',
  'date-due': 'date-post-dated',
  expected: 'expected-differs',
  sum: 'sum-differs',
  equal: 'fields-differ',
  aba: 'checksum',
  luhn: 'checksum',
  mod10: 'checksum',
  mod11: 'checksum',
  mod97: 'checksum',
  rib: 'checksum',
  'cmc7-brazil': 'checksum',
};

/** The reason code of a rule that did not hold. */
export function reasonOfRule(rule: string): string {
  return Object.hasOwn(NAMES, rule) ? NAMES[rule]! : rule;
}
