import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import type { EvaluateOptions } from '../../../local/evaluate/options.ts';
import { type EvaluateDependencies, runEvaluate } from '../../../local/evaluate/run-evaluate.ts';
import { barClassifier } from './write-set.ts';

/** A folder for the sets of one file of tests, and the command run on them with readers that the test brings. */
export function useSets() {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'digitlift-evaluate-'));
  });
  afterAll(() => rm(root, { recursive: true }));

  return {
    /** The path of something in the folder. */
    pathOf: (name: string) => join(root, name),

    async makeFolder(name: string): Promise<string> {
      const folder = join(root, name);
      await mkdir(join(folder, 'images'), { recursive: true });
      return folder;
    },

    async evaluate(
      options: Omit<EvaluateOptions, 'maxMisread' | 'json' | 'sheet'>,
      readers: Partial<
        Pick<EvaluateDependencies, 'readDocument' | 'readLine' | 'readMicrLine' | 'loadCalibration'>
      > = {},
    ) {
      let printed = '';
      const json = join(root, `${options.folder}.json`);
      const sheet = join(root, `${options.folder}.png`);
      const never = () => Promise.reject(new Error('Not expected to be called'));
      const report = await runEvaluate(
        { ...options, maxMisread: 0.01, json, sheet },
        {
          openClassifier: async () => barClassifier,
          readDocument: never,
          readLine: never,
          readMicrLine: never,
          ...readers,
          stdout: { write: (text) => (printed += text) },
          stderr: { write: () => true },
          dataFolder: root,
        },
      );
      expect(JSON.parse(await readFile(json, 'utf8'))).toEqual(JSON.parse(JSON.stringify(report)));
      return { report, printed, sheet };
    },
  };
}
