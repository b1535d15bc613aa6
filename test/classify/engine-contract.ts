import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine, GlyphNetwork } from '../../lib/classify/engine.ts';
import { testLines } from './lines-contract.ts';
import { makeLoadedModel, TEST_CLASSES } from './make-model.ts';
import { randomFloats } from './random-floats.ts';

const PIXELS = 28 * 28;

/** What every engine has to do. */
export function testEngine(open: () => Promise<Engine>): void {
  testLines(open);

  describe('with a glyph network', () => {
    let engine: Engine;
    let network: GlyphNetwork;

    beforeAll(async () => {
      engine = await open();
      network = await engine.openGlyphs((await makeLoadedModel()).glyphs);
    });
    afterAll(() => network.dispose());

    it('gives a probability for each class that sum to 1', () => {
      const rows = network.run(randomFloats(7 * PIXELS, 1), 7);
      expect(rows).toHaveLength(7 * TEST_CLASSES.length);
      for (let i = 0; i < 7; i++) {
        const row = rows.subarray(i * TEST_CLASSES.length, (i + 1) * TEST_CLASSES.length);
        expect(row.every((p) => p >= 0 && p <= 1)).toBe(true);
        expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
      }
    });

    it('tells pictures apart', () => {
      const rows = network.run(randomFloats(2 * PIXELS, 1), 2);
      expect(rows.slice(0, TEST_CLASSES.length)).not.toEqual(rows.slice(TEST_CLASSES.length));
    });

    it('gives nothing for an empty batch', () => {
      expect(network.run(new Float32Array(), 0)).toEqual(new Float32Array());
    });

    it('gives bit by bit the same for a picture alone and in any batch', () => {
      const count = 130;
      const pictures = randomFloats(count * PIXELS, 2);
      const together = network.run(pictures, count);
      fc.assert(
        fc.property(fc.nat(count - 1), fc.integer({ min: 1, max: count }), (start, size) => {
          const end = Math.min(count, start + size);
          const part = network.run(pictures.slice(start * PIXELS, end * PIXELS), end - start);
          expect(part).toEqual(together.slice(start * TEST_CLASSES.length, end * TEST_CLASSES.length));
        }),
        { numRuns: 40, examples: [[0, 1], [count - 1, 1], [0, count]] }, // biome-ignore format: one line
      );
    });

    it('leaves no tensor behind after runs', () => {
      const before = engine.countTensors();
      for (let i = 0; i < 20; i++) network.run(randomFloats(5 * PIXELS, i), 5);
      expect(engine.countTensors()).toBe(before);
    });

    it('leaves no tensor behind after networks were opened and disposed', async () => {
      const { glyphs } = await makeLoadedModel();
      const before = engine.countTensors();
      for (let i = 0; i < 3; i++) {
        const other = await engine.openGlyphs(glyphs);
        other.run(randomFloats(1 * PIXELS, i), 1);
        other.dispose();
      }
      expect(engine.countTensors()).toBe(before);
    });

    it('refuses pictures whose floats do not fit the count', () => {
      expect(() => network.run(randomFloats(2 * PIXELS, 1), 3)).toThrow(
        'Expected 2352 floats for 3 pictures but received 1568',
      );
    });

    it('refuses a model that has not one output for each class, and keeps nothing of it', async () => {
      const { glyphs } = await makeLoadedModel();
      const before = engine.countTensors();
      await expect(engine.openGlyphs({ ...glyphs, classes: ['0', '1'] })).rejects.toMatchObject({
        code: 'model-invalid',
        message: expect.stringContaining('to x2'),
      });
      expect(engine.countTensors()).toBe(before);
    });

    it('refuses a topology of other layers', async () => {
      const { glyphs } = await makeLoadedModel();
      const nonsense = { ...glyphs.topology, modelTopology: { class_name: 'Nonsense', config: {} } };
      await expect(engine.openGlyphs({ ...glyphs, topology: nonsense })).rejects.toMatchObject({
        code: 'model-invalid',
        message: expect.stringContaining('class_name: Expected layers one after the other'),
      });
    });
  });
}
