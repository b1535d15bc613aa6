import { describe, expect, it } from 'vitest';
import { isMark, readLattice } from '../../lib/read/lattice.ts';
import { CLASSES, dotAt, glyphAt, lineOf, say, sayOf } from './lines.ts';

const PAGE = { digitPrior: 0.3 };

function textOf(reading: ReturnType<typeof readLattice>): string {
  return reading.steps.map(({ text }) => text ?? 'x').join('');
}

describe('readLattice', () => {
  it('reads digits that are plain, and is sure of them', () => {
    const reading = readLattice(lineOf([0, 12, 24].map((x) => glyphAt(x))), say('407'), CLASSES, PAGE);
    expect(reading.steps).toEqual([
      { candidate: 0, text: '4' },
      { candidate: 1, text: '0' },
      { candidate: 2, text: '7' },
    ]);
    expect(reading.confidence(0, 2)).toBeGreaterThan(0.9);
  });

  it('takes what was cut as a whole if only the whole is a digit, else as its parts', () => {
    const line = lineOf([glyphAt(0), glyphAt(10)], { merges: [[0, 1]] });
    // The candidates in order: the first part, both, the second part.
    expect(readLattice(line, say('x4x'), CLASSES, PAGE).steps).toEqual([{ candidate: 1, text: '4' }]);
    expect(readLattice(line, say('1x7'), CLASSES, PAGE).steps).toEqual([
      { candidate: 0, text: '1' },
      { candidate: 2, text: '7' },
    ]);
  });

  it('is unsure where a whole and its parts are as likely', () => {
    const line = lineOf([glyphAt(0), glyphAt(10)], { merges: [[0, 1]] });
    const reading = readLattice(line, say('141'), CLASSES, PAGE);
    expect(reading.confidence(0, reading.steps.length - 1)).toBeLessThan(0.8);
  });

  it('is unsure where two digits are as likely', () => {
    const scores = [
      { probabilities: Float32Array.from(CLASSES, (name) => (name === '1' || name === '7' ? 0.5 : 0)) },
    ];
    const reading = readLattice(lineOf([glyphAt(0)]), scores, CLASSES, PAGE);
    expect(reading.confidence(0, 0)).toBeCloseTo(0.5, 2);
  });

  it('lets neighbours vouch for a glyph that may be a digit or a letter', () => {
    const line = lineOf([0, 12, 24, 36, 48].map((x) => glyphAt(x)));
    const doubtful = {
      probabilities: Float32Array.from(CLASSES, (name) =>
        name === '1' ? 0.4 : name === 'not-a-digit' ? 0.6 : 0,
      ),
    };
    const among = (character: string) => [0, 1, 2, 3, 4].map((i) => (i === 2 ? doubtful : sayOf(character)));
    expect(textOf(readLattice(line, among('5'), CLASSES, PAGE))).toBe('55155');
    expect(textOf(readLattice(line, among('x'), CLASSES, PAGE))).toBe('xxxxx');
  });

  it('lets a dot between digits cost nothing', () => {
    const reading = readLattice(lineOf([glyphAt(0), dotAt(12), glyphAt(17)]), say('3x8'), CLASSES, PAGE);
    expect(textOf(reading)).toBe('3x8');
    expect(reading.confidence(0, 2)).toBeGreaterThan(0.9);
  });

  it('can be as sure of a number that begins a line as the network is, whatever lines mostly begin with', () => {
    for (const digitPrior of [0.1, 0.5, 0.9]) {
      const reading = readLattice(lineOf([glyphAt(0)]), [sayOf('6', 0.999)], CLASSES, { digitPrior });
      expect(reading.confidence(0, 0)).toBeGreaterThan(0.99);
    }
  });

  it('survives a network that is sure of nonsense', () => {
    const impossible = { probabilities: new Float32Array(CLASSES.length) };
    const line = lineOf(Array.from({ length: 400 }, (_, i) => glyphAt(12 * i)));
    const reading = readLattice(
      line,
      line.candidates.map(() => impossible),
      CLASSES,
      PAGE,
    );
    expect(reading.steps).toHaveLength(400);
    expect(reading.confidence(0, 0)).toBeGreaterThan(0);
    expect(reading.confidence(0, 399)).toBeGreaterThanOrEqual(0);
  });

  it('reads a line of nothing as nothing', () => {
    const line = { ...lineOf([glyphAt(0)]), pieces: [], candidates: [] };
    expect(readLattice(line, [], CLASSES, PAGE).steps).toEqual([]);
  });
});

describe('isMark', () => {
  it('takes dots and dashes for marks, glyphs and long strokes not', () => {
    expect(isMark(dotAt(0), 20)).toBe(true);
    expect(isMark({ x: 0, y: 9, width: 12, height: 3 }, 20)).toBe(true);
    expect(isMark(glyphAt(0), 20)).toBe(false);
    expect(isMark({ x: 0, y: 9, width: 80, height: 3 }, 20)).toBe(false);
  });
});
