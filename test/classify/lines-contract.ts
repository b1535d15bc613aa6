import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine, LineNetwork } from '../../lib/classify/engine.ts';
import type { ModelNetwork } from '../../lib/classify/load-model.ts';
import { LINE_CLASSES } from './fake-classifier.ts';
import { makeLoadedModel } from './make-model.ts';
import { randomFloats } from './random-floats.ts';

const CLASSES = LINE_CLASSES.length;

/** What every engine has to do with a line network. */
export function testLines(open: () => Promise<Engine>): void {
  describe('with a line network', () => {
    let engine: Engine;
    let parts: ModelNetwork;
    let network: LineNetwork;

    beforeAll(async () => {
      engine = await open();
      parts = (await makeLoadedModel()).lines!;
      network = await engine.openLines(parts);
    });
    afterAll(() => network.dispose());

    const read = (width: number, seed: number) => network.run(randomFloats(32 * width, seed), width);

    it.each([8, 16, 136, 4_096])('gives a row for each two of %i columns, each summing to 1', (width) => {
      const rows = read(width, 1);
      expect(rows).toHaveLength((width / 2) * CLASSES);
      for (let i = 0; i < width / 2; i++) {
        const row = rows.subarray(i * CLASSES, (i + 1) * CLASSES);
        expect(row.every((p) => p >= 0 && p <= 1)).toBe(true);
        expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
      }
    });

    it('gives bit by bit the same for a strip whatever was read before it', () => {
      const first = read(136, 2);
      for (const width of [8, 1_024, 24, 144, 136, 128]) read(width, width);
      expect(read(136, 2)).toEqual(first);
    });

    it('gives bit by bit the same for strips together and alone', () => {
      const strips = [5, 6, 7].map((seed) => randomFloats(32 * 136, seed));
      const together = new Float32Array(3 * 32 * 136);
      strips.forEach((strip, i) => {
        together.set(strip, i * strip.length);
      });
      const alone = strips.flatMap((strip) => [...network.run(strip, 136)]);
      expect([...network.run(together, 136, 3)]).toEqual(alone);
    });

    it('reads a place by what is near it: two strips in one give what they give alone, away from the seam', () => {
      const [left, right] = [randomFloats(32 * 64, 3), randomFloats(32 * 64, 4)];
      const both = new Float32Array(32 * 128);
      for (let y = 0; y < 32; y++) {
        both.set(left.subarray(y * 64, (y + 1) * 64), y * 128);
        both.set(right.subarray(y * 64, (y + 1) * 64), y * 128 + 64);
      }
      const rows = network.run(both, 128);
      const [alone, last] = [network.run(left, 64), network.run(right, 64)];
      const away = 20 * CLASSES;
      expect([...rows.subarray(0, away)]).toEqual([...alone.subarray(0, away)]);
      expect([...rows.subarray(-away)]).toEqual([...last.subarray(-away)]);
      expect([...rows.subarray(0, alone.length)]).not.toEqual([...alone]);
    });

    it('leaves no tensor behind after strips of many widths', () => {
      const before = engine.countTensors();
      for (let width = 8; width <= 400; width += 8) read(width, width);
      expect(engine.countTensors()).toBe(before);
    });

    it('leaves no tensor behind after networks were opened and disposed', async () => {
      const before = engine.countTensors();
      for (let i = 0; i < 3; i++) {
        const other = await engine.openLines(parts);
        other.run(randomFloats(32 * 16, i), 16);
        other.dispose();
      }
      expect(engine.countTensors()).toBe(before);
    });

    it('refuses a strip whose floats do not fit its width', () => {
      expect(() => network.run(new Float32Array(32 * 16), 24)).toThrow(
        'Expected 768 floats for 1 x 24 columns but received 512',
      );
    });

    it('refuses a network that has not one output for each class, and keeps nothing of it', async () => {
      const before = engine.countTensors();
      await expect(engine.openLines({ ...parts, classes: ['0', 'blank'] })).rejects.toMatchObject({
        code: 'model-invalid',
        message: expect.stringContaining('from x32xx1 to x1xx2 (one output for each class'),
      });
      expect(engine.countTensors()).toBe(before);
    });

    it('refuses a network of other frames, and keeps nothing of it', async () => {
      const coarse = (await makeLoadedModel({ frame: 4 })).lines!;
      const before = engine.countTensors();
      await expect(engine.openLines(coarse)).rejects.toMatchObject({
        code: 'model-invalid',
        message: 'Expected 4 frames for a strip of 8 columns but received 2',
      });
      expect(engine.countTensors()).toBe(before);
    });

    it('refuses a glyph network in its place', async () => {
      const { glyphs } = await makeLoadedModel();
      await expect(engine.openLines(glyphs)).rejects.toMatchObject({
        code: 'model-invalid',
        message: expect.stringContaining('but received x28x28x1 to x11'),
      });
    });
  });
}
