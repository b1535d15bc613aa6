import { describe, expect, it } from 'vitest';
import { createStageClock, median, medianStages } from '../../../local/evaluate/stage-times.ts';

describe('createStageClock', () => {
  it('adds up each stage of each page', () => {
    let time = 0;
    const clock = createStageClock(() => time);
    const run = (stage: 'decode' | 'read', page: number, milliseconds: number) => {
      clock.observe({ stage, page, phase: 'start' });
      time += milliseconds;
      clock.observe({ stage, page, phase: 'end' });
      time += 1_000;
    };
    run('decode', 0, 5);
    run('read', 0, 7);
    run('read', 0, 1);
    run('decode', 1, 3);
    expect(clock.pages().map(({ decode, read }) => [decode, read])).toEqual([
      [5, 8],
      [3, 0],
    ]);
    expect(medianStages(clock.pages())).toMatchObject({ decode: 4, read: 4, classify: 0 });
  });
});

describe('median', () => {
  it.each([
    [[], 0],
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 2, 100], 3],
  ])('of %j is %d', (values, middle) => {
    expect(median(values)).toBe(middle);
  });
});
