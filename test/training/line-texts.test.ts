import { describe, expect, it } from 'vitest';
import { randomFor } from '../../local/seeded-random.ts';
import { readableText, writtenText } from '../../training/dump-strips/texts.ts';

const texts = Array.from({ length: 3_000 }, (_, i) => writtenText(randomFor(7, i)));

describe('readableText', () => {
  it('keeps digits and separators, and makes one sign of all others', () => {
    expect(readableText('1.234,50')).toBe('1.234,50');
    expect(readableText('$5/-')).toBe('x5/-');
    expect(readableText('=12#*ab')).toBe('x12xxxx');
    expect(readableText('€7')).toBe('x7');
    expect(readableText('12~34')).toBe('12x34');
    expect(readableText('ww: 12')).toBe('xxx12');
  });

  it('leaves what is readable as it is', () => {
    for (const text of texts) expect(readableText(readableText(text))).toBe(readableText(text));
  });
});

describe('writtenText', () => {
  it('is the same for the same seed', () => {
    expect(writtenText(randomFor(7, 5))).toBe(texts[5]);
  });

  it('is digits, separators and signs, and seldom without a digit', () => {
    for (const text of texts) expect(readableText(text)).toMatch(/^[\d.,/x-]+$/u);
    const wordy = texts.filter((text) => !/\d/u.test(text));
    expect(wordy.length).toBeGreaterThan(0.03 * texts.length);
    expect(wordy.length).toBeLessThan(0.08 * texts.length);
  });

  it('has words beside numbers', () => {
    expect(texts.some((text) => /^w{2,8}: [\d.,/-]+$/u.test(text))).toBe(true);
    expect(texts.some((text) => /^\d{1,2} w{2,8} \d{4}$/u.test(text))).toBe(true);
  });

  it('has numbers of which digits were struck out', () => {
    expect(texts.filter((text) => /\d~|~\d/u.test(text)).length).toBeGreaterThan(0.02 * texts.length);
  });

  it('has rupee signs before amounts of India, which are signs like others to the reader', () => {
    expect(texts.some((text) => /^₹ ?\d{1,2}(?:,\d\d)+,\d{3}/u.test(text))).toBe(true);
    expect(readableText('₹ 1,40,000/-')).toBe('x1,40,000/-');
  });

  it('has amounts grouped as several countries group them, dates, codes and plain numbers', () => {
    for (const form of [
      /^\d{1,3}(?:\.\d{3})+(?:,\d\d)?$/u,
      /^\d{1,3}(?:,\d{3})+(?:\.\d\d)?$/u,
      /^\d{1,2}(?:,\d\d)+,\d{3}$/u,
      /^\d{1,2}([/.-])\d{1,2}\1(?:20)?\d\d$/u,
      /^\d+\/-$/u,
      /\dx+\d/u,
      /^\d{7,9}$/u,
    ]) {
      expect(texts.filter((text) => form.test(text)).length, `${form}`).toBeGreaterThan(3);
    }
  });

  it('has every digit about as often as another, zeros more often', () => {
    const counts = [...'0123456789'].map((digit) => texts.join('').split(digit).length - 1);
    const usual = counts.slice(1).reduce((sum, count) => sum + count, 0) / 9;
    for (const count of counts.slice(4)) expect(Math.abs(count - usual)).toBeLessThan(0.3 * usual);
    expect(counts[0]).toBeGreaterThan(1.5 * usual);
  });
});
