import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { resultSchema } from '../../../lib/document/result.ts';
import { SAMPLES_FOLDER } from '../../../local/cli/installed-files.ts';
import { temporaryFolder } from './temporary-folder.ts';

const MAIN = fileURLToPath(new URL('../../../local/cli/main.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');
const SAMPLE = join(SAMPLES_FOLDER, 'us-check.png');

/** Starts the command as a process of its own, `cwd` being a fresh folder. */
function start(args: readonly string[], cwd: string) {
  const child = spawn(process.execPath, ['--import', TSX, MAIN, ...args], { cwd, stdio: 'pipe' });
  const printed = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    printed.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    printed.stderr += chunk;
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...printed }));
  });
  return { child, ended };
}

describe('the command as a process', () => {
  it('knows its version and refuses what it does not know', async () => {
    const cwd = await temporaryFolder();
    const manifest = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8'));
    expect(await start(['--version'], cwd).ended).toEqual({
      code: 0,
      stdout: `${manifest.version}\n`,
      stderr: '',
    });
    const refused = await start(['--colour'], cwd).ended;
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain("unknown option '--colour'");
  });

  // Several processes, each of which loads the model: a busy machine takes its time for that.
  const options = { timeout: 600_000 };
  describe.skipIf(!existsSync(SAMPLE))('on a sample (needs samples/documents/us-check.png)', options, () => {
    it('prints its result, writes it with an overlay, and the same bytes again', async () => {
      const cwd = await temporaryFolder();
      const args = [SAMPLE, '--engine', 'wasm', '--json'];
      const first = await start([...args, '--out', 'first'], cwd).ended;
      expect(first.code, first.stderr).toBe(0);
      const result = resultSchema.parse(JSON.parse(first.stdout));
      expect(result.document).toMatchObject({ container: 'documents', key: 'us-check.png', kind: 'png' });
      expect(await readdir(join(cwd, 'first'))).toEqual(['us-check.png.json', 'us-check.png.overlay.png']);
      const written = await readFile(join(cwd, 'first/us-check.png.json'), 'utf8');
      expect(JSON.parse(written)).toEqual(result);

      expect((await start([...args, '--out', 'second'], cwd).ended).code).toBe(0);
      for (const name of await readdir(join(cwd, 'first'))) {
        const [a, b] = await Promise.all(['first', 'second'].map((out) => readFile(join(cwd, out, name))));
        expect(a!.equals(b!), `${name} of two runs`).toBe(true);
      }
    });

    it.skipIf(process.platform === 'win32')('ends with a summary on Ctrl-C', async () => {
      const cwd = await temporaryFolder();
      const { child, ended } = start([], cwd);
      child.stderr.once('data', () => child.kill('SIGINT'));
      const { code, stdout, stderr } = await ended;
      expect(code, stderr).toBe(130);
      expect(stdout).toMatch(/\d+ documents? of \d+: /);
      expect(stdout).toContain('Interrupted');
    });

    it.skipIf(process.platform === 'win32')(
      'ends without a word when nobody reads its output any more',
      async () => {
        const cwd = await temporaryFolder();
        const { child, ended } = start([], cwd);
        child.stdout.destroy();
        const { code, stderr } = await ended;
        expect(code).toBe(141);
        expect(stderr).not.toContain('EPIPE');
      },
    );
  });
});
