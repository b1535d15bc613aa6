import type { Classifier } from '../lib/classify/classifier.ts';
import { readDocument } from '../lib/pipeline/read-document.ts';
import type { Subject } from './subjects.ts';

export interface MemorySample {
  readonly pages: number;
  /** Megabytes that the process holds. */
  readonly rssMb: number;
}

/** What the process needs once is taken in this part of the pages; growth is measured after it. */
const SETTLING_PART = 0.2;

/** Reads one page `pages` times and samples the memory a hundred times on the way. */
export async function watchMemory(
  subject: Subject,
  classifier: Classifier,
  pages: number,
  onSample: (sample: MemorySample) => void,
): Promise<readonly MemorySample[]> {
  const every = Math.max(1, Math.floor(pages / 100));
  const samples: MemorySample[] = [];
  for (let page = 1; page <= pages; page++) {
    await readDocument(subject.bytes, classifier);
    if (page % every !== 0 && page !== pages) continue;
    const sample = { pages: page, rssMb: process.memoryUsage.rss() / 2 ** 20 };
    samples.push(sample);
    onSample(sample);
  }
  return samples;
}

/** Megabytes gained a hundred pages: the slope of the least-squares line through the settled samples. */
export function growthPerHundredPages(samples: readonly MemorySample[]): number {
  const last = samples.at(-1)?.pages ?? 0;
  const settled = samples.filter(({ pages }) => pages >= last * SETTLING_PART);
  const mean = (of: (sample: MemorySample) => number) =>
    settled.reduce((sum, sample) => sum + of(sample), 0) / settled.length;
  const meanPages = mean(({ pages }) => pages);
  const meanRss = mean(({ rssMb }) => rssMb);
  let covariance = 0;
  let variance = 0;
  for (const { pages, rssMb } of settled) {
    covariance += (pages - meanPages) * (rssMb - meanRss);
    variance += (pages - meanPages) ** 2;
  }
  return variance === 0 ? 0 : (100 * covariance) / variance;
}
