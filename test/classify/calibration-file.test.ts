import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CalibrationFile } from '../../lib/classify/calibration-file.ts';
import { loadModel } from '../../lib/classify/load-model.ts';
import { filesOf } from '../../lib/classify/manifest.ts';
import { type MadeModel, makeModel } from './make-model.ts';

let made: MadeModel;
let calibration: CalibrationFile;
beforeAll(async () => {
  made = await makeModel();
  const { identity } = await load();
  calibration = {
    format: 1,
    model: identity.sha256,
    map: { a: 1.25, b: 0, c: -0.5 },
    thresholds: [
      { misread: 0.02, confidence: 0.97, accepted: 230, wrong: 0 },
      { misread: 0.05, confidence: 0.9, accepted: 280, wrong: 6 },
    ],
    certainty: 0.95,
    sets: [{ name: 'amounts', lines: 300, read: 298, right: 280 }],
    metrics: { eceBefore: 0.1, eceAfter: 0.02 },
  };
});

/** Loads the made model with `bytes` as its calibration, if any. */
async function load(bytes?: Uint8Array, sha256 = bytes && hashOf(bytes)) {
  const manifest = bytes
    ? { ...made.manifest, calibration: { file: 'calibration.json', sha256 } }
    : made.manifest;
  const files = new Map<string, Uint8Array | undefined>(made.files)
    .set('manifest.json', encode(manifest))
    .set('calibration.json', bytes);
  return loadModel(async (name) => files.get(name) ?? new Uint8Array());
}

describe('the calibration of a model', () => {
  it('is what was written, and is one of the files of the model', async () => {
    const model = await load(encode(calibration));
    expect(model.calibration).toEqual(calibration);
    expect(filesOf(model.manifest)).toContain('calibration.json');
    const { map, thresholds, sets, metrics } = calibration;
    const both = { ...calibration, micr: { map, thresholds, sets, metrics } };
    expect((await load(encode(both))).calibration).toEqual(both);
  });

  it('may be absent', async () => {
    const model = await load();
    expect(model).not.toHaveProperty('calibration');
    expect(filesOf(model.manifest)).toEqual([...made.files.keys()]);
  });

  it('is refused when it is not the file that the manifest speaks of', async () => {
    await expect(load(encode(calibration), 'a'.repeat(64))).rejects.toMatchObject({
      code: 'model-invalid',
      message: expect.stringContaining(`Expected SHA-256 ${'a'.repeat(64)} for calibration.json`),
    });
  });

  it('is refused when other weights were measured', async () => {
    const model = 'b'.repeat(64);
    await expect(load(encode({ ...calibration, model }))).rejects.toMatchObject({
      code: 'model-invalid',
      message: expect.stringMatching(/calibration\.json to be made with .* but it was with b+; run npm run/u),
    });
  });

  it.each<[string, (table: CalibrationFile) => unknown, string]>([
    ['another format', (table) => ({ ...table, format: 2 }), 'format: Expected format 1'],
    ['a falling map', (table) => ({ ...table, map: { a: -1, b: 0, c: 0 } }), 'map.a: Expected 0 or more'],
    [
      'a confidence over 1',
      ({ thresholds: [first], ...rest }) => ({ ...rest, thresholds: [{ ...first, confidence: 1.1 }] }),
      'thresholds.0.confidence: Expected 0 to 1',
    ],
    [
      'rates that fall',
      (table) => ({ ...table, thresholds: table.thresholds.toReversed() }),
      'thresholds: Expected misread rates that rise',
    ],
    [
      'confidences that rise',
      ({ thresholds: [first], ...rest }) => ({ ...rest, thresholds: [first, { ...first, misread: 0.5 }] }),
      'thresholds: Expected confidences that fall',
    ],
    [
      'more wrong strings than accepted ones',
      ({ thresholds: [first], ...rest }) => ({ ...rest, thresholds: [{ ...first, wrong: 231 }] }),
      'thresholds.0: Expected no more wrong than accepted',
    ],
    ['no map', ({ map: _, ...rest }) => rest, 'map: '],
  ])('is refused with %s', async (_, change, message) => {
    await expect(load(encode(change(calibration)))).rejects.toMatchObject({
      code: 'model-invalid',
      message: expect.stringContaining(message),
    });
  });
});

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
