import { describe, expect, it } from 'vitest';
import { BLANK } from '../../lib/document/model-identity.ts';
import { readMicrFrames } from '../../lib/read/micr-text.ts';
import { LINE_CLASSES, MICR_CLASSES } from '../classify/fake-classifier.ts';

/** What a MICR network says that sees one character a frame, `_` for none, as sure of each as told. */
function frames(spelled: string, sureness = 0.99, second?: { readonly text: string; readonly at: number }) {
  const rows = [...spelled].map((character, frame) => {
    const name = character === '_' ? BLANK : character;
    const rest = (1 - sureness) / (MICR_CLASSES.length - 1);
    return MICR_CLASSES.map((other) => {
      if (second?.at === frame && other === second.text) return 0.3;
      return other === name ? (second?.at === frame ? 0.6 : sureness) : rest;
    });
  });
  return { classes: MICR_CLASSES, probabilities: Float32Array.from(rows.flat()) };
}

const textOf = (spelled: string) =>
  readMicrFrames(frames(spelled))
    ?.glyphs.map(({ text }) => text)
    .join('');

describe('readMicrFrames', () => {
  it('reads digits and symbols, each once however many frames it is on', () => {
    expect(textOf('_CC_0_8_33__6_5_6_C_')).toBe('C083656C');
    expect(textOf('_1_1_1_A_')).toBe('111A');
  });

  it('tells where each character stands and how sure it is', () => {
    const reading = readMicrFrames(frames('_C__0__1_C_', 0.9))!;
    expect(reading.script).toBe('e13b');
    expect(reading.glyphs.map(({ from, to }) => [from, to])).toEqual([
      [1, 1],
      [4, 4],
      [7, 7],
      [9, 9],
    ]);
    expect(reading.glyphs[0]!.probability).toBeCloseTo(0.9);
    expect(reading.probability).toBeGreaterThan(0.2);
    expect(reading.probability).toBeLessThan(0.9);
  });

  it('is never surer than sure of a text, however long', () => {
    expect(readMicrFrames(frames('_C__0__1_'.repeat(30), 1))!.probability).toBe(1);
  });

  it('names what else a character may be', () => {
    const reading = readMicrFrames(frames('_C_8_C_', 0.99, { text: '0', at: 3 }))!;
    expect(reading.glyphs[1]).toMatchObject({ text: '8', alternatives: [{ text: '0' }] });
    expect(reading.glyphs[1]!.alternatives[0]!.probability).toBeCloseTo(0.3);
  });

  it('tells the script by the symbols, and reads those of one script only', () => {
    expect(readMicrFrames(frames('_H_1_8_H_4_I_'))).toMatchObject({ script: 'cmc7' });
    expect(textOf('_H_1_8_H_4_I_A_')).toBe('H18H4I');
    expect(readMicrFrames(frames('_1_8_'))).toMatchObject({ script: 'e13b' });
  });

  it('reads nothing where all is blank, and nothing from a network that knows no symbols', () => {
    expect(readMicrFrames(frames('______'))).toBeUndefined();
    const blank = LINE_CLASSES.map((name) => (name === BLANK ? 1 : 0));
    const other = { classes: LINE_CLASSES, probabilities: Float32Array.from([...blank, ...blank]) };
    expect(readMicrFrames(other)).toBeUndefined();
  });
});
