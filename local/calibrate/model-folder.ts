import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CALIBRATION_FILE, type CalibrationFile } from '../../lib/classify/calibration-file.ts';
import { loadModel, type Model } from '../../lib/classify/load-model.ts';
import { MANIFEST_FILE } from '../../lib/classify/manifest.ts';
import { directoryReader } from '../../lib/classify/model-directory.ts';

/** Loads the model of a folder as if it had never been calibrated: what it has may be of other weights. Throws as `loadModel`. */
export async function loadUncalibrated(folder: string): Promise<Model> {
  const read = directoryReader(folder);
  return loadModel(async (name) => {
    const bytes = await read(name);
    return name === MANIFEST_FILE ? withoutCalibration(bytes) : bytes;
  });
}

/** Writes `calibration.json` into the folder of the model `model` and names it in its manifest. */
export async function writeCalibration(
  folder: string,
  { manifest }: Pick<Model, 'manifest'>,
  file: CalibrationFile,
): Promise<void> {
  const bytes = jsonBytes(file);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { format, version, glyphs, lines, ...rest } = manifest;
  const calibration = { file: CALIBRATION_FILE, sha256 };
  const named = { format, version, glyphs, lines, ...rest, calibration };
  await writeFile(join(folder, CALIBRATION_FILE), bytes);
  await writeFile(join(folder, MANIFEST_FILE), jsonBytes(named));
}

function withoutCalibration(bytes: Uint8Array): Uint8Array {
  try {
    const { calibration: _, ...manifest } = JSON.parse(new TextDecoder().decode(bytes));
    return jsonBytes(manifest);
  } catch {
    // The loader says what is wrong with it.
    return bytes;
  }
}

function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}
