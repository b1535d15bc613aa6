import { type Observe, STAGES, type Stage } from '../../lib/pipeline/observe.ts';

/** Milliseconds spent in each stage of each page, gathered from the pipeline's events. */
export interface StageClock {
  readonly observe: Observe;
  /** One record for each page, in the order in which the pages began. */
  pages(): readonly Readonly<Record<Stage, number>>[];
}

/** @param now Milliseconds from any fixed point. */
export function createStageClock(now: () => number = () => performance.now()): StageClock {
  const started = new Map<string, number>();
  const spent = new Map<number, Record<Stage, number>>();
  return {
    observe({ stage, page, phase }) {
      const key = `${page} ${stage}`;
      if (phase === 'start') {
        started.set(key, now());
        return;
      }
      const record = spent.get(page) ?? emptyRecord();
      // A stage may run several times on a page: its times add up.
      record[stage] += now() - (started.get(key) ?? now());
      spent.set(page, record);
    },
    pages: () => [...spent.values()],
  };
}

/** The middle value; of an even count, the mean of the middle two. 0 for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** The median of each stage over pages. */
export function medianStages(pages: readonly Readonly<Record<Stage, number>>[]): Record<Stage, number> {
  const medians = emptyRecord();
  for (const stage of STAGES) medians[stage] = median(pages.map((page) => page[stage]));
  return medians;
}

function emptyRecord(): Record<Stage, number> {
  return Object.fromEntries(STAGES.map((stage) => [stage, 0])) as Record<Stage, number>;
}
