import { expect, it } from 'vitest';
import { isTwoLevel } from '../../lib/decode/is-two-level.ts';

it.each([
  [[], true],
  [[7], true],
  [[0, 255, 255, 0], true],
  [[40, 40, 200], true],
  [[0, 255, 254], false],
  [[1, 2, 1, 2, 3], false],
])('isTwoLevel of %j is %s', (values, expected) => {
  expect(isTwoLevel(Uint8Array.from(values))).toBe(expected);
});
