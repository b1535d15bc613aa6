import { describe, expect, it } from 'vitest';
import { createSegmentHandler } from '../../functions/segment/create-handler.ts';
import type { LogLine } from '../../functions/segment/document-log.ts';
import { TransientError } from '../../lib/document/errors.ts';
import type { Result } from '../../lib/document/result.ts';
import type { Extraction, extractDocument } from '../../lib/pipeline/extract-document.ts';
import { MemoryStore } from '../../lib/store/memory-store.ts';
import { NEVER_ASKED, notification, resultOf, sqsEvent } from '../functions/segment/fixtures.ts';
import { synthesize } from './synthesize.ts';

const filters = Object.values(synthesize().resources)
  .filter(({ Type }) => Type === 'AWS::Logs::MetricFilter')
  .map(({ Properties }) => Properties);
const patternOf = (metric: string) => {
  const filter = filters.find(({ MetricTransformations }) => {
    const [{ MetricName }] = MetricTransformations as [{ MetricName: string }];
    return MetricName === metric;
  });
  return String(filter?.FilterPattern);
};

/** Whether a pattern of the one form that is used here, equalities joined by &&, takes a line. */
function takes(pattern: string, line: object): boolean {
  const parts = pattern.replace(/^\{ | \}$/g, '').split(' && ');
  return parts.every((part) => {
    const [, field, value] = /^\(?\$\.(\w+) = "([\w-]+)"\)?$/.exec(part) ?? [];
    if (field === undefined) throw new Error(`Expected an equality but received ${part}`);
    return (line as Record<string, unknown>)[field] === value;
  });
}

/** The lines that the handler really writes for a document that ends so. */
async function linesOf(
  status: Result['status'],
  outcome: Extraction['outcome'] | 'failed',
): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  const extract: typeof extractDocument = async ({ key }) => {
    if (outcome === 'failed') throw new TransientError('storage-failed', 'down');
    return { result: { ...resultOf(key, []), status }, resultKey: `${key}.json`, overlayKeys: [], outcome };
  };
  const handler = createSegmentHandler({
    openInbox: (bucket) => new MemoryStore(bucket),
    results: new MemoryStore('results'),
    classifier: NEVER_ASKED,
    extract,
    overlay: false,
    maxMisread: 0.01,
    log: (line) => lines.push(line),
    now: () => 0,
  });
  await handler(sqsEvent(notification({ bucket: 'inbox', key: 'a' })), {
    getRemainingTimeInMillis: () => 60_000,
  });
  return lines;
}

describe('the metrics of documents', () => {
  it.each([
    ['accepted', 'created', ['DocumentsRead']],
    ['review', 'created', ['DocumentsRead', 'DocumentsForReview']],
    ['rejected', 'created', ['DocumentsRead', 'DocumentsRejected']],
    // Another delivery of the same announcement.
    ['review', 'exists', []],
    ['review', 'failed', ['DocumentsFailed']],
  ] as const)('count a document that is %s and %s as %j', async (status, outcome, expected) => {
    const [line, ...others] = await linesOf(status, outcome);
    expect(others).toEqual([]);
    const counted = ['DocumentsRead', 'DocumentsForReview', 'DocumentsRejected', 'DocumentsFailed'].filter(
      (metric) => takes(patternOf(metric), line!),
    );
    expect(counted).toEqual(expected);
  });
});
