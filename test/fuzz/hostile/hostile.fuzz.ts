import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOMBS } from './bombs.ts';
import { buildHostileDecoders, type HostileDecoders } from './hostile-process.ts';
import { VALID_KINDS } from './valid-kinds.ts';
import type { Report } from './worker.ts';

const MAX_CPU_MS = 2_000;
const MAX_MB = 400;
/** Over all kinds; `HOSTILE_RUNS=20000 npx vitest run test/fuzz/hostile` runs them all. */
const RUNS = Number(process.env.HOSTILE_RUNS ?? 1_000);
const BATCH = 100;

describe.skipIf(!existsSync('/proc/self/status'))(
  'hostile files, in a process of their own (needs Linux),',
  { timeout: 1_800_000 },
  () => {
    let decoders: HostileDecoders;
    beforeAll(async () => {
      decoders = await buildHostileDecoders();
    });
    afterAll(() => decoders?.remove());

    function expectNamed({ outcomes, peakMb }: Report): void {
      expect(outcomes.length).toBeGreaterThan(0);
      for (const { name, end, named, cpuMs } of outcomes) {
        expect(named, `${name} ended in ${end}`).toBe(true);
        expect(cpuMs, `milliseconds of ${name}`).toBeLessThan(MAX_CPU_MS);
      }
      expect(peakMb).toBeLessThan(MAX_MB);
    }

    it.each(BOMBS.map(({ name }, bomb) => [name, bomb] as const))('%s', async (_name, bomb) => {
      for (const report of await decoders.run([{ bomb }])) expectNamed(report);
    });

    it.each(VALID_KINDS.map(({ name, share }, kind) => [name, share, kind] as const))(
      '%s, mutated',
      async (_name, share, kind) => {
        const runs = Math.ceil((RUNS * share) / 100);
        const tasks = Array.from({ length: Math.ceil(runs / BATCH) }, (_, batch) => ({
          kind,
          fromSeed: batch * BATCH,
          count: Math.min(BATCH, runs - batch * BATCH),
        }));
        const reports = await decoders.run(tasks);
        for (const report of reports) expectNamed(report);
        // The mutations neither break everything nor nothing.
        const ends = new Set(reports.flatMap(({ outcomes }) => outcomes.map(({ end }) => end)));
        if (runs >= 50) expect(ends.size).toBeGreaterThan(1);
      },
    );
  },
);
