import { describe, expect, it } from 'vitest';
import { digitFrames, likelyTexts, placeText, ROW, textLog } from '../../lib/read/frames.ts';
import { spelledFrames } from './spelled-frames.ts';

const framesOf = (characters: string, sureness?: number) => digitFrames(spelledFrames(characters, sureness));
const bestOf = (characters: string) => likelyTexts(framesOf(characters), 1)[0]!;
const NO_FRAMES = { signs: '0123456789', count: 0, logs: new Float64Array(0) };

describe('digitFrames', () => {
  it('has a row for each frame: ten digits, and all the rest as one', () => {
    const { count, logs } = framesOf('4x', 0.94);
    expect(count).toBe(2);
    const probabilities = Array.from(logs, Math.exp);
    expect(probabilities[4]).toBeCloseTo(0.94, 5);
    expect(probabilities[ROW - 1]).toBeCloseTo(6 * 0.004, 5);
    expect(probabilities[2 * ROW - 1]).toBeCloseTo(0.94 + 5 * 0.004, 5);
  });

  it('counts nothing as impossible', () => {
    const { logs } = framesOf('4', 1);
    expect(Math.min(...logs)).toBeCloseTo(Math.log(1e-6), 9);
  });
});

describe('textLog', () => {
  it('says how likely a text is: that of its frames', () => {
    expect(Math.exp(textLog(framesOf('_4_', 0.9), '4'))).toBeGreaterThan(0.9 ** 3);
    expect(Math.exp(textLog(framesOf('4', 0.9), '4'))).toBeCloseTo(0.9, 5);
  });

  it.each(['40', '4_0', '__44__00__', '4.0', 'x4_x_0-'])('reads 40 in %s', (characters) => {
    const frames = framesOf(characters);
    expect(Math.exp(textLog(frames, '40'))).toBeGreaterThan(0.85);
    expect(textLog(frames, '4')).toBeLessThan(Math.log(0.1));
  });

  it('tells one digit from two of a kind by what lies between', () => {
    expect(textLog(framesOf('1111'), '1')).toBeGreaterThan(textLog(framesOf('1111'), '11'));
    expect(textLog(framesOf('1_1'), '11')).toBeGreaterThan(textLog(framesOf('1_1'), '1'));
    expect(textLog(framesOf('11'), '11')).toBe(-Infinity);
  });

  it('knows that a text needs frames', () => {
    expect(textLog(framesOf('12'), '123')).toBe(-Infinity);
    expect(textLog(NO_FRAMES, '')).toBe(0);
    expect(textLog(NO_FRAMES, '1')).toBe(-Infinity);
  });
});

describe('likelyTexts', () => {
  it('puts the likeliest first, and says how likely each is, less what it did not follow', () => {
    const frames = framesOf('_4__0_7_', 0.9);
    const texts = likelyTexts(frames, 5);
    expect(texts).toHaveLength(5);
    expect(texts[0]!.text).toBe('407');
    for (const { text, log } of texts) {
      expect(log).toBeLessThanOrEqual(textLog(frames, text) + 1e-9);
      expect(log).toBeGreaterThan(textLog(frames, text) - 0.1);
    }
    expect(texts.map(({ log }) => log)).toEqual(texts.map(({ log }) => log).sort((a, b) => b - a));
  });

  it('reads nothing in blanks, in signs, and without frames', () => {
    expect(bestOf('____').text).toBe('');
    expect(bestOf('x.,-/').text).toBe('');
    expect(likelyTexts(NO_FRAMES, 3)).toEqual([{ text: '', log: 0 }]);
  });

  it('reads a long line', () => {
    const text = '1122334455667788990011223344';
    expect(bestOf([...text].join('_')).text).toBe(text);
  });
});

describe('placeText', () => {
  it('tells from which frame to which each digit is said', () => {
    expect(placeText(framesOf('__44_4_0__'), '440')).toEqual([
      { from: 2, to: 3 },
      { from: 5, to: 5 },
      { from: 7, to: 7 },
    ]);
  });

  it('needs no blank between unlike digits', () => {
    expect(placeText(framesOf('1122'), '12')).toEqual([
      { from: 0, to: 1 },
      { from: 2, to: 3 },
    ]);
  });

  it('places no digit of a text of none, and not those that have too few frames', () => {
    expect(placeText(framesOf('___'), '')).toEqual([]);
    expect(placeText(framesOf('11'), '11')).toBeUndefined();
    expect(placeText(NO_FRAMES, '1')).toBeUndefined();
  });
});
