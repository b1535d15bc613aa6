import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyPackages } from '../../scripts/build-packages.ts';

let project: string;
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'digitlift-packages-'));
});
afterEach(() => rm(project, { recursive: true }));

/** Puts a package at `path`, with some files, into the project. */
async function install(path: string, manifest: object, files: readonly string[] = []): Promise<void> {
  const folder = join(project, path);
  for (const file of ['package.json', ...files]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), file === 'package.json' ? JSON.stringify(manifest) : file);
  }
}

async function copied(): Promise<string[]> {
  const entries = await readdir(join(project, 'out'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(project, 'out/node_modules/').length))
    .sort();
}

describe('copyPackages', () => {
  it('copies a package with what it needs at run time, and nothing else', async () => {
    await install(
      'node_modules/main',
      {
        version: '1.0.0',
        dependencies: { needed: '^2' },
        optionalDependencies: { here: '3', 'other-platform': '3' },
        devDependencies: { tool: '1' },
      },
      ['LICENSE', 'README.md', 'dist/index.js', 'dist/index.js.map', 'dist/index.d.ts', 'dist/data.wasm'],
    );
    await install('node_modules/main/node_modules/needed', { version: '2.1.0' }, ['index.js']);
    await install('node_modules/here', { version: '3.0.0', dependencies: { main: '1' } }, ['here.node']);
    await install('node_modules/tool', { version: '1.0.0' });
    const names = await copyPackages(project, ['main'], join(project, 'out'));
    expect(names).toEqual(['main 1.0.0', 'needed 2.1.0', 'here 3.0.0']);
    expect(await copied()).toEqual([
      'here/here.node',
      'here/package.json',
      'main/LICENSE',
      'main/dist/data.wasm',
      'main/dist/index.js',
      'main/package.json',
      'needed/index.js',
      'needed/package.json',
    ]);
  });

  it('names a package that is not installed', async () => {
    await install('node_modules/main', { version: '1.0.0', dependencies: { gone: '1' } });
    await expect(copyPackages(project, ['main'], join(project, 'out'))).rejects.toThrow(
      'Expected the package gone in node_modules but found none; run npm ci',
    );
  });

  it('refuses two versions of one package, as only one can lie in a flat folder', async () => {
    await install('node_modules/a', { version: '1.0.0', dependencies: { shared: '1', b: '1' } });
    await install('node_modules/b', { version: '1.0.0', dependencies: { shared: '2' } });
    await install('node_modules/shared', { version: '1.0.0' });
    await install('node_modules/b/node_modules/shared', { version: '2.0.0' });
    await expect(copyPackages(project, ['a'], join(project, 'out'))).rejects.toThrow(
      'Expected one version of shared but two are needed: 1.0.0 and 2.0.0',
    );
  });
});
