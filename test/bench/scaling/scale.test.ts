import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { concurrency, costPerThousand, segmentDuration } from '../../../bench/scaling/scale.ts';
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
  const text = readFileSync(join(import.meta.dirname, '../../../docs/scaling.md'), 'utf8');
  const [, ...figures] = /--segment-ms (\d+) --classify-ms (\d+) --calls (\d+)/.exec(text) ?? [];
  const [segmentMs = 0, classifyMs = 0, classifyCalls = 0] = figures.map(Number);
  const measured = {
    segmentSeconds: segmentMs / 1_000,
    classifySeconds: classifyMs / 1_000,
    classifyCalls,
    waitSeconds: 0.15,
  };

  it.each([1, 100, 10_000])('says what %i documents a second take', (rate) => {
    const { segment, classify, total } = concurrency(measured, rate);
    const row = [rate, segment, classify, total].map((number) => number.toLocaleString('en-US'));
    expect(text).toContain(`| ${row.join(' | ')} |`);
  });

  it('says what a thousand documents cost, with the memory of the settings', () => {
    const { segment, classify } = chooseStage(() => undefined).settings;
    const memory = { segmentMb: segment.memoryMb, classifyMb: classify.memoryMb };
    const [x86, arm] = (['x86_64', 'arm64'] as const).map((architecture) =>
      Object.values(costPerThousand(measured, { ...memory, architecture })).reduce((a, b) => a + b, 0),
    );
    expect(text).toContain(`| **together** | **${x86!.toFixed(3)}** | **${arm!.toFixed(3)}** |`);
  });
});
