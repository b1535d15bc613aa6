import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLabels, requireFile } from '../../training/dump-crops/data-folder.ts';

describe('the data folder', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'data-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  it('gives the rows of a set, with its boxes where there are any', async () => {
    await mkdir(join(root, 'lines/a'), { recursive: true });
    await writeFile(
      join(root, 'lines/a/labels.tsv'),
      'file\ttext\tboxes\nimages/1.png\t07\t[["0",1,2,3,4],[7,5,2,3,4]]\nimages/2.png\tempty\t\n',
    );
    expect(await readLabels(root, 'lines/a')).toEqual([
      {
        file: join(root, 'lines/a/images/1.png'),
        text: '07',
        boxes: [
          ['0', 1, 2, 3, 4],
          ['7', 5, 2, 3, 4],
        ],
      },
      { file: join(root, 'lines/a/images/2.png'), text: 'empty', boxes: [] },
    ]);
  });

  it('says which set is missing and where it was looked for', async () => {
    await expect(requireFile(root, 'digits/mnist', 'x.gz')).rejects.toThrow(
      `Set digits/mnist is missing: looked for ${join(root, 'digits/mnist/x.gz')}. Point --data or DIGITLIFT_DATA`,
    );
  });
});
