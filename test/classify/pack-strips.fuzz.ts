import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STRIP_NETWORKS } from '../../lib/classify/classifier.ts';
import { packReadings, packStrips, unpackReadings, unpackStrips } from '../../lib/classify/pack-strips.ts';
import { RequestError } from '../../lib/document/errors.ts';
import { someStrips } from './some-strips.ts';

const widths = fc.array(
  fc.integer({ min: 1, max: 40 }).map((steps) => 8 * steps),
  { maxLength: 5 },
);
const model = fc.record({
  version: fc.string(),
  sha256: fc.string(),
  classes: fc.array(fc.string(), { minLength: 1, maxLength: 3 }),
});
const probability = fc.float({ min: 0, max: 1, noNaN: true });
const readings = fc
  .record({ widths, model, classes: fc.array(fc.string(), { minLength: 1, maxLength: 17 }) })
  .chain((given) =>
    fc.record({
      widths: fc.constant(given.widths),
      readings: fc.array(probability, { minLength: 1, maxLength: 50 }).map((values) => ({
        model: given.model,
        classes: given.classes,
        frames: given.widths.map((width, strip) =>
          Float32Array.from(
            { length: (width / 2) * given.classes.length },
            (_, i) => values[(i + strip) % values.length]!,
          ),
        ),
      })),
    }),
  );

describe('packing strips, whatever is packed', () => {
  it('gives back the strips after a trip through JSON', () => {
    fc.assert(
      fc.property(widths, (given) => {
        const strips = someStrips(given);
        const { strips: received } = unpackStrips(JSON.parse(JSON.stringify(packStrips(strips))));
        expect(received.widths).toEqual(given);
        expect(Buffer.from(received.data).equals(strips.data)).toBe(true);
      }),
    );
  });

  it('gives back the frames bit by bit', () => {
    fc.assert(
      fc.property(readings, (given) => {
        const packed = JSON.parse(JSON.stringify(packReadings(given.readings)));
        expect(unpackReadings(packed, given.widths)).toEqual(given.readings);
      }),
    );
  });
});

describe('unpacking strips, whatever comes', () => {
  it('answers any value with a RequestError or strips that fit their widths', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => expectStripsOrRefusal(value)),
      { numRuns: 1_000 },
    );
  });

  it('answers a request with one thing changed likewise', () => {
    const field = fc.constantFrom('version', 'network', 'height', 'widths', 'strips');
    const value = fc.oneof(fc.anything(), widths, fc.array(fc.double()));
    fc.assert(
      fc.property(widths, field, value, (given, key, other) =>
        expectStripsOrRefusal({ ...packStrips(someStrips(given)), [key]: other }),
      ),
      { numRuns: 500 },
    );
  });

  it('answers any answer with a RequestError or frames of probabilities that fit the widths', () => {
    const field = fc.constantFrom('version', 'kind', 'model', 'classes', 'rows', 'frames', 'calibration');
    fc.assert(
      fc.property(readings, field, fc.anything(), (given, key, value) => {
        try {
          const changed = { ...packReadings(given.readings), [key]: value };
          const { classes, frames } = unpackReadings(changed, given.widths);
          expect(frames.map(({ length }) => length)).toEqual(
            given.widths.map((width) => (width / 2) * classes.length),
          );
          expect(frames.every((rows) => rows.every((p) => p >= 0 && p <= 1))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(RequestError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

function expectStripsOrRefusal(value: unknown): void {
  try {
    const { strips, network } = unpackStrips(value);
    expect(STRIP_NETWORKS).toContain(network);
    expect(strips.data).toHaveLength(32 * strips.widths.reduce((sum, width) => sum + width, 0));
  } catch (error) {
    expect(error).toBeInstanceOf(RequestError);
    expect(error).toHaveProperty('message', expect.stringMatching(/^Expected .+ but received .+/));
  }
}
