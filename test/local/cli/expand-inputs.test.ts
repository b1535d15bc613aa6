import { chmod, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expandInputs } from '../../../local/cli/expand-inputs.ts';
import { temporaryFolder } from './temporary-folder.ts';

const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

describe('expandInputs', () => {
  it('walks a folder in the order of its keys and counts what it passes over', async () => {
    const cwd = await temporaryFolder({
      'scans/b.PDF': 'x',
      'scans/a.jpeg': 'x',
      'scans/deep/er/c.tif': 'x',
      'scans/named-oddly.scan': PNG,
      'scans/notes.txt': 'notes',
      'scans/empty': '',
      'scans/.hidden.png': PNG,
      'scans/.git/d.png': PNG,
    });
    const found = await expandInputs(['scans'], { cwd, out: 'out' });
    const folder = join(cwd, 'scans');
    expect(found).toEqual({
      documents: ['a.jpeg', 'b.PDF', 'deep/er/c.tif', 'named-oddly.scan'].map((key) => ({
        folder,
        key,
        shown: join('scans', key),
      })),
      problems: [],
      passedOver: 2,
    });
  });

  it('takes a file that is named whatever it is', async () => {
    const cwd = await temporaryFolder({ 'notes.txt': 'notes', 'sub/x': '' });
    const { documents } = await expandInputs(['notes.txt', 'sub/x'], { cwd, out: 'out' });
    expect(documents).toEqual([
      { folder: cwd, key: 'notes.txt', shown: 'notes.txt' },
      { folder: join(cwd, 'sub'), key: 'x', shown: 'sub/x' },
    ]);
  });

  it('takes a document once, however often it is named', async () => {
    const cwd = await temporaryFolder({ 'scans/a.png': PNG, 'scans/sub/b.png': PNG });
    const inputs = ['scans/a.png', 'scans', './scans/', 'scans/sub', join(cwd, 'scans/a.png')];
    const { documents } = await expandInputs(inputs, { cwd, out: 'out' });
    expect(documents.map(({ shown }) => shown)).toEqual(['scans/a.png', 'scans/sub/b.png']);
  });

  it('leaves out what an earlier run wrote', async () => {
    const cwd = await temporaryFolder({
      'a.png': PNG,
      'a.png.overlay.png': PNG,
      'a.png.overlay-12.png': PNG,
      'a.png.json': '{}',
      'out/a.png': PNG,
    });
    const { documents, passedOver } = await expandInputs(['.'], { cwd, out: './out' });
    expect(documents.map(({ key }) => key)).toEqual(['a.png']);
    expect(passedOver).toBe(1);
  });

  it('goes on when an input is not there', async () => {
    const cwd = await temporaryFolder({ 'a.png': PNG });
    const { documents, problems } = await expandInputs(['nowhere', 'a.png', 'a.png/b'], { cwd, out: 'out' });
    expect(documents).toHaveLength(1);
    expect(problems).toMatchObject([
      { shown: 'nowhere', code: 'not-found' },
      { shown: 'a.png/b', code: 'not-found' },
    ]);
  });

  it('enters no linked folder, for it may lead back', async () => {
    const cwd = await temporaryFolder({ 'scans/a.png': PNG });
    await symlink(join(cwd, 'scans'), join(cwd, 'scans/again'));
    const { documents, passedOver } = await expandInputs(['scans'], { cwd, out: 'out' });
    expect(documents.map(({ key }) => key)).toEqual(['a.png']);
    expect(passedOver).toBe(1);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'goes on when a folder in the folder is closed (needs a user who may not open everything)',
    async () => {
      const cwd = await temporaryFolder({ 'scans/a.png': PNG, 'scans/closed/b.png': PNG });
      await chmod(join(cwd, 'scans/closed'), 0);
      const { documents, problems } = await expandInputs(['scans'], { cwd, out: 'out' });
      await chmod(join(cwd, 'scans/closed'), 0o700);
      expect(documents.map(({ key }) => key)).toEqual(['a.png']);
      expect(problems).toMatchObject([{ shown: 'scans/closed/', code: 'storage-failed' }]);
    },
  );

  it('finds nothing in an empty folder', async () => {
    const cwd = await temporaryFolder();
    await mkdir(join(cwd, 'empty'));
    expect(await expandInputs(['empty'], { cwd, out: 'out' })).toEqual({
      documents: [],
      problems: [],
      passedOver: 0,
    });
  });
});
