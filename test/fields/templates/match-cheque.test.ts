import { describe, expect, test } from 'vitest';
import { matchCheque } from '../../../lib/fields/templates/match-cheque.ts';
import { placeZone } from '../../../lib/fields/templates/match-template.ts';
import { parseTemplate } from '../../../lib/fields/templates/parse-template.ts';
import { makeField, makeTemplate } from './make-template.ts';

const LINE = { name: 'micr', find: 'micr-line', place: { x: 0.1, y: 0.85, width: 0.5, height: 0.05 } };
const cheque = (routing: readonly string[] | undefined, of: Record<string, unknown> = {}) =>
  parseTemplate(
    JSON.stringify(
      makeTemplate(
        { kind: 'cheque', ...(routing && { routing }), ...of },
        {
          size: { width: 600, height: 275 },
          anchors: [LINE],
          fields: [makeField({ zones: [{ place: { x: 0.7, y: 0.3, width: 0.2, height: 0.1 } }] })],
        },
      ),
    ),
    'cheque.json',
  );
const seen = { micr: { x: 140, y: 470, width: 600, height: 26 }, routing: '021000021', country: 'US' };

describe('the template of a bank’s cheques', () => {
  test('is laid over a cheque so that the MICR lines agree', () => {
    const template = cheque(['021']);
    const match = matchCheque([template], seen)!;
    expect(match.placement.x).toEqual({ scale: 2, offset: 20 });
    const page = template.pages[0]!;
    const zone = placeZone(page.fields[0]!.zones[0]!, page, match.placement);
    expect(zone.x).toBeCloseTo(20 + 0.7 * 1200);
    expect(zone.y).toBeCloseTo(483 - (0.875 - 0.3) * 550);
  });

  test('is the one whose routing number begins as that of the cheque, the longest first', () => {
    const [any, own] = [cheque(['0']), cheque(['99', '0210'])];
    expect(matchCheque([any, own], seen)?.template).toBe(own);
    expect(matchCheque([cheque(['03']), cheque(undefined)], seen)).toBeUndefined();
    expect(matchCheque([own], { ...seen, routing: undefined })).toBeUndefined();
  });

  test('is none of another country', () => {
    expect(matchCheque([cheque(['021'], { country: 'CA' })], seen)).toBeUndefined();
    expect(matchCheque([cheque(['021'], { country: 'US' })], seen)).toBeDefined();
  });

  test('needs a MICR line to be laid out by, and is no form', () => {
    expect(() => cheque(['021'], { kind: 'form' })).toThrow(
      'routing: expected routing numbers of a cheque only',
    );
    const bare = makeTemplate({ kind: 'cheque', routing: ['021'] });
    expect(() => parseTemplate(JSON.stringify(bare), 'c.json')).toThrow(
      'page 1: expected an anchor that is the MICR line',
    );
  });
});
