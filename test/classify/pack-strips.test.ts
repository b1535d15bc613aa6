import { describe, expect, it } from 'vitest';
import { packReadings, packStrips, unpackReadings, unpackStrips } from '../../lib/classify/pack-strips.ts';
import { packError } from '../../lib/classify/packed-envelope.ts';
import { MAX_STRIP_COLUMNS, MAX_STRIP_COLUMNS_PER_CALL } from '../../lib/document/bounds.ts';
import { RequestError } from '../../lib/document/errors.ts';
import { blankReadings, LINE_CLASSES } from './fake-classifier.ts';
import { someStrips } from './some-strips.ts';

const model = { version: 'v', sha256: 'f'.repeat(64), classes: ['0', '1'] };
const strips = Buffer.alloc(256).toString('base64');
const oneStrip = { version: 3, kind: 'strips', network: 'lines', height: 32, widths: [8], strips };
const frames = [Float32Array.of(0.25, 0.75, 0, 1, 1, 0, 0.5, 0.5)];
const calibration = {
  map: { a: 1 / 3, b: 0, c: -0.5 },
  thresholds: [
    { misread: 0.01, confidence: 0.98, accepted: 500, wrong: 1 },
    { misread: 0.02, confidence: 0.9, accepted: 600, wrong: 6 },
  ],
};
const answer = packReadings({ model, classes: ['0', 'blank'], frames });

