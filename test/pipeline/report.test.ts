import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import { describeCandidates, describeNumber, type ReportedLine } from '../../lib/pipeline/report.ts';
import { findNumbers } from '../../lib/read/find-numbers.ts';
import { glyphAt, lineOf } from '../read/lines.ts';
import { MODEL, rowOf } from './fakes.ts';

/** Classes that are not named have no probability at all. */
function scoresOf(probabilities: Readonly<Record<string, number>>) {
  return { probabilities: Float32Array.from(MODEL.classes, (name) => probabilities[name] ?? 0) };
}

const line = lineOf([glyphAt(0), glyphAt(12), glyphAt(60)], { merges: [[0, 1]] });
const of: ReportedLine = {
  line,
  classes: MODEL.classes,
  // In order: the first glyph, it and the second, the second, the third.
  scores: [
    scoresOf({ '4': 0.83335, '9': 0.1, '1': 0.0606, '7': 0.005, '0': 0.00105 }),
    { probabilities: Float32Array.from(rowOf('not-a-digit')) },
    scoresOf({ '2': 0.9996, '7': 0.0004 }),
    { probabilities: Float32Array.from(rowOf('not-a-digit', 0.999)) },
  ],
  page: {
    toSource: ({ x, y, width, height }: Box) => ({
      x: 2 * x,
      y: 2 * y,
      width: 2 * width,
      height: 2 * height,
    }),
  },
};
const { numbers, reading } = findNumbers(line, of.scores, of.classes, { digitPrior: 0.5 });

describe('describeNumber', () => {
  const described = describeNumber({ ...numbers[0]!, confidence: 0.912_349 }, of);

  it('says text, box and glyphs in pixels of the source page', () => {
    expect(numbers).toHaveLength(1);
    expect(described.text).toBe('42');
    expect(described.box).toEqual({ x: 0, y: 0, width: 44, height: 40 });
    expect(described.glyphs.map(({ box }) => box)).toEqual([
      { x: 0, y: 0, width: 20, height: 40 },
      { x: 24, y: 0, width: 20, height: 40 },
    ]);
  });

  it('says how it is written where separators were read', () => {
    expect(described).not.toHaveProperty('written');
    expect(describeNumber({ ...numbers[0]!, written: '4.2', confidence: 1 }, of).written).toBe('4.2');
  });

  it('lists the next-best readings, best first, without the hopeless and the one that was taken', () => {
    expect(described.glyphs[0]!.alternatives).toEqual([
      { text: '9', probability: 0.1 },
      { text: '1', probability: 0.0606 },
      { text: '7', probability: 0.005 },
    ]);
    expect(described.glyphs[1]!.alternatives).toEqual([]);
  });

  it('reports digits that the line network alone told apart as it does others', () => {
    const glyphs = numbers[0]!.glyphs.map((glyph) => ({ ...glyph, candidate: undefined }));
    expect(describeNumber({ ...numbers[0]!, glyphs, confidence: 0.912_349 }, of)).toEqual(described);
  });

  it('rounds what it says of sureness', () => {
    expect(described.glyphs.map(({ probability }) => probability)).toEqual([0.8334, 0.9996]);
    expect(described.confidence).toBe(0.9123);
  });
});

describe('describeCandidates', () => {
  it('tells what became of every candidate', () => {
    expect(
      describeCandidates(numbers, reading, of).map(({ outcome, origin, text }) => [outcome, origin, text]),
    ).toEqual([
      ['chosen', 'whole', '4'],
      ['rejected', 'merged', '0'],
      ['chosen', 'whole', '2'],
      ['not-digit', 'whole', '0'],
    ]);
  });

  it('calls nothing chosen where the line network alone told digits apart', () => {
    const uncut = numbers.map((number) => ({
      ...number,
      glyphs: number.glyphs.map((glyph) => ({ ...glyph, candidate: undefined })),
    }));
    const outcomes = describeCandidates(uncut, reading, of).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['not-digit', 'rejected', 'not-digit', 'not-digit']);
  });

  it('calls nothing chosen of a number that was not reported', () => {
    const outcomes = describeCandidates([], reading, of).map(({ outcome }) => outcome);
    expect(outcomes).not.toContain('chosen');
  });
});
