import { describe, expect, it } from 'vitest';
import { showProgress } from '../../../local/cli/progress.ts';

function collect(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) };
}

describe('showProgress', () => {
  it('says nothing for a single document', () => {
    const stream = collect(true);
    const progress = showProgress(1, { stream, now: () => 0 });
    progress.advance(() => stream.write('table\n'));
    progress.finish();
    expect(stream.written).toEqual(['table\n']);
  });

  it('counts in tenths where nobody watches', () => {
    const stream = collect(false);
    const progress = showProgress(25, { stream, now: () => 0 });
    for (let i = 0; i < 25; i++) progress.advance(() => {});
    progress.finish();
    expect(stream.written).toEqual([3, 5, 8, 10, 13, 15, 18, 20, 23, 25].map((done) => `${done}/25\n`));
  });

  it('keeps a bar below what is printed on a terminal, and takes it away at the end', () => {
    const stream = collect(true);
    const progress = showProgress(2, { stream, now: () => 0 });
    progress.advance(() => stream.write('table\n'));
    progress.finish();
    const clear = '\r\u001B[K';
    expect(stream.written.map((text) => (text.includes('[-') || text.includes('[#') ? 'bar' : text))).toEqual(
      ['bar', clear, 'table\n', 'bar', clear],
    );
  });
});
