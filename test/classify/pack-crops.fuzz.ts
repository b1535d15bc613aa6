import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  packClassification,
  packCrops,
  unpackClassification,
  unpackCrops,
} from '../../lib/classify/pack-crops.ts';
import { RequestError } from '../../lib/document/errors.ts';

const batch = fc.nat(6).chain((count) =>
  fc.record({
    count: fc.constant(count),
    data: fc.uint8Array({ minLength: count * 784, maxLength: count * 784, size: 'max' }),
  }),
);

const classification = fc
  .record({ rows: fc.nat(9), classes: fc.array(fc.string(), { minLength: 1, maxLength: 12 }) })
  .chain(({ rows, classes }) =>
    fc.record({
      model: fc.record({ version: fc.string(), sha256: fc.string(), classes: fc.constant(classes) }),
      probabilities: fc.float32Array({
        minLength: rows * classes.length,
        maxLength: rows * classes.length,
        min: 0,
        max: 1,
        noNaN: true,
      }),
    }),
  );

describe('packing crops, whatever is packed', () => {
  it('gives back the crops after a trip through JSON', () => {
    fc.assert(
      fc.property(batch, (crops) => {
        const { count, data } = unpackCrops(JSON.parse(JSON.stringify(packCrops(crops))));
        expect(count).toBe(crops.count);
        expect(Buffer.from(data).equals(crops.data)).toBe(true);
      }),
    );
  });

  it('gives back the probabilities bit by bit', () => {
    fc.assert(
      fc.property(classification, (given) => {
        const count = given.probabilities.length / given.model.classes.length;
        const packed = JSON.parse(JSON.stringify(packClassification(given)));
        const { model, probabilities } = unpackClassification(packed, count);
        expect(model).toEqual(given.model);
        expect(
          Buffer.from(probabilities.buffer).equals(Buffer.from(given.probabilities.slice().buffer)),
        ).toBe(true);
      }),
    );
  });
});

describe('unpacking crops, whatever comes', () => {
  it('answers any value with a RequestError or crops that fit their count', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => expectCropsOrRefusal(value)),
      { numRuns: 2000 },
    );
  });

  it('answers a request with one thing changed likewise', () => {
    const field = fc.constantFrom('version', 'size', 'count', 'crops');
    fc.assert(
      fc.property(batch, field, fc.anything(), (crops, key, value) =>
        expectCropsOrRefusal({ ...packCrops(crops), [key]: value }),
      ),
      { numRuns: 500 },
    );
  });

  it('refuses base64 with one character changed to one outside the alphabet, taken out or put in', () => {
    const packed = packCrops({ count: 1, data: new Uint8Array(784).fill(255) });
    const foreign = fc.constantFrom('', '-', '_', ' ', '\n', '=', 'AA', '\u0000', 'é');
    fc.assert(
      fc.property(fc.nat(1043), foreign, (at, text) => {
        const crops = packed.crops.slice(0, at) + text + packed.crops.slice(at + 1);
        expect(() => unpackCrops({ ...packed, crops })).toThrow(RequestError);
      }),
      { numRuns: 500 },
    );
  });

  it('answers any answer with a RequestError or probabilities from 0 to 1', () => {
    const field = fc.constantFrom('version', 'model', 'count', 'probabilities');
    fc.assert(
      fc.property(classification, field, fc.anything(), (given, key, value) => {
        const count = given.probabilities.length / given.model.classes.length;
        try {
          const changed = { ...packClassification(given), [key]: value };
          const { model, probabilities } = unpackClassification(changed, count);
          expect(probabilities).toHaveLength(count * model.classes.length);
          expect(probabilities.every((p) => p >= 0 && p <= 1)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(RequestError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

function expectCropsOrRefusal(value: unknown): void {
  try {
    const { count, data } = unpackCrops(value);
    expect(data).toHaveLength(count * 784);
  } catch (error) {
    expect(error).toBeInstanceOf(RequestError);
    expect(error).toHaveProperty('message', expect.stringMatching(/^Expected .+ but received .+/));
  }
}
