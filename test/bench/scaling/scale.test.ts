import { describe, expect, it } from 'vitest';
import { readBlock, readPage, replaceBlock } from '../../../bench/doc-blocks.ts';
import { workOf } from '../../../bench/scaling/measured.ts';
import { concurrency, costPerThousand, segmentDuration } from '../../../bench/scaling/scale.ts';
import { scalingBlocks } from '../../../bench/scaling/tables.ts';
import { chooseStage } from '../../../infra/settings.ts';

const work = { segmentSeconds: 1.2, classifySeconds: 0.5, classifyCalls: 2, waitSeconds: 0.3 };
const deployment = { segmentMb: 2_048, classifyMb: 1_024, architecture: 'x86_64' } as const;

describe('scaling', () => {
  it('keeps segment busy while classify works', () => {
    expect(segmentDuration(work)).toBeCloseTo(2);
  });

  it('has as many calls under way as come in while one lasts', () => {
    expect(concurrency(work, 100)).toEqual({ segment: 200, classify: 50, total: 250 });
    expect(concurrency(work, 0.1)).toEqual({ segment: 1, classify: 1, total: 2 });
  });

  it('pays for memory times time, and for each request', () => {
    const cost = costPerThousand(work, deployment);
    // 2 GB for 2 s, 1 GB for 0.5 s.
    expect(cost.segment).toBeCloseTo(4 * 0.0166667, 6);
    expect(cost.classify).toBeCloseTo(0.5 * 0.0166667, 6);
    expect(cost['requests of Lambda']).toBeCloseTo(3 * 0.0002, 8);
    expect(cost.S3).toBeCloseTo(0.0104, 8);
    expect(cost.SQS).toBeCloseTo(0.0012, 8);
    expect(cost.EventBridge).toBeCloseTo(0.001, 8);
  });

  it('pays a fifth less for computing on arm64, and as much for the rest', () => {
    const x86 = costPerThousand(work, deployment);
    const arm = costPerThousand(work, { ...deployment, architecture: 'arm64' });
    expect(arm.segment! / x86.segment!).toBeCloseTo(0.8, 3);
    expect(arm.S3).toBe(x86.S3);
  });
});

describe('docs/scaling.md', () => {
  const blocks = scalingBlocks(workOf(readPage('performance.md')), chooseStage(() => undefined).settings);

  it.each(Object.keys(blocks))('says what follows from docs/performance.md: %s', (name) => {
    // npm run scaling -- --write
    expect(readBlock(readPage('scaling.md'), name)).toBe(blocks[name]);
  });
});

describe('what is measured', () => {
  const page = (rows: string) => `before\n<!-- measured -->\n${rows}\n<!-- /measured -->\nafter`;
  const rows = '| of that, processor time, p50 | 1,978 | 699 |\n| calls of classify |  | 7 |';

  it('is read from the table', () => {
    expect(workOf(page(rows))).toEqual({
      segmentSeconds: 1.978,
      classifySeconds: 0.699,
      classifyCalls: 7,
      waitSeconds: 0.15,
    });
  });

  it('is missed by name where it is not there', () => {
    expect(() => workOf(page('| calls of classify | 7 |'))).toThrow('processor times');
    expect(() => workOf(rows)).toThrow('<!-- measured -->');
  });

  it('is replaced between its marks and nowhere else', () => {
    const text = replaceBlock(page(rows), 'measured', 'new\n');
    expect(text).toBe('before\n<!-- measured -->\n\nnew\n\n<!-- /measured -->\nafter');
    expect(replaceBlock(text, 'measured', 'new')).toBe(text);
    expect(readBlock(text, 'measured')).toBe('new');
  });
});
