import { expect, it } from 'vitest';
import { createStageTimer } from '../../../functions/segment/stage-timer.ts';

it('sums each stage over the pages, nested and interleaved as they come', () => {
  let time = 0;
  const timer = createStageTimer(() => time);
  const at = (ms: number, stage: 'decode' | 'read', page: number, phase: 'start' | 'end') => {
    time = ms;
    timer.observe({ stage, page, phase });
  };
  at(0, 'decode', 0, 'start');
  at(10, 'decode', 0, 'end');
  at(10, 'read', 0, 'start');
  at(12, 'decode', 1, 'start');
  at(15.4, 'read', 0, 'end');
  at(32, 'decode', 1, 'end');
  at(40, 'read', 1, 'start');
  expect(timer.timings()).toEqual({ decode: 30, read: 5 });
});

it('ignores an end without a start', () => {
  const timer = createStageTimer(() => 5);
  timer.observe({ stage: 'read', page: 0, phase: 'end' });
  expect(timer.timings()).toEqual({});
});
