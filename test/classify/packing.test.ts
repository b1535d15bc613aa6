import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packCrops } from '../../lib/classify/pack-crops.ts';
import { packStrips } from '../../lib/classify/pack-strips.ts';
import { unpackRequest } from '../../lib/classify/packing.ts';
import { RequestError } from '../../lib/document/errors.ts';
import { someStrips } from './some-strips.ts';

describe('unpackRequest', () => {
  it('tells crops from strips', () => {
    const crops = { count: 2, data: new Uint8Array(2 * 784).fill(9) };
    const request = unpackRequest(JSON.parse(JSON.stringify(packCrops(crops))));
    expect(request).toMatchObject({ kind: 'crops', crops: { count: 2 } });
    const strips = someStrips([8, 24]);
    expect(unpackRequest(JSON.parse(JSON.stringify(packStrips(strips))))).toEqual({
      kind: 'strips',
      network: 'lines',
      strips: { widths: [8, 24], data: Buffer.from(strips.data) },
    });
  });

  it.each([
    [undefined, 'Expected an object for request but received undefined'],
    [{}, 'Expected 3 for version but received undefined'],
    [{ version: 1, size: 28, count: 0, crops: '' }, 'Expected 3 for version but received 1'],
    [{ version: 3 }, 'Expected "crops" or "strips" for kind but received undefined'],
    [
      { version: 3, kind: 'page' },
      'Expected "crops" or "strips" for kind but received a text of 4 characters',
    ],
    [{ ...packStrips(someStrips([8])), kind: 'crops' }, 'Expected 28 for size but received undefined'],
    [
      { ...packCrops({ count: 0, data: new Uint8Array() }), kind: 'strips' },
      'Expected "lines" or "print" or "micr" or "words" for network',
    ],
  ])('refuses the request %#', (request, message) => {
    expect(() => unpackRequest(request)).toThrow(message);
    expect(() => unpackRequest(request)).toThrow(RequestError);
  });

  it('answers any value with a RequestError', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(() => unpackRequest(value)).toThrow(RequestError);
      }),
      { numRuns: 500 },
    );
  });
});
