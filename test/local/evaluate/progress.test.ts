import { describe, expect, it } from 'vitest';
import { createProgress, formatProgress } from '../../../local/evaluate/progress.ts';

describe('formatProgress', () => {
  it('shows rate and remaining time', () => {
    expect(formatProgress('mnist', 2_500, 10_000, 5)).toBe(
      'mnist [######------------------] 2,500/10,000  500/s  15 s left',
    );
    expect(formatProgress('forms', 1, 10, 20)).toMatch(/0\.1\/s {2}3 min left$/u);
  });

  it('promises nothing before the first item', () => {
    expect(formatProgress('forms', 0, 10, 3)).toBe('forms [------------------------] 0/10');
  });
});

describe('createProgress', () => {
  it('writes a line for each tenth where nobody watches', () => {
    const written: string[] = [];
    const progress = createProgress({
      label: 'a',
      total: 100,
      stream: { write: (text) => written.push(text) },
    });
    for (let i = 0; i < 100; i++) progress.advance();
    progress.finish();
    expect(written).toHaveLength(10);
    expect(written.at(-1)).toMatch(/100\/100.*\n$/u);
  });

  it('redraws in place on a terminal, not more often than can be seen, and always at the end', () => {
    const written: string[] = [];
    let time = 0;
    const stream = { isTTY: true, write: (text: string) => written.push(text) };
    const progress = createProgress({ label: 'a', total: 50, stream, now: () => time });
    for (let i = 0; i < 50; i++) {
      time += 10;
      progress.advance();
    }
    progress.finish();
    expect(written.length).toBeLessThan(10);
    expect(written.at(-2)).toMatch(/^\r.*50\/50/u);
    expect(written.at(-1)).toBe('\n');
  });
});
