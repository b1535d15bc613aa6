import { describe, expect, it } from 'vitest';
import { isMark, readLattice } from '../../lib/read/lattice.ts';
import { CLASSES, commaAt, dotAt, glyphAt, hairlineAt, LINE_HEIGHT, lineOf, say, sayOf } from './lines.ts';

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

  it('is as sure of a digit that a speck may belong to as of one without', () => {
    const alone = readLattice(lineOf([glyphAt(5)]), say('4'), CLASSES, PAGE).confidence(0, 0);
    // The candidates in order: the first piece, both, the second piece.
    const after = readLattice(
      lineOf([glyphAt(5), dotAt(16)], { merges: [[0, 1]] }),
      say('44x'),
      CLASSES,
      PAGE,
    );
    const before = readLattice(
      lineOf([dotAt(1), glyphAt(5)], { merges: [[0, 1]] }),
      say('x44'),
      CLASSES,
      PAGE,
    );
    for (const reading of [after, before]) {
      const at = reading.steps.findIndex(({ text }) => text === '4');
      expect(reading.confidence(at, at)).toBeGreaterThan(alone - 0.02);
    }
  });

  it('is as sure of two digits whichever of them a speck between belongs to', () => {
    const merges = [
      [0, 1],
      [1, 2],
    ] as const;
    const line = lineOf([glyphAt(0), dotAt(11), glyphAt(15)], { merges });
    // The candidates in order: 4, 4 and speck, speck, speck and 7, 7.
    const reading = readLattice(line, say('44x77'), CLASSES, PAGE);
    expect(textOf(reading).replaceAll('x', '')).toBe('47');
    expect(reading.confidence(0, reading.steps.length - 1)).toBeGreaterThan(0.9);
  });

  it('is unsure where a speck makes another digit of one', () => {
    const line = lineOf([glyphAt(0), dotAt(11)], { merges: [[0, 1]] });
    const reading = readLattice(line, say('47x'), CLASSES, PAGE);
    expect(reading.confidence(0, reading.steps.length - 1)).toBeLessThan(0.8);
  });

  it('is unsure where two digits are as likely', () => {
    const scores = [
      { probabilities: Float32Array.from(CLASSES, (name) => (name === '1' || name === '7' ? 0.5 : 0)) },
    ];
    const reading = readLattice(lineOf([glyphAt(0)]), scores, CLASSES, PAGE);
    expect(reading.confidence(0, 0)).toBeCloseTo(0.5, 2);
  });

  const doubtful = {
    probabilities: Float32Array.from(CLASSES, (name) =>
      name === '1' ? 0.4 : name === 'not-a-digit' ? 0.6 : 0,
    ),
  };

  it('lets neighbours vouch for a glyph that may be a digit or a letter', () => {
    const line = lineOf([0, 12, 24, 36, 48].map((x) => glyphAt(x)));
    const among = (character: string) => [0, 1, 2, 3, 4].map((i) => (i === 2 ? doubtful : sayOf(character)));
    expect(textOf(readLattice(line, among('5'), CLASSES, PAGE))).toBe('55155');
    expect(textOf(readLattice(line, among('x'), CLASSES, PAGE))).toBe('xxxxx');
  });

  it('takes no neighbours for a voucher that a hairline is a 1', () => {
    const five = sayOf('5');
    const read = (middle: ReturnType<typeof glyphAt>) =>
      textOf(readLattice(lineOf([glyphAt(0), middle, glyphAt(24)]), [five, doubtful, five], CLASSES, PAGE));
    expect(read(glyphAt(16, 3))).toBe('515');
    expect(read(hairlineAt(17))).toBe('5x5');
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
  const LINE = { height: LINE_HEIGHT, band: { top: 0, foot: LINE_HEIGHT } };

  it('takes dots and dashes for marks, glyphs and long strokes not', () => {
    expect(isMark(dotAt(0), LINE)).toBe(true);
    expect(isMark({ x: 0, y: 9, width: 12, height: 3 }, LINE)).toBe(true);
    expect(isMark(glyphAt(0), LINE)).toBe(false);
    expect(isMark({ x: 0, y: 9, width: 80, height: 3 }, LINE)).toBe(false);
  });

  it('takes a comma that hangs low for a mark, and what is as small but begins high not', () => {
    const comma = commaAt(0);
    expect(isMark(comma, LINE)).toBe(true);
    expect(isMark({ ...comma, y: 0 }, LINE)).toBe(false);
    expect(isMark({ ...comma, y: LINE_HEIGHT - comma.height }, LINE)).toBe(false);
    expect(isMark({ ...comma, height: LINE_HEIGHT }, LINE)).toBe(false);
  });

  it('measures how low it hangs by where the glyphs of its line stand', () => {
    const band = { top: 100, foot: 100 + LINE_HEIGHT };
    expect(isMark({ ...commaAt(0), y: 113 }, { height: LINE_HEIGHT, band })).toBe(true);
    expect(isMark({ ...commaAt(0), y: 108 }, { height: LINE_HEIGHT, band })).toBe(false);
  });

  it('takes a hairline for a mark, and the stroke of a thin pen not', () => {
    expect(isMark(hairlineAt(0), LINE)).toBe(true);
    expect(isMark(glyphAt(0, 2), LINE)).toBe(false);
  });
});
