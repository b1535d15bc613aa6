import { describe, expect, it } from 'vitest';
import { maybeSameNumber, sameNumber } from '../../lib/fields/same-number.ts';

describe('sameNumber', () => {
  it.each([
    ['0042', '42', true],
    ['0', '000', true],
    ['42', '420', false],
    ['4?', '4?', false],
    ['', '', false],
  ])('of %j and %j is %j', (a, b, same) => {
    expect(sameNumber(a, b)).toBe(same);
    expect(sameNumber(b, a)).toBe(same);
  });
});

describe('maybeSameNumber', () => {
  it.each([
    ['0004713826', '4713826', true],
    ['4713826', '4713326', true],
    ['4713?26', '4713826', true],
    ['4713826', '4112326', false],
    ['4713826', '471382', false],
    ['4713826', '150171010220377', false],
  ])('of %j and %j is %j', (a, b, maybe) => {
    expect(maybeSameNumber(a, b)).toBe(maybe);
    expect(maybeSameNumber(b, a)).toBe(maybe);
  });
});
