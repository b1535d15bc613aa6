import { describe, expect, it } from 'vitest';
import { likelyWritings, writtenText } from '../../lib/read/written-text.ts';
import { spelledFrames } from './spelled-frames.ts';

const written = (characters: string, digits: string, options = {}) =>
  writtenText(spelledFrames(characters), digits, options);

describe('writtenText', () => {
  it.each([
    ['1_2_/_0_3', '1203', '12/03'],
    ['1,2_3,4__5__6.0_0', '1234560'.concat('0'), '1,23,456.00'],
    ['__3_--_4_', '34', '3-4'],
    ['1..__..2', '12', '1..2'],
    ['1-1', '11', '1-1'],
    ['1_1', '11', '11'],
  ])('reads the separators of %s', (characters, digits, text) => {
    expect(written(characters, digits)).toBe(text);
  });

  it('leaves out what stands before and behind, and other signs, unless asked', () => {
    expect(written('x_5_0_0_/_-', '500')).toBe('500');
    expect(written('x_5_0_0_/_-', '500', { around: true })).toBe('500/-');
    expect(written('x_5_0_0_/_-', '500', { around: true, others: true })).toBe('x500/-');
    expect(written('1_xx_2', '12')).toBe('12');
    expect(written('1_xx_2', '12', { others: true })).toBe('1x2');
  });

  it('has exactly the digits asked for, whatever the frames say', () => {
    expect(written('4_7', '19')).toBe('19');
    expect(written('4_0_7', '47')).toBe('47');
    expect(written('4_7', '407')).toBe('407');
    expect(written('_-_', '')).toBe('');
    expect(written('_-_', '', { around: true })).toBe('-');
  });

  it('says the digits alone where there are too few frames for them', () => {
    expect(written('4', '47')).toBe('47');
    expect(written('', '47')).toBe('47');
    expect(written('11', '11')).toBe('11');
  });
});

describe('likelyWritings', () => {
  it('puts the likeliest first, with separators and other signs', () => {
    const [first, ...others] = likelyWritings(spelledFrames('x_5_0_0_/_-'), 4);
    expect(first!.text).toBe('x500/-');
    expect(Math.exp(first!.log)).toBeGreaterThan(0.8);
    expect(others).toHaveLength(3);
    for (const { log } of others) expect(log).toBeLessThan(first!.log);
  });

  it('reads nothing where nothing stands', () => {
    expect(likelyWritings(spelledFrames('____'), 1)[0]!.text).toBe('');
  });
});
