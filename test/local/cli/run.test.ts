import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RequestError, TransientError } from '../../../lib/document/errors.ts';
import { resultSchema } from '../../../lib/document/result.ts';
import { FolderStore } from '../../../lib/store/folder-store.ts';
import { SAMPLES_FOLDER } from '../../../local/cli/installed-files.ts';
import { call, fakeExtract } from './call.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function exists(...path: string[]): Promise<boolean> {
  return access(join(...path)).then(
    () => true,
    () => false,
  );
}

describe('run', () => {
  it('reads documents, prints a table and a summary, writes results and overlays', async () => {
    const cwd = await temporaryFolder({ 'a.png': '12 345', 'b.png': 'review 7' });
    const { code, stdout, stderr } = await call(['a.png', 'b.png'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        'a.png  accepted  png  1 page  2 numbers  5 ms',
        '  page  text  kind         confidence  box x,y width x height',
        '     1  12    printed           99.9%  10,0 100 x 18',
        '     1  345   printed           99.9%  10,20 100 x 18',
        'b.png  review  png  1 page  1 number  5 ms',
        '  low-confidence (page 1)',
        '  page  text  kind         confidence  box x,y width x height',
        '     1  7     printed           99.9%  10,0 100 x 18',
        '2 documents: 1 accepted, 1 to review, 0 rejected, 0 failed; 3 numbers; 5 ms a document',
        'Results and overlays are in ./out',
        '',
      ].join('\n'),
    );
    expect(stderr).toBe('1/2\n2/2\n');
    expect(resultSchema.parse(JSON.parse(await readFile(join(cwd, 'out/a.png.json'), 'utf8')))).toBeTruthy();
    expect(await exists(cwd, 'out/b.png.overlay.png')).toBe(true);
  });

  it('reads with the misread rate that is asked for', async () => {
    const cwd = await temporaryFolder({ 'a.png': '12' });
    const rates: (number | undefined)[] = [];
    const extract: typeof fakeExtract = (reference, dependencies, options) => {
      rates.push(options?.maxMisread);
      return fakeExtract(reference, dependencies, options);
    };
    await call(['a.png'], { cwd, dependencies: { extract } });
    await call(['a.png', '--max-misread', '0.002'], { cwd, dependencies: { extract } });
    expect(rates).toEqual([0.01, 0.002]);
  });

  it('takes what is expected of a document from a file beside it', async () => {
    const cwd = await temporaryFolder({
      'a.png': '12',
      'a.png.expected.json': '{"serial": "0101"}',
      'b.png': '34',
      'c.png': '56',
      'c.png.expected.json': '{"serial": "not digits"}',
      'd.png': '78',
      'd.png.expected.json': `{"serial": "${'1'.repeat(20_000)}"}`,
    });
    const expected = new Map<string, unknown>();
    const extract: typeof fakeExtract = (reference, dependencies, options) => {
      expected.set(reference.key, options?.expected);
      return fakeExtract(reference, dependencies, options);
    };
    const { code, stderr } = await call(['.'], { cwd, dependencies: { extract } });
    expect(code).toBe(1);
    expect([...expected]).toEqual([
      ['a.png', { serial: '0101' }],
      ['b.png', undefined],
    ]);
    expect(stderr).toContain('"serial"');
    expect(stderr).toContain('Expected at most 16384 bytes for what is expected of a document');
  });

  it('keeps documents of the same name in different folders apart', async () => {
    const cwd = await temporaryFolder({ 'x/a.png': '1', 'y/a.png': '2', 'y/deep/a.png': '3' });
    const { code } = await call(['x', 'y', '--out', 'results'], { cwd });
    expect(code).toBe(0);
    for (const [path, text] of [
      ['x/a.png', '1'],
      ['y/a.png', '2'],
      ['y/deep/a.png', '3'],
    ]) {
      const json = await readFile(join(cwd, `results/${path}.json`), 'utf8');
      expect(JSON.parse(json).pages[0].numbers[0].text).toBe(text);
    }
  });

  it('writes over the results of an earlier run', async () => {
    const cwd = await temporaryFolder({ 'a.png': '1', 'out/a.png.json': 'old' });
    expect((await call(['a.png'], { cwd })).code).toBe(0);
    expect(await readFile(join(cwd, 'out/a.png.json'), 'utf8')).toContain('"text":"1"');
  });

  it('goes on after a rejected and a failed document, and ends with 1', async () => {
    const cwd = await temporaryFolder({ 'a.png': 'bad', 'b.png': 'crash', 'c.png': '7' });
    const { code, stdout, stderr } = await call(['.'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('a.png  rejected  corrupt: It breaks off\n');
    expect(stdout).toContain('c.png  accepted');
    expect(stdout).toContain('3 documents: 1 accepted, 0 to review, 1 rejected, 1 failed; 1 number;');
    expect(stderr).toContain('b.png  failed  unexpected: Cannot read properties of undefined\n');
    expect(stderr, 'a fault of the program shows its place').toContain('call.ts');
    expect(await exists(cwd, 'out/b.png.json')).toBe(false);
  });

  it('prints one result a line and nothing else on stdout with --json', async () => {
    const cwd = await temporaryFolder({ 'a.png': '12', 'b.png': 'bad', 'notes.txt': 'x' });
    const { code, stdout, stderr } = await call(['.', '--json'], { cwd });
    expect(code).toBe(1);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => resultSchema.parse(JSON.parse(line)).status)).toEqual([
      'accepted',
      'rejected',
    ]);
    expect(await readFile(join(cwd, 'out/a.png.json'), 'utf8')).toBe(lines[0]);
    expect(stderr).toContain('2 documents:');
    expect(stderr).toContain('Passed over 1 file');
  });

  it('prints nothing but errors with --quiet', async () => {
    const cwd = await temporaryFolder({ 'a.png': '12', 'b.png': 'bad', 'notes.txt': 'x' });
    const { code, stdout, stderr } = await call(['.', '--quiet'], { cwd });
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: 'b.png  rejected  corrupt: It breaks off\n',
    });
  });

  it.each([
    [[], { candidates: false }],
    [['--candidates'], { candidates: true }],
    [['--no-overlay'], false],
  ])('asks for the overlay of %j', async (args, overlay) => {
    const cwd = await temporaryFolder({ 'a.png': '1' });
    const asked: unknown[] = [];
    const extract: typeof fakeExtract = (reference, dependencies, options) => {
      asked.push(options?.overlay, options?.write);
      return fakeExtract(reference, dependencies, options);
    };
    await call(['a.png', ...args], { cwd, dependencies: { extract } });
    expect(asked).toEqual([overlay, 'replace']);
    expect(await exists(cwd, 'out/a.png.overlay.png')).toBe(overlay !== false);
  });

  it('reads the samples when nothing is named, and says so', async () => {
    const cwd = await temporaryFolder();
    const { stdout, stderr } = await call([], { cwd });
    expect(stdout + stderr).toContain(`reading the samples in ${SAMPLES_FOLDER}`);
  });

  it('ends with 2 when an input is not there, and reads the others', async () => {
    const cwd = await temporaryFolder({ 'a.png': '1', 'b.png': 'bad' });
    const { code, stdout, stderr } = await call(['nowhere', 'a.png', 'b.png'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('nowhere  failed  not-found: ');
    expect(stdout).toContain('a.png  accepted');
  });

  it('ends with 0 on an empty folder, and says that it is empty', async () => {
    const cwd = await temporaryFolder();
    expect(await call(['.'], { cwd })).toEqual({
      code: 0,
      stdout: '',
      stderr: 'There is no document in .\n',
    });
    expect(await exists(cwd, 'out')).toBe(false);
  });

  it('ends with 2 when there is no model, and leaves no folder behind', async () => {
    const cwd = await temporaryFolder({ 'a.png': '1' });
    const openClassifier = () => Promise.reject(new RequestError('model-invalid', 'Expected another hash'));
    const { code, stderr } = await call(['a.png'], { cwd, dependencies: { openClassifier } });
    expect(code).toBe(2);
    expect(stderr).toBe('model-invalid: Expected another hash\n');
    expect(await exists(cwd, 'out')).toBe(false);
  });

  it('ends with 3 when the folder for results cannot be made', async () => {
    const cwd = await temporaryFolder({ 'a.png': '1', taken: 'x' });
    const { code, stderr } = await call(['a.png', '--out', 'taken/out'], { cwd });
    expect(code).toBe(3);
    expect(stderr).toContain('taken/out  failed  bad-request: ');
  });

  it('stops at the first result that cannot be written, and ends with 3', async () => {
    const cwd = await temporaryFolder({ 'a.png': '1', 'b.png': '2', 'c.png': '3' });
    const { code, stdout, stderr } = await call(['.'], { cwd, dependencies: { openStore: fullAfter(3) } });
    expect(code).toBe(3);
    expect(stderr).toContain('b.png  failed  storage-full: No room\n');
    expect(stdout).toContain('2 documents of 3: 1 accepted, 0 to review, 0 rejected, 1 failed;');
    expect(stdout).toContain('Stopped: results cannot be written.');
    expect(await exists(cwd, 'out/a.png.json')).toBe(true);
    expect(await exists(cwd, 'out/b.png.json')).toBe(false);
  });

  it('goes on when a single result has a name that cannot be written, and ends with 3', async () => {
    const cwd = await temporaryFolder({ 'a.png': '1', 'b.png': '2', 'out/a.png.json/x': 'a folder' });
    const { code, stdout, stderr } = await call(['a.png', 'b.png'], { cwd });
    expect(code).toBe(3);
    expect(stderr).toContain('a.png  failed  bad-request: ');
    expect(stdout).toContain('b.png  accepted');
  });

  it('keeps what was read until Ctrl-C and ends with 130', async () => {
    const cwd = await temporaryFolder({ 'a.png': '1', 'b.png': '2', 'c.png': '3' });
    const interruption = new AbortController();
    const extract: typeof fakeExtract = async (reference, dependencies, options) => {
      if (reference.key === 'b.png') {
        interruption.abort();
        throw new TransientError('deadline-exceeded', 'Stopped');
      }
      return fakeExtract(reference, dependencies, options);
    };
    const { code, stdout, stderr } = await call(['.'], {
      cwd,
      dependencies: { extract },
      io: { signal: interruption.signal },
    });
    expect(code).toBe(130);
    expect(stdout).toContain('1 document of 3: 1 accepted, 0 to review, 0 rejected, 0 failed;');
    expect(stdout).toContain('Interrupted');
    expect(stderr).not.toContain('failed');
    expect(await exists(cwd, 'out/a.png.json')).toBe(true);
  });
});

/** Folder stores that together take `writes` objects and then are full, as a disk would be. */
function fullAfter(writes: number): (folder: string) => FolderStore {
  let left = writes;
  return (folder) => {
    const store = new FolderStore(folder);
    const replace = store.replace.bind(store);
    store.replace = async (...args) => {
      left -= 1;
      if (left < 0) throw new TransientError('storage-full', 'No room');
      return replace(...args);
    };
    return store;
  };
}
