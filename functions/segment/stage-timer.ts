import type { Observe, Stage, StageEvent } from '../../lib/pipeline/observe.ts';

export type StageTimings = Readonly<Partial<Record<Stage, number>>>;

export interface StageTimer {
  readonly observe: Observe;
  /** Whole milliseconds spent in each stage that has ended, summed over the pages. */
  timings(): StageTimings;
}

/** Makes timings of stage events. `now` gives milliseconds. */
export function createStageTimer(now: () => number): StageTimer {
  const started = new Map<string, number>();
  const spent = new Map<Stage, number>();
  return {
    observe({ stage, page, phase }: StageEvent) {
      const name = `${stage} ${page}`;
      if (phase === 'start') {
        started.set(name, now());
        return;
      }
      const start = started.get(name);
      if (start !== undefined) spent.set(stage, (spent.get(stage) ?? 0) + now() - start);
      started.delete(name);
    },
    timings: () => Object.fromEntries([...spent].map(([stage, ms]) => [stage, Math.round(ms)])),
  };
}
