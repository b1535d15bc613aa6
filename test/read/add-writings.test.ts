import { describe, expect, it } from 'vitest';
import { likeliest, together } from '../../lib/read/add-writings.ts';

const writing = (text: string, probability: number) => ({ text, probability });

describe('together', () => {
  it('adds up the same text, the likeliest first', () => {
    expect(together([writing('1', 0.25), writing('7', 0.375), writing('1', 0.25)])).toEqual([
      writing('1', 0.5),
      writing('7', 0.375),
    ]);
  });
});

describe('likeliest', () => {
  it('leaves the digits as likely as they were when some of their writings are left out', () => {
    const kept = likeliest(
      [writing('500-', 0.125), writing('500/-', 0.5), writing('900', 0.1875), writing('5.00', 0.125)],
      2,
    );
    expect(kept).toEqual([writing('500/-', 0.75), writing('900', 0.1875)]);
  });

  it('leaves what is not cut as it is', () => {
    expect(likeliest([writing('7', 0.25), writing('1', 0.5)], 3)).toEqual([
      writing('1', 0.5),
      writing('7', 0.25),
    ]);
  });
});
