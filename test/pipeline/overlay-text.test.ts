import { describe, expect, it } from 'vitest';
import { STROKE_FONT } from '../../lib/pipeline/overlay-font.ts';
import { textPath, textStrokeWidth, textWidth } from '../../lib/pipeline/overlay-text.ts';

/** The points of a path as pairs. */
function points(path: string): number[][] {
  return path
    .split(/[ML]/)
    .filter((part) => part !== '')
    .map((part) => part.split(' ').map(Number));
}

describe('textPath', () => {
  it('draws the strokes of a 1 between baseline and height', () => {
    expect(textPath('1', { x: 0, y: 21, height: 21 })).toBe('M6 4L8 3L11 0L11 21');
  });

  it('scales and moves with x, y and height', () => {
    expect(textPath('1', { x: 100, y: 50, height: 42 })).toBe('M112 16L116 14L122 8L122 50');
  });

  it('holds every printable ASCII character, each within its cell', () => {
    for (let code = 32; code < 127; code++) {
      const character = String.fromCharCode(code);
      expect(STROKE_FONT[character], `character ${character}`).toBeDefined();
      const path = textPath(character, { x: 0, y: 21, height: 21 });
      if (character !== ' ') expect(points(path).length, `character ${character}`).toBeGreaterThan(1);
      for (const [x, y] of points(path)) {
        expect(x).toBeGreaterThanOrEqual(-2);
        expect(x).toBeLessThanOrEqual(textWidth(character, 21) + 2);
        expect(y).toBeGreaterThanOrEqual(-6);
        expect(y).toBeLessThanOrEqual(29);
      }
    }
  });

  it('draws what it does not know as a question mark, one for each character', () => {
    expect(textPath('é💡', { x: 3, y: 30, height: 12 })).toBe(textPath('??', { x: 3, y: 30, height: 12 }));
    expect(textPath('\n', { x: 3, y: 30, height: 12 })).toBe(textPath('?', { x: 3, y: 30, height: 12 }));
  });

  it('puts one character after the other', () => {
    const both = textPath('47', { x: 5, y: 30, height: 12 });
    const second = textPath('7', { x: 5 + textWidth('4', 12), y: 30, height: 12 });
    expect(both).toBe(textPath('4', { x: 5, y: 30, height: 12 }) + second);
  });

  it('gives an empty path for no strokes', () => {
    expect(textPath('', { x: 0, y: 0, height: 10 })).toBe('');
    expect(textPath('  ', { x: 0, y: 0, height: 10 })).toBe('');
  });

  it('refuses a height that is not positive', () => {
    expect(() => textPath('1', { x: 0, y: 0, height: 0 })).toThrow(
      new RangeError('Expected a positive text height in pixels but received 0'),
    );
    expect(() => textWidth('1', Number.NaN)).toThrow(RangeError);
  });
});

describe('textStrokeWidth', () => {
  it('grows with the text and is never under a pixel', () => {
    expect(textStrokeWidth(4)).toBe(1);
    expect(textStrokeWidth(50)).toBe(6);
  });
});
