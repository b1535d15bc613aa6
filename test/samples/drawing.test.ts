import { describe, expect, it } from 'vitest';
import { overlapArea, overlapX } from '../../lib/document/geometry.ts';
import { drawInComb } from '../../samples/draw/comb-writing.ts';
import { numbersIn } from '../../samples/draw/drawn-text.ts';
import { FONT_NAMES, fontGlyph } from '../../samples/draw/fonts.ts';
import { drawHandwriting } from '../../samples/draw/handwriting.ts';
import { mark, numberMark } from '../../samples/draw/mark.ts';
import { pathBounds, svgPath } from '../../samples/draw/path.ts';
import { drawPrint } from '../../samples/draw/print-text.ts';
import { createRandom } from '../../samples/draw/random.ts';
import { rectangle } from '../../samples/draw/rules.ts';
import { ditherTints } from '../../samples/draw/scan.ts';
import { sheetNumbers, sheetSvg } from '../../samples/draw/sheet.ts';

const hand = (seed: number) =>
  ({ font: 'kalam', size: 60, x: 100, baseline: 200, random: createRandom(seed) }) as const;

describe('createRandom', () => {
  it('repeats itself for one seed and differs for another', () => {
    const take = (seed: number) => {
      const random = createRandom(seed);
      return Array.from({ length: 5 }, () => random.uniform());
    };
    expect(take(1)).toEqual(take(1));
    expect(take(1)).not.toEqual(take(2));
  });

  it('has the moments asked for', () => {
    const random = createRandom(3);
    const values = Array.from({ length: 20_000 }, () => random.normal(5, 2));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(5, 1);
    expect(Math.sqrt(variance)).toBeCloseTo(2, 1);
  });
});

describe('path', () => {
  it('bounds a curve by its ink, not by its control points', () => {
    const arch = [
      { type: 'M', x: 0, y: 0 },
      { type: 'Q', x1: 5, y1: 10, x: 10, y: 0 },
    ] as const;
    expect(pathBounds(arch)).toEqual({ x: 0, y: 0, width: 10, height: 5 });
  });

  it('writes the d attribute of SVG', () => {
    expect(svgPath(rectangle(1, 2, 3.456, 4))).toBe('M1 2L4.46 2L4.46 6L1 6Z');
  });
});

describe('fonts', () => {
  it.each(FONT_NAMES.filter((name) => name !== 'roboto-currency'))('%s has ten different digits', (name) => {
    const outlines = [...'0123456789'].map((digit) => svgPath(fontGlyph(name, digit, 100).path));
    expect(new Set(outlines).size).toBe(10);
  });

  it('names a character that a font lacks', () => {
    expect(() => fontGlyph('kalam', '₿', 10)).toThrow('Expected a character of kalam but received "₿"');
  });
});

describe('drawHandwriting', () => {
  it('draws the same for the same seed, and no two digits alike', () => {
    const first = drawHandwriting('7777', hand(1));
    expect(svgPath(first.path)).toBe(svgPath(drawHandwriting('7777', hand(1)).path));
    expect(new Set(first.glyphs.map(({ box }) => `${box.width} ${box.height}`)).size).toBe(4);
  });

  it('starts at x, stands on the baseline and keeps the order of the text', () => {
    const { box, glyphs } = drawHandwriting('407', hand(2));
    expect(box.x).toBeCloseTo(100);
    expect(Math.abs(box.y + box.height - 200)).toBeLessThan(8);
    expect(glyphs.map(({ text }) => text).join('')).toBe('407');
    expect(glyphs[0]!.box.x).toBeLessThan(glyphs[1]!.box.x);
    expect(glyphs[1]!.box.x).toBeLessThan(glyphs[2]!.box.x);
  });

  it('runs digits into each other when asked to', () => {
    const zeros = (touching: number) => drawHandwriting('00', { ...hand(4), touching, jitter: 0.5 }).glyphs;
    const [apart, beside] = zeros(0);
    const [left, right] = zeros(1);
    expect(overlapX(apart!.box, beside!.box)).toBe(0);
    expect(overlapArea(left!.box, right!.box)).toBeGreaterThan(0);
  });
});

describe('drawInComb', () => {
  const comb = { x: 10, y: 20, cells: 4, cellWidth: 50, height: 60 };

  it('writes each character over its own cell and leaves out crossed and blank ones', () => {
    const { glyphs } = drawInComb('X_47', comb, { font: 'caveat', size: 50, random: createRandom(5) });
    expect(glyphs.map(({ text }) => text)).toEqual(['4', '7']);
    const cells = glyphs.map(({ box }) => Math.floor((box.x + box.width / 2 - comb.x) / comb.cellWidth));
    expect(cells).toEqual([2, 3]);
  });

  it('refuses a text of another length', () => {
    const draw = () => drawInComb('123', comb, { font: 'caveat', size: 50, random: createRandom(5) });
    expect(draw).toThrow('Expected 4 characters for the comb but received "123"');
  });
});

describe('numbersIn', () => {
  it('finds the words with digits and the boxes of their ink', () => {
    const drawn = drawPrint('Page 1 of 20', { font: 'roboto', size: 20, x: 0, baseline: 30 });
    const numbers = numbersIn(drawn);
    expect(numbers.map(({ text }) => text)).toEqual(['1', '20']);
    expect(numbers[1]!.box.x + numbers[1]!.box.width).toBeCloseTo(drawn.box.x + drawn.box.width);
  });
});

describe('sheet', () => {
  const sheet = { width: 200, height: 100, dpi: 100, paper: '#ffffff', skew: 90 };
  const stroke = { stroke: '#000000', width: 2 };
  const bar = { text: '1', path: rectangle(150, 45, 10, 10), box: { x: 150, y: 45, width: 10, height: 10 } };
  const one = numberMark({ text: '1', glyphs: [bar], path: bar.path, box: bar.box }, stroke, 'printed');

  it('turns boxes clockwise about the middle together with the ink, half the pen wider', () => {
    const [number] = sheetNumbers(sheet, [mark(rectangle(0, 0, 5, 5), {}), one]);
    expect(number?.box).toEqual([94, 99, 12, 12]);
    expect(number?.glyphs).toEqual([['1', 94, 99, 12, 12]]);
    expect(sheetNumbers(sheet, [one], 2 * sheet.dpi)[0]?.box).toEqual([188, 198, 24, 24]);
    expect(sheetSvg(sheet, [one])).toContain('M105 100L105 110L95 110L95 100Z');
  });
});

describe('ditherTints', () => {
  it('keeps ink black and paper white and screens what lies between by its darkness', () => {
    const flat = (level: number) => {
      const data = new Uint8Array(256).fill(level);
      const screened = ditherTints({ width: 16, height: 16, channels: 1, data }, 100, 200).data;
      return screened.filter((value) => value === 0).length / 256;
    };
    expect([flat(99), flat(125), flat(150), flat(175), flat(200)]).toEqual([1, 0.75, 0.5, 0.25, 0]);
  });
});
