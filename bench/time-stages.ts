import type { Classifier } from '../lib/classify/classifier.ts';
import type { Stage } from '../lib/pipeline/observe.ts';
import { readDocument } from '../lib/pipeline/read-document.ts';
import { createStageClock, median, medianStages } from '../local/evaluate/stage-times.ts';
import type { Subject } from './subjects.ts';

export interface StageTimes {
  readonly subject: string;
  readonly width: number;
  readonly height: number;
  readonly runs: number;
  /** Median milliseconds of each stage. */
  readonly stages: Readonly<Record<Stage, number>>;
  /** Median milliseconds of the whole document, what lies between the stages included. */
  readonly total: number;
  /** Numbers reported: the work depends on how much there is to read. */
  readonly numbers: number;
}

/** The first runs load code and let the engine compile: they are not counted. */
const WARM_UP_RUNS = 2;

/** Reads a document again and again; medians, as other programs on the machine only ever slow a run down. */
export async function timeStages(
  { name, bytes, width, height }: Subject,
  classifier: Classifier,
  runs: number,
): Promise<StageTimes> {
  const pages: Record<Stage, number>[] = [];
  const totals: number[] = [];
  let numbers = 0;
  for (let run = -WARM_UP_RUNS; run < runs; run++) {
    const clock = createStageClock();
    const started = performance.now();
    const reading = await readDocument(bytes, classifier, { observe: clock.observe });
    const total = performance.now() - started;
    if (run < 0) continue;
    totals.push(total);
    pages.push(...clock.pages());
    numbers = reading.pages.reduce((sum, page) => sum + page.numbers.length, 0);
  }
  return { subject: name, width, height, runs, stages: medianStages(pages), total: median(totals), numbers };
}
