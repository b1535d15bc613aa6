import fc from 'fast-check';
import type { CashLetterCheck } from '../../../samples/draw/cash-letter.ts';

const micr = (length: number) => fc.stringMatching(new RegExp(`^([0-9/*-]{1,${length}})?$`, 'u'));
const numberOf = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`, 'u'));
const image = fc.uint8Array({ minLength: 1, maxLength: 300 });

export const anyCheck: fc.Arbitrary<CashLetterCheck> = fc.record(
  {
    fields: fc.record({
      AuxiliaryOnUs: micr(15),
      ExternalProcessingCode: fc.constantFrom('', '1', '6'),
      PayorBankRoutingNumber: numberOf(8),
      PayorBankCheckDigit: numberOf(1),
      OnUs: micr(20),
      ItemAmount: numberOf(10),
    }),
    front: image,
    back: image,
  },
  { requiredKeys: ['fields'] },
);

/** How a file may be written. */
export const anyWriting = fc.record({
  encoding: fc.constantFrom('ascii', 'ebcdic'),
  framing: fc.constantFrom('length-prefixed', 'lines'),
});

/** Up to three bundles, none of them empty. */
export const anyBundles = fc.array(fc.array(anyCheck, { minLength: 1, maxLength: 4 }), { maxLength: 3 });
