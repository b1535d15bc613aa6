import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadUncalibrated, writeCalibration } from '../../local/calibrate/model-folder.ts';
import { MODEL } from './in-process.ts';

/** Copies the shipped model into the new folder `to`, with a calibration of the test's own or with none. */
export async function copyModel(to: string, calibration: 'with' | 'without'): Promise<void> {
  await cp(MODEL, to, { recursive: true });
  const manifest = join(to, 'manifest.json');
  const { calibration: _, ...bare } = JSON.parse(await readFile(manifest, 'utf8'));
  await writeFile(manifest, JSON.stringify(bare));
  if (calibration === 'without') return;
  const model = await loadUncalibrated(to);
  await writeCalibration(to, model, {
    format: 1,
    model: model.identity.sha256,
    map: { a: 0.731_25, b: 0.612_5, c: -0.4 },
    thresholds: [
      { misread: 0.01, confidence: 0.9123, accepted: 900, wrong: 3 },
      { misread: 0.05, confidence: 0.61, accepted: 1_000, wrong: 30 },
    ],
    certainty: 0.95,
    sets: [{ name: 'made up', lines: 1_000, read: 1_000, right: 970 }],
    metrics: { eceBefore: 0.1, eceAfter: 0.01 },
  });
}