describe('packing strips', () => {
  it('writes the strips as base64 in a versioned envelope', () => {
    expect(packStrips({ widths: [8], data: new Uint8Array(256) })).toEqual(oneStrip);
  });

  it('names the network that is asked', () => {
    const packed = packStrips({ widths: [8], data: new Uint8Array(256) }, 'micr');
    expect(packed).toEqual({ ...oneStrip, network: 'micr' });
    expect(unpackStrips(packed).network).toBe('micr');
  });

  it('writes the frames of all strips as little-endian float32', () => {
    const halves = [Float32Array.of(0.25, 0.75), Float32Array.of(1, 0)];
    expect(packReadings({ model, classes: ['0', 'blank'], frames: halves })).toEqual({
      version: 3,
      kind: 'strips',
      model,
      classes: ['0', 'blank'],
      rows: 2,
      frames: 'AACAPgAAQD8AAIA/AAAAAA==',
    });
  });

  it('gives each strip its own rows again', () => {
    const readings = { model, classes: ['0', 'blank'], frames: [...frames, new Float32Array(16).fill(0.5)] };
    expect(unpackReadings(JSON.parse(JSON.stringify(packReadings(readings))), [8, 16])).toEqual(readings);
  });

  it('brings the calibration along, of an empty batch too', () => {
    const readings = { model, classes: ['0', 'blank'], frames, calibration };
    expect(unpackReadings(JSON.parse(JSON.stringify(packReadings(readings))), [8])).toEqual(readings);
    const empty = { ...readings, frames: [] };
    expect(unpackReadings(packReadings(empty), [])).toEqual(empty);
  });

  it('takes an empty batch both ways', () => {
    expect(unpackStrips(packStrips({ widths: [], data: new Uint8Array() })).strips.widths).toEqual([]);
    const empty = { model, classes: LINE_CLASSES, frames: [] };
    expect(unpackReadings(packReadings(empty), [])).toEqual(empty);
  });

  it('takes the strips out of the middle of a larger buffer', () => {
    const data = someStrips([64]).data.subarray(256, 1_024);
    expect([...unpackStrips(packStrips({ widths: [8, 16], data })).strips.data]).toEqual([...data]);
  });

  it('keeps a full call far under the 6 MB of an Invoke, both ways', () => {
    const full = someStrips(
      new Array(MAX_STRIP_COLUMNS_PER_CALL / MAX_STRIP_COLUMNS).fill(MAX_STRIP_COLUMNS),
    );
    expect(JSON.stringify(packStrips(full)).length).toBeLessThan(1.5e6);
    expect(JSON.stringify(packReadings(blankReadings(full, model))).length).toBeLessThan(1.5e6);
  });

  it.each([
    [undefined, 'Expected an object for request but received undefined'],
    [{ ...oneStrip, version: 2 }, 'Expected 3 for version but received 2'],
    [
      { ...oneStrip, network: undefined },
      'Expected "lines" or "print" or "micr" or "words" for network but received undefined',
    ],
    [{ ...oneStrip, height: 28 }, 'Expected 32 for height but received 28'],
    [{ ...oneStrip, widths: 8 }, 'Expected a list for widths but received 8'],
    [{ ...oneStrip, widths: ['8'] }, 'Expected a number for widths.0 but received a text of 1 characters'],
    [
      { ...oneStrip, widths: [9] },
      'Expected a multiple of 8 from 8 to 4096 for the width of strip 0 but rec',
    ],
    [{ ...oneStrip, widths: [8, 8] }, 'Expected 512 bytes for strips but received 256'],
    [
      { ...oneStrip, widths: new Array(1_001).fill(8) },
      'Expected an integer from 0 to 1000 for number of strips but received 1001',
    ],
    [
      { ...oneStrip, widths: new Array(9).fill(4_096) },
      'Expected an integer from 0 to 32768 for columns of all strips but received 36864',
    ],
    [{ ...oneStrip, strips: 7 }, 'Expected a text for strips but received 7'],
    [{ ...oneStrip, strips: `!${strips}` }, 'Expected base64 with padding for strips but received a text'],
  ])('refuses the request %#', (request, message) => {
    expect(() => unpackStrips(request)).toThrow(message);
    expect(() => unpackStrips(request)).toThrow(RequestError);
  });

  it.each([
    [{ ...answer, version: 2 }, 'Expected 3 for version but received 2'],
    [{ ...answer, kind: 'crops' }, 'Expected "strips" for kind but received a text of 5 characters'],
    [{ ...answer, rows: 5 }, 'Expected 4 for rows but received 5'],
    [{ ...answer, classes: [] }, 'Expected a list that is not empty for classes'],
    [{ ...answer, classes: ['0', 1] }, 'Expected a text for classes.1 but received 1'],
    [{ ...answer, calibration: null }, 'Expected the calibration in the answer to fit its schema; root: '],
    [{ ...answer, calibration: { thresholds: [] } }, 'fit its schema; map: '],
    [
      { ...answer, calibration: { ...calibration, map: { a: -1, b: 0, c: 0 } } },
      'fit its schema; map.a: Expected 0 or more',
    ],
    [
      { ...answer, calibration: { ...calibration, thresholds: calibration.thresholds.toReversed() } },
      'fit its schema; thresholds: Expected misread rates that rise',
    ],
    [{ ...answer, frames: 'AACAPg==' }, 'Expected 32 bytes for frames but received 4'],
    [
      packReadings({ model, classes: ['0', 'blank'], frames: [new Float32Array(8).fill(1.5)] }),
      'Expected probabilities from 0 to 1 but received 1.5 at 0',
    ],
  ])('refuses the answer %#', (response, message) => {
    expect(() => unpackReadings(response, [8])).toThrow(message);
    expect(() => unpackReadings(response, [8])).toThrow(RequestError);
  });

  it('refuses to pack what it would refuse to unpack', () => {
    expect(() => packStrips(someStrips(new Array(1_001).fill(8)))).toThrow('number of strips');
    expect(() => packStrips(someStrips(new Array(9).fill(4_096)))).toThrow('columns of all strips');
    expect(() => packStrips({ widths: [8, 8], data: new Uint8Array(256) })).toThrow('Expected 512 bytes');
    expect(() => packReadings({ model, classes: LINE_CLASSES, frames: [new Float32Array(3)] })).toThrow(
      'Expected rows of 16 probabilities but received 3',
    );
  });

  it('carries over what is wrong with the model', () => {
    const error = packError(new RequestError('model-invalid', 'Expected SHA-256 ...'));
    expect(() => unpackReadings(error, [8])).toThrow(
      expect.objectContaining({
        code: 'model-invalid',
        message: 'The classify function answered model-invalid: Expected SHA-256 ...',
      }),
    );
  });
});
