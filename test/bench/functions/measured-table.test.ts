import { describe, expect, it } from 'vitest';
import { measuredTable, percentile, stagesTable } from '../../../bench/functions/measured-table.ts';
import { workOf } from '../../../bench/scaling/measured.ts';

const cold = (importMs: number, totalMs: number) => ({
  nodeMs: 40,
  importMs,
  importCpuMs: importMs,
  firstMs: totalMs - importMs,
  totalMs,
  totalCpuMs: totalMs + 1,
  logged: undefined,
});
const times = (warmCpuMs: number) => ({
  cold: [cold(250, 2_100), cold(243, 2_033.4), cold(260, 2_300)],
  warm: [1_410, 1_504, 1_614].map((ms, index) => ({ ms, cpuMs: warmCpuMs + index })),
  peakMb: 300.4,
});

describe('measuredTable', () => {
  const table = measuredTable({
    machine: { cpu: 'Some processor', cores: 2, node: 'v20', engine: 'tfjs-wasm' },
    segment: times(977),
    classify: { ...times(1_698), calls: 6 },
    memoryMb: { segment: 3_004, classify: 1_502 },
  });

  it('has what docs/performance.md shows', () => {
    expect(table).toContain(
      'Some processor, 2 cores, Node v20, engine tfjs-wasm; 3 cold processes, 3 warm cheques:',
    );
    expect(table).toContain('| import and first cheque, least and median | 2,033, 2,100 | 2,033, 2,100 |');
    expect(table).toContain('| warm cheque, least, p50, p99 | 1,410, 1,504, 1,614 |');
    expect(table).toContain('| peak memory, MB (of its setting) | 300 (10 %) | 300 (20 %) |');
  });

  it('is what scaling is worked out from', () => {
    expect(workOf(`<!-- measured -->\n${table}\n<!-- /measured -->`)).toMatchObject({
      segmentSeconds: 0.978,
      classifySeconds: 1.699,
      classifyCalls: 6,
    });
  });
});

it('stagesTable has a row for every stage that either went through', () => {
  expect(
    stagesTable({ cold: { decode: 21, fields: 1_543 }, warm: { decode: 17, read: 4 } })
      .split('\n')
      .slice(2),
  ).toEqual(['| decode | 21 | 17 |', '| fields | 1,543 |  |', '| read |  | 4 |']);
});

it('percentile takes a value that is there', () => {
  expect([0, 50, 99, 100].map((percent) => percentile([3, 1, 2], percent))).toEqual([1, 2, 3, 3]);
  expect(percentile([], 50)).toBe(0);
});
