import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buildApi, buildClassify, buildCli, buildLayer, buildSegment } from './build-artefacts.ts';

/** Lambda takes 250 MB unpacked for a function with all its layers; this leaves room and notices what creeps in. */
const MAX_ARTEFACT_BYTES = 100 * 1024 * 1024;

const project = join(import.meta.dirname, '..');
const built = [
  await buildSegment({ project }),
  await buildClassify({ project }),
  await buildApi({ project }),
  await buildCli({ project }),
  await buildLayer({ project }),
];

for (const artefact of built) {
  if (artefact === undefined) {
    console.log('dist/bin             left out: there is no local/cli/main.ts');
    continue;
  }
  const bytes = await folderSize(join(project, 'dist', artefact.path));
  const size = `${(bytes / 1024 / 1024).toFixed(1)} MB`.padStart(8);
  console.log(`dist/${artefact.path.padEnd(20)} ${size}  ${artefact.holds.join(', ')}`);
  if (bytes > MAX_ARTEFACT_BYTES) {
    console.error(
      `Expected at most ${MAX_ARTEFACT_BYTES} bytes for dist/${artefact.path} but built ${bytes}`,
    );
    process.exitCode = 1;
  }
}

async function folderSize(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(join(file.parentPath, file.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
