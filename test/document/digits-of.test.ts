import { describe, expect, it } from 'vitest';
import { digitsOf } from '../../lib/document/digits-of.ts';

describe('digitsOf', () => {
  it('drops separators, signs and letters, and digits that are not ASCII', () => {
    expect(digitsOf('x 1,23.4/-')).toBe('1234');
    expect(digitsOf('٣7')).toBe('7');
    expect(digitsOf('-')).toBe('');
  });
});
