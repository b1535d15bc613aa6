import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CashLetter } from '../../../lib/decode/cash-letter/cash-letter.ts';
import { readCashLetter } from '../../../lib/decode/cash-letter/read-cash-letter.ts';
import { DocumentError } from '../../../lib/document/errors.ts';
import { type CashLetterCheck, writeCashLetter } from '../../../samples/draw/cash-letter.ts';
import { anyWriting } from './any-cash-letter.ts';

const RUNS = 20_000;

const check = (amount: string, image: number): CashLetterCheck => ({
  fields: {
    AuxiliaryOnUs: '1042',
    PayorBankRoutingNumber: '00006789',
    PayorBankCheckDigit: '4',
    OnUs: '0004-713826/',
    ItemAmount: amount,
  },
  front: new Uint8Array(image).fill(0x32),
  back: Uint8Array.of(0x0a, 0x15, 0x25, 0, 255),
});

const FILES = new Map(
  (['ascii', 'ebcdic'] as const).flatMap((encoding) =>
    (['length-prefixed', 'lines'] as const).map((framing) => [
      `${encoding} ${framing}`,
      writeCashLetter({
        encoding,
        framing,
        bundles: [[check('0000128450', 40), check('0000000001', 3)], [check('9999999999', 120)]],
      }),
    ]),
  ),
);

/** Bytes that are set, left out, put in, doubled, or all that follows cut off, at a place in ten-thousandths of the file. */
const mutation = fc.record({
  // Not a double: those that fast-check draws lie nearly all at the very beginning.
  at: fc.nat({ max: 9_999 }),
  how: fc.constantFrom('set', 'set', 'set', 'cut', 'insert', 'repeat', 'end'),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 8 }),
    // What lengths and types are made of, in both encodings.
    fc.array(fc.constantFrom(0x30, 0x35, 0x39, 0xf0, 0xf5, 0xf9, 0xff, 0), { minLength: 1, maxLength: 7 }),
  ),
  span: fc.nat({ max: 200 }),
});

type Mutation = typeof mutation extends fc.Arbitrary<infer Value> ? Value : never;

function mutate(valid: Uint8Array, mutations: readonly Mutation[]): Uint8Array {
  let bytes = Buffer.from(valid);
  for (const { at, how, bytes: change, span } of mutations) {
    const place = Math.floor((at * bytes.length) / 10_000);
    const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
    if (how === 'set') bytes = Buffer.concat([before, Buffer.from(change), after.subarray(change.length)]);
    else if (how === 'cut') bytes = Buffer.concat([before, after.subarray(span)]);
    else if (how === 'insert') bytes = Buffer.concat([before, Buffer.from(change), after]);
    else if (how === 'repeat') bytes = Buffer.concat([before, after.subarray(0, span), after]);
    else bytes = Buffer.from(before);
  }
  return bytes;
}

/** Whatever was read keeps its promises: places inside the file, texts of printable characters. */
function expectSound(letter: CashLetter, bytes: Uint8Array): void {
  letter.items.forEach(({ number, record, fields, views }, index) => {
    expect(number).toBe(index + 1);
    expect(record).toBeLessThanOrEqual(letter.records);
    expect(fields.ItemAmount).toMatch(/^\d*$/);
    for (const text of Object.values(fields)) expect(text).toMatch(/^[\x20-\x7e\xa0-\xff]*$/);
    for (const { image } of views) {
      if (image === undefined) continue;
      expect(image.buffer).toBe(bytes.buffer);
      expect(image.byteOffset + image.length).toBeLessThanOrEqual(bytes.byteOffset + bytes.length);
    }
  });
}

describe('readCashLetter', () => {
  it(`reads a mutated file soundly or names the record at fault, ${RUNS} times`, { timeout: 300_000 }, () => {
    const outcomes = { read: 0, refused: 0 };
    fc.assert(
      fc.property(anyWriting, fc.array(mutation, { minLength: 1, maxLength: 4 }), (writing, mutations) => {
        const bytes = mutate(FILES.get(`${writing.encoding} ${writing.framing}`)!, mutations);
        try {
          expectSound(readCashLetter(bytes), bytes);
          outcomes.read++;
        } catch (error) {
          if (!(error instanceof DocumentError)) throw error;
          expect(['corrupt', 'too-many-records', 'too-many-items']).toContain(error.code);
          expect(error.message).toMatch(/record \d+/i);
          outcomes.refused++;
        }
      }),
      { numRuns: RUNS },
    );
    // Both ends of the reader were met, and often.
    expect(outcomes.read).toBeGreaterThan(RUNS / 50);
    expect(outcomes.refused).toBeGreaterThan(RUNS / 4);
  });
});
