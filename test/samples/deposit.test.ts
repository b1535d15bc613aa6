import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readCashLetter } from '../../lib/decode/cash-letter/read-cash-letter.ts';
import { drawDeposit } from '../../samples/draw/scenes/deposit.ts';

const fileOf = (encoding: string) =>
  readFileSync(new URL(`../../samples/cash-letters/deposit-${encoding}.x937`, import.meta.url));
const [ascii, ebcdic] = [readCashLetter(fileOf('ascii')), readCashLetter(fileOf('ebcdic'))];

describe('the sample cash letters', () => {
  it('hold the same four checks in two encodings', () => {
    expect([ascii.encoding, ebcdic.encoding]).toEqual(['ascii', 'ebcdic']);
    expect(ascii.items).toHaveLength(4);
    expect(ebcdic.items).toEqual(ascii.items);
    expect([ascii.bundles, ascii.differences, ebcdic.differences]).toEqual([2, [], []]);
  });

  it('carry a front and a back of each, one bit a pixel at 200 dpi', async () => {
    for (const { views } of ascii.items) {
      expect(views.map(({ side, descriptor }) => [side, descriptor])).toEqual([
        ['front', '00'],
        ['back', '00'],
      ]);
      for (const { image } of views) {
        expect(await sharp(image!).metadata()).toMatchObject({
          format: 'tiff',
          bitsPerSample: 1,
          density: 200,
          width: 1200,
          height: 550,
        });
      }
    }
  });

  it('name no real bank', () => {
    for (const { fields } of ascii.items) expect(fields.PayorBankRoutingNumber).toMatch(/^00/);
  });

  it('are drawn again with the same records, and twice with the same bytes', async () => {
    const [first, second] = [await drawDeposit('ebcdic'), await drawDeposit('ebcdic')];
    expect(Buffer.from(first).equals(second)).toBe(true);
    const drawn = readCashLetter(first);
    expect(drawn.items.map(({ fields }) => fields)).toEqual(ebcdic.items.map(({ fields }) => fields));
  });
});
