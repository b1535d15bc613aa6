import { describe, expect, it } from 'vitest';
import { asRead, inReadingOrder } from '../../lib/pipeline/reading-order.ts';

const at = (name: string, x: number, y: number, width = 60, height = 20) => ({
  name,
  box: { x, y, width, height },
});
const order = (...things: readonly ReturnType<typeof at>[]) =>
  inReadingOrder(things)
    .map(({ name }) => name)
    .join('');

describe('inReadingOrder', () => {
  it('reads rows from the top and each from the left, whatever order they come in', () => {
    expect(order(at('d', 100, 53), at('a', 0, 0), at('c', 0, 50), at('b', 100, 4))).toBe('abcd');
    expect(order()).toBe('');
  });

  it('follows a row that climbs', () => {
    const row = [at('a', 0, 30), at('b', 80, 22), at('c', 160, 14), at('d', 240, 6), at('e', 0, 62)];
    expect(order(...row.toReversed())).toBe('abcde');
  });

  it('reads the rows of a table across', () => {
    const table = [0, 1, 2, 3].flatMap((row) => [
      at('abcd'[row]!, 0, 40 * row),
      at('ABCD'[row]!, 300, 40 * row + 3),
    ]);
    expect(order(...table.toReversed())).toBe('aAbBcCdD');
  });

  it('reads a column of text to its end before the next', () => {
    const left = [0, 45, 88, 131].map((y, i) => at('abcd'[i]!, 0, y));
    const right = [22, 66, 110, 152].map((y, i) => at('ABCD'[i]!, 300, y));
    expect(order(...right, ...left)).toBe('abcdABCD');
  });

  it('takes a few numbers beside each other for no columns', () => {
    expect(order(at('b', 300, 22), at('a', 0, 0), at('c', 0, 45))).toBe('abc');
  });
});

describe('asRead', () => {
  // On a page of 400 x 300 as delivered, the first row and the second as they are read.
  it.each([
    [0, [at('a', 10, 10), at('b', 200, 12), at('c', 10, 200)]],
    [180, [at('a', 330, 270), at('b', 140, 268), at('c', 330, 80)]],
    [90, [at('a', 10, 230, 20, 60), at('b', 12, 40, 20, 60), at('c', 200, 230, 20, 60)]],
    [270, [at('a', 370, 10, 20, 60), at('b', 368, 200, 20, 60), at('c', 180, 10, 20, 60)]],
  ] as const)('sorts as the page is read upright: turned by %d', (turned, things) => {
    const sorted = asRead(things.toReversed(), turned, { width: 400, height: 300 });
    expect(sorted.map(({ name }) => name).join('')).toBe('abc');
  });
});
