import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, type LineNetwork, openEngine } from '../../lib/classify/engine.ts';
import type { Model } from '../../lib/classify/load-model.ts';
import { createLocalClassifier, type LocalClassifier } from '../../lib/classify/local-classifier.ts';
import { LINE_CLASSES } from './fake-classifier.ts';
import { makeLoadedModel } from './make-model.ts';
import { someStrips } from './some-strips.ts';

const WIDTHS = [8, 136, 16, 136, 400];

let model: Model;
let engine: Engine;
beforeAll(async () => {
  model = await makeLoadedModel();
  engine = await openEngine({ prefer: 'wasm' });
});

describe('readStrips over wasm', () => {
  let classifier: LocalClassifier;
  beforeAll(async () => {
    classifier = await createLocalClassifier({ model, engine });
  });
  afterAll(() => classifier.dispose());

  it('gives a row for each two columns of each strip, with the names of the classes', async () => {
    const readings = await classifier.readStrips(someStrips(WIDTHS));
    expect(readings.model).toEqual(model.identity);
    expect(readings.classes).toEqual(LINE_CLASSES);
    expect(readings.frames.map(({ length }) => length / LINE_CLASSES.length)).toEqual([4, 68, 8, 68, 200]);
  });

  it('reads a strip alike alone and among others, bit by bit', async () => {
    const strips = someStrips(WIDTHS);
    const { frames } = await classifier.readStrips(strips);
    let end = 0;
    for (const [index, width] of WIDTHS.entries()) {
      const start = end;
      end += 32 * width;
      const alone = await classifier.readStrips({ widths: [width], data: strips.data.subarray(start, end) });
      expect(alone.frames).toEqual([frames[index]]);
    }
    expect(frames[1]).not.toEqual(frames[3]);
  });

  it('tells the model and the classes for an empty batch', async () => {
    const empty = await classifier.readStrips({ widths: [], data: new Uint8Array() });
    expect(empty).toEqual({ model: model.identity, classes: LINE_CLASSES, frames: [] });
  });

  it.each([
    [[8, 12], 'Expected a multiple of 8 from 8 to 4096 for the width of strip 1 but received 12'],
    [[0], 'Expected a multiple of 8 from 8 to 4096 for the width of strip 0 but received 0'],
    [[4_104], 'Expected a multiple of 8 from 8 to 4096 for the width of strip 0 but received 4104'],
    [[Number.NaN], 'for the width of strip 0 but received NaN'],
    [[-8], 'for the width of strip 0 but received -8'],
    [[8, 16], 'Expected 768 bytes for 2 strips but received 256'],
  ])('refuses widths of %j for 256 bytes', async (widths, message) => {
    await expect(classifier.readStrips({ widths, data: new Uint8Array(256) })).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining(message),
    });
  });

  it('stops between two strips when the deadline comes meanwhile', async () => {
    const abort = new AbortController();
    setImmediate(() => abort.abort());
    await expect(classifier.readStrips(someStrips(WIDTHS), abort.signal)).rejects.toMatchObject({
      code: 'deadline-exceeded',
      message: 'Stopped after 1 of 5 strips',
    });
  });
});

describe('readStrips over a network of our own', () => {
  it('gives the network byte / 255, strips of one width together', async () => {
    const fed: (readonly [number, number, Float32Array])[] = [];
    const classifier = await classifierThat((strip, width, count = 1) => {
      fed.push([width, count, strip]);
      return Float32Array.from({ length: count }, (_, at) => 10 * fed.length + at);
    });
    const data = Uint8Array.from({ length: 1_024 }, (_, i) => i % 253);
    const { frames } = await classifier.readStrips({ widths: [8, 16, 8], data });
    const floats = Float32Array.from(data, (byte) => byte / 255);
    expect(fed).toEqual([
      [8, 2, Float32Array.of(...floats.subarray(0, 256), ...floats.subarray(768))],
      [16, 1, floats.subarray(256, 768)],
    ]);
    expect(frames).toEqual([Float32Array.of(10), Float32Array.of(20), Float32Array.of(11)]);
    classifier.dispose();
  });

  it('runs only so many columns at once', async () => {
    const counts: number[] = [];
    const classifier = await classifierThat((_, __, count = 1) => {
      counts.push(count);
      return new Float32Array(count);
    });
    await classifier.readStrips(someStrips([400, 400, 400, 400, 400, 4_096]));
    expect(counts).toEqual([2, 2, 1, 1]);
    classifier.dispose();
  });

  it('makes a failure of the network a transient error that keeps its cause', async () => {
    const cause = new Error('out of memory');
    const classifier = await classifierThat(() => {
      throw cause;
    });
    await expect(classifier.readStrips(someStrips([24]))).rejects.toMatchObject({
      code: 'classifier-failed',
      retryable: true,
      message: 'The network failed on strips of 24 columns',
      cause,
    });
    classifier.dispose();
  });
});

describe('the calibration of the model', () => {
  it('comes with the readings, without what is for people', async () => {
    const map = { a: 1.25, b: 0.5, c: -0.5 };
    const thresholds = [{ misread: 0.02, confidence: 0.97, accepted: 230, wrong: 1 }];
    const calibration = {
      format: 1,
      model: model.identity.sha256,
      map,
      thresholds,
      certainty: 0.95,
      sets: [{ name: 'amounts', lines: 300, read: 298, right: 280 }],
      metrics: { eceBefore: 0.1, eceAfter: 0.02 },
    } as const;
    const calibrated = await createLocalClassifier({ model: { ...model, calibration }, engine });
    expect((await calibrated.readStrips(someStrips([8]))).calibration).toEqual({ map, thresholds });
    calibrated.dispose();
    const micr = { map: { a: 2, b: 1, c: 0 }, thresholds: [] };
    const { sets, metrics } = calibration;
    const both = await createLocalClassifier({
      model: { ...model, calibration: { ...calibration, micr: { ...micr, sets, metrics } } },
      engine,
    });
    const told = { map, thresholds, micr };
    expect((await both.readStrips(someStrips([8]))).calibration).toEqual(told);
    // One model has one calibration, whichever of its networks answers.
    expect((await both.readStrips(someStrips([8]), undefined, 'micr')).calibration).toEqual(told);
    both.dispose();
  });

  it('is absent when the model was never calibrated', async () => {
    const classifier = await createLocalClassifier({ model, engine });
    expect(await classifier.readStrips(someStrips([8]))).not.toHaveProperty('calibration');
    classifier.dispose();
  });
});

describe('dispose', () => {
  it('frees both networks', async () => {
    const before = engine.countTensors();
    const classifier = await createLocalClassifier({ model, engine });
    expect(engine.countTensors()).toBeGreaterThan(before);
    classifier.dispose();
    expect(engine.countTensors()).toBe(before);
  });
});

async function classifierThat(run: LineNetwork['run']): Promise<LocalClassifier> {
  const openLines = async () => ({ run, dispose: () => {} });
  return createLocalClassifier({ model, engine: { ...engine, openLines } });
}
