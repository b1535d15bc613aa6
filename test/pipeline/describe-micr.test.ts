import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import { STRIP_HEIGHT } from '../../lib/document/image.ts';
import { BLANK } from '../../lib/document/model-identity.ts';
import type { NumberReading } from '../../lib/document/result.ts';
import { describeMicr, type ReadRow, withMicrNumbers } from '../../lib/pipeline/describe-micr.ts';
import { calibrate } from '../../lib/read/calibration.ts';
import { measureSpacing } from '../../lib/read/micr-spacing.ts';
import { MICR_CLASSES } from '../classify/fake-classifier.ts';

const PITCH = 10;
const same = { toSource: (box: Box) => box };

/** A row of characters on places; `#` is ink that was not read, `~` an 8 that was hardly seen, a space an empty place. */
function rowOf(written: string): ReadRow {
  const width = written.length * 2 * PITCH;
  const data = new Uint8Array(width * STRIP_HEIGHT);
  const blank = MICR_CLASSES.indexOf(BLANK);
  const probabilities = new Float32Array((width / 2) * MICR_CLASSES.length);
  for (let frame = 0; frame < width / 2; frame++) probabilities[frame * MICR_CLASSES.length + blank] = 1;
  const glyphs = [...written].flatMap((text, place) => {
    if (text === ' ') return [];
    for (let y = 6; y < 26; y++) data.fill(200, y * width + 20 * place + 4, y * width + 20 * place + 16);
    const from = place * PITCH + 4;
    if (text === '~') probabilities[from * MICR_CLASSES.length + 8] = 0.2;
    return text === '#' || text === '~'
      ? []
      : [{ text, from, to: from + 1, probability: 0.9, alternatives: [] }];
  });
  return {
    strip: { width, data, toPage: (x, y) => ({ x: 100 + x, y: 300 + y }) },
    scores: { classes: MICR_CLASSES, probabilities },
    reading: { script: 'e13b', glyphs, probability: 0.8 },
    spacing: measureSpacing(glyphs.map(({ from, to }) => (from + to + 1) / 2)),
    height: 20,
  };
}

describe('describeMicr', () => {
  it('says text, place and confidence of the line and its characters', () => {
    const { line } = describeMicr(rowOf('C012C A34'), same);
    expect(line).toMatchObject({ script: 'e13b', text: 'C012CA34', confidence: 0.8 });
    expect(line.glyphs[1]!.box).toEqual({ x: 122, y: 306, width: 16, height: 20 });
    expect(line.box).toEqual({ x: 102, y: 306, width: 176, height: 20 });
  });

  it('gives the digits between symbols and empty places as numbers', () => {
    const { numbers } = describeMicr(rowOf('C012C 34 5678A'), same);
    expect(numbers.map(({ text, kind }) => [text, kind])).toEqual([
      ['012', 'micr'],
      ['34', 'micr'],
      ['5678', 'micr'],
    ]);
    expect(numbers[0]!.confidence).toBeCloseTo(0.729);
  });

  it('is as sure as the calibration of its reader says, and tells how sure it was before', () => {
    const micr = { map: { a: 2, b: 0.5, c: 1 }, thresholds: [] };
    const numbers = { map: { a: 0, b: 0, c: -5 }, thresholds: [] };
    const { line, rawConfidence } = describeMicr(rowOf('C012C A34'), same, { ...numbers, micr });
    expect(rawConfidence).toBeCloseTo(0.8);
    expect(line.confidence).toBeCloseTo(calibrate(micr, 0.8), 4);
    expect(describeMicr(rowOf('C012C A34'), same, numbers).line.confidence).toBe(0.8);
  });

  it('is less sure of an amount of which one symbol is missing', () => {
    expect(describeMicr(rowOf('C012CB34B'), same).rawConfidence).toBeCloseTo(0.8);
    expect(describeMicr(rowOf('C012CB345'), same).rawConfidence).toBeCloseTo(0.72);
  });

  it('says where ink stands that was not read, and is not sure of the line then', () => {
    const { line, numbers } = describeMicr(rowOf('C01#345678C'), same);
    expect(line).toMatchObject({ text: 'C01?345678C', confidence: 0 });
    expect(numbers.map(({ text }) => text)).toEqual(['01', '345678']);
  });
});

describe('a place with ink that was taken for empty', () => {
  it('holds what was seen there at all, and is less sure', () => {
    const { line } = describeMicr(rowOf('C01~345678C'), same);
    expect(line.text).toBe('C018345678C');
    expect(line.confidence).toBeCloseTo(0.72);
    expect(line.glyphs[3]).toMatchObject({ text: '8', probability: 0.9 });
  });

  it('is looked for beside the line too, where something was seen', () => {
    expect(describeMicr(rowOf('~C012345C'), same).line.text).toBe('8C012345C');
    expect(describeMicr(rowOf('#C012345C'), same).line.text).toBe('C012345C');
  });
});

describe('withMicrNumbers', () => {
  const number = (text: string, box: Box): NumberReading => ({
    text,
    box,
    confidence: 0.5,
    kind: 'printed',
    glyphs: [{ text, box, probability: 0.5, alternatives: [] }],
  });

  it('puts the numbers of a MICR line in place of what else was read of its ink', () => {
    const described = describeMicr(rowOf('C012C'), same);
    const inside = number('8', { x: 123, y: 305, width: 15, height: 21 });
    const elsewhere = number('7', { x: 123, y: 200, width: 15, height: 21 });
    const texts = withMicrNumbers([inside, elsewhere], [described]).map(({ text }) => text);
    expect(texts).toEqual(['7', '012']);
  });
});
