import { join } from 'node:path';
import { findOversized, folderSize } from './artefact-sizes.ts';
import { buildApi, buildClassify, buildCli, buildLayer, buildSegment } from './build-artefacts.ts';

const project = join(import.meta.dirname, '..');
const built = [
  await buildSegment({ project }),
  await buildClassify({ project }),
  await buildApi({ project }),
  await buildCli({ project }),
  await buildLayer({ project }),
];

const sizes = new Map<string, number>();
for (const artefact of built) {
  if (artefact === undefined) {
    console.log('dist/bin             left out: there is no local/cli/main.ts');
    continue;
  }
  const bytes = await folderSize(join(project, 'dist', artefact.path));
  const size = `${(bytes / 1024 / 1024).toFixed(1)} MB`.padStart(8);
  console.log(`dist/${artefact.path.padEnd(20)} ${size}  ${artefact.holds.join(', ')}`);
  sizes.set(artefact.path, bytes);
}

for (const problem of findOversized(sizes)) {
  console.error(problem);
  process.exitCode = 1;
}
