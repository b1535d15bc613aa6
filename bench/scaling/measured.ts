import { readBlock } from '../doc-blocks.ts';
import type { DocumentWork } from './scale.ts';

/** Seconds spent with S3, Invoke and EventBridge: assumed, for only an account can show it. */
const WAIT_SECONDS = 0.15;

/** What a cheque takes, as docs/performance.md says it. Throws Error where it does not. */
export function workOf(performancePage: string): DocumentWork {
  const block = readBlock(performancePage, 'measured');
  const [segmentMs, classifyMs] = numbersAfter(block, 'of that, processor time, p50');
  const [calls] = numbersAfter(block, 'calls of classify').slice(-1);
  if (segmentMs === undefined || classifyMs === undefined || calls === undefined) {
    throw new Error('Expected the processor times of both functions and the calls in docs/performance.md');
  }
  return {
    segmentSeconds: segmentMs / 1_000,
    classifySeconds: classifyMs / 1_000,
    classifyCalls: calls,
    waitSeconds: WAIT_SECONDS,
  };
}

/** The numbers in a row of a table, by what the row begins with. */
function numbersAfter(table: string, label: string): number[] {
  const row = table.split('\n').find((line) => line.startsWith(`| ${label} |`)) ?? '';
  return [...row.slice(label.length + 2).matchAll(/[\d,]+/g)].map(([text]) =>
    Number(text.replaceAll(',', '')),
  );
}
