import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

function run(words: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const { DIGITLIFT_DATA: _, ...env } = process.env;
  return new Promise((resolve) => {
    const command = ['--import', 'tsx', 'local/evaluate/main.ts', ...words];
    execFile(process.execPath, command, { cwd: ROOT, env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

describe('npm run evaluate', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'digitlift-main-'));
    await writeFile(join(folder, 'labels.tsv'), 'file\ttext\tboxes\nimages/a.tif\tA031300465AC0238D\t\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('ends with 2 and one line that says what to do', async () => {
    const missing = await run(['digits', join(folder, 'none')]);
    expect(missing).toMatchObject({ code: 2, stdout: '' });
    expect(missing.stderr).toMatch(/^There is no folder [^\n]*DIGITLIFT_DATA[^\n]*\n$/u);

    const parts = await run(['lines', folder, '--split', 'test']);
    expect(parts).toMatchObject({ code: 2, stdout: '' });
    expect(parts.stderr).toMatch(/^Expected --split all for [^\n]*\n$/u);

    expect(await run(['pages', folder])).toMatchObject({ code: 2, stdout: '' });
  });

  it('explains itself', async () => {
    const help = await run(['--help']);
    expect(help.code).toBe(0);
    expect(help.stdout).toContain('--max-misread <rate>');
  });
});
