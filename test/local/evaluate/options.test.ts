import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { findFolder } from '../../../local/evaluate/find-folder.ts';
import { parseOptions } from '../../../local/evaluate/options.ts';

describe('parseOptions', () => {
  beforeEach(() => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('reads kind, folder and every option', () => {
    expect(parseOptions(['digits', 'DIR'])).toEqual({ kind: 'digits', folder: 'DIR', maxMisread: 0.01 });
    const words =
      'documents DIR --json a.json --max-misread 0.001 --limit 3 --sheet s.png --overlays o --charts c --model m --corruptions --split validation --script e13b --weigh 1,0';
    expect(parseOptions(words.split(' '))).toEqual({
      kind: 'documents',
      folder: 'DIR',
      json: 'a.json',
      maxMisread: 0.001,
      limit: 3,
      sheet: 's.png',
      overlays: 'o',
      charts: 'c',
      model: 'm',
      corruptions: true,
      split: 'validation',
      script: 'e13b',
      weigh: { frames: 1, lattice: 0 },
    });
  });

  it.each([
    [['pages', 'DIR']],
    [['digits']],
    [['lines', 'DIR', '--split', 'dev']],
    [['digits', 'DIR', '--max-misread', '1']],
    [['digits', 'DIR', '--max-misread', '']],
    [['digits', 'DIR', '--limit', '0']],
    [['digits', 'DIR', '--limit', '2.5']],
    [['lines', 'DIR', '--script', 'ocr-b']],
    [['lines', 'DIR', 'OTHER']],
    [['lines', 'DIR', '--weigh', '1']],
    [['lines', 'DIR', '--weigh', '0,0']],
    [['lines', 'DIR', '--weigh', '1,-1']],
    [['lines', 'DIR', '--weigh', '1,']],
  ])('refuses %j', (words) => {
    expect(() => parseOptions(words)).toThrow(CommanderError);
  });
});

describe('findFolder', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'digitlift-find-'));
    await mkdir(join(folder, 'digits', 'mine'), { recursive: true });
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('takes the path itself, or the set in the data folder', async () => {
    const found = { path: join(folder, 'digits', 'mine'), name: 'mine' };
    expect(await findFolder(join(folder, 'digits/mine/'), '/nowhere')).toEqual(found);
    expect(await findFolder('digits/mine', folder)).toEqual(found);
  });

  it('says how to name the data when there is none', async () => {
    await expect(findFolder('digits/none', folder)).rejects.toThrow(
      /There is no folder .*none nor .*none\. .*set DIGITLIFT_DATA/u,
    );
  });
});
