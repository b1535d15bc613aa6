import opentype from 'opentype.js';
import { expect, it } from 'vitest';
import { randomFor } from '../../local/seeded-random.ts';
import { DIGIT_HEIGHT, drawGlyph, fontHand, fontScale } from '../../training/dump-strips/font-hand.ts';
import { bend, wavesOf } from '../../training/dump-strips/waves.ts';

/** A font of two signs: a zero as a box 300 wide and 700 high on the base line, and a comma half as wide that hangs below it. */
function boxFont(): opentype.Font {
  const box = (x: number, bottom: number, width: number, height: number) => {
    const path = new opentype.Path();
    path.moveTo(x, bottom);
    path.lineTo(x + width, bottom);
    path.lineTo(x + width, bottom + height);
    path.lineTo(x, bottom + height);
    path.lineTo(x, bottom);
    path.close();
    return path;
  };
  const glyph = (name: string, unicode: number, path: opentype.Path) =>
    new opentype.Glyph({ name, unicode, advanceWidth: 400, path });
  const font = new opentype.Font({
    familyName: 'Boxes',
    styleName: 'Regular',
    unitsPerEm: 1000,
    ascender: 800,
    descender: -200,
    glyphs: [
      new opentype.Glyph({ name: '.notdef', advanceWidth: 400, path: new opentype.Path() }),
      glyph('zero', 48, box(50, 0, 300, 700)),
      glyph('comma', 44, box(50, -140, 150, 280)),
    ],
  });
  return opentype.parse(font.toArrayBuffer());
}

const scale = fontScale(boxFont())!;

it('draws a zero as high as a digit, trimmed, on the base line', async () => {
  const { ink, place } = (await drawGlyph('0', scale))!;
  expect(Math.abs(ink.height - DIGIT_HEIGHT)).toBeLessThanOrEqual(1);
  expect(Math.abs(ink.width - (DIGIT_HEIGHT * 300) / 700)).toBeLessThanOrEqual(1);
  expect(place.height).toBeCloseTo(1);
  expect(place.foot).toBeCloseTo(0);
});

it('says how far a sign hangs below the line, in digit heights', async () => {
  const { place } = (await drawGlyph(',', scale))!;
  expect(place.height).toBeCloseTo(0.4);
  expect(place.foot).toBeCloseTo(-0.2);
});

it('draws nothing for a sign that the font lacks', async () => {
  expect(await drawGlyph('7', scale)).toBeUndefined();
});

it('writes with a thicker pen what it is told to', async () => {
  const thin = (await drawGlyph('0', scale))!.ink;
  const thick = (await drawGlyph('0', scale, { pen: 6 }))!.ink;
  expect(thick.width - thin.width).toBe(6);
  expect(thick.height - thin.height).toBe(6);
});

it('bends each drawing otherwise', async () => {
  const drawings = await Promise.all(
    [1, 2].map((seed) => {
      const wave = wavesOf({ waver: 0.06, height: DIGIT_HEIGHT }, randomFor(3, seed));
      return drawGlyph('0', scale, { change: (command) => bend(command, wave) });
    }),
  );
  expect(drawings[0]!.ink).not.toEqual(drawings[1]!.ink);
});

it('makes a hand of the signs that a font has', async () => {
  const hand = await fontHand({ name: 'boxes', split: 'train', printed: true }, ',#', async (sign) => {
    const drawn = await drawGlyph(sign, scale);
    return drawn ? [drawn, drawn] : [];
  });
  expect([...hand.glyphs.keys()]).toEqual(['0', ',']);
  expect(hand.glyphs.get('0')).toHaveLength(2);
  expect(hand.placeOf(',')!.foot).toBeCloseTo(-0.2);
  // Digits stand where their line has them.
  expect(hand.placeOf('0')).toBeUndefined();
});
