import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type InboxObject, parseMessage } from '../../../functions/segment/event.ts';
import { notification, TEST_EVENT } from './fixtures.ts';

/** Any text that can be a key: whole characters, not empty. */
const key = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
const inboxObject: fc.Arbitrary<InboxObject> = fc.oneof(
  fc.record({ bucket: fc.constantFrom('inbox', 'a.b-c'), key }),
  fc.record({ bucket: fc.constant('inbox'), key, versionId: fc.stringMatching(/^[\w.-]{1,32}$/) }),
);

describe('parseMessage', () => {
  it('reads the key that a person sees from the key that S3 sends', () => {
    const body = notification({ bucket: 'inbox', key: 'x' }).replace(
      '"key":"x"',
      '"key":"Sch%C3%B6ne+Gr%C3%BC%C3%9Fe/a%2Bb+%28%25%29.png"',
    );
    expect(parseMessage(body)).toEqual([{ bucket: 'inbox', key: 'Schöne Grüße/a+b (%).png' }]);
  });

  it('gives back every object of a notification', () => {
    fc.assert(
      fc.property(fc.array(inboxObject, { maxLength: 4 }), (objects) => {
        expect(parseMessage(notification(...objects))).toEqual(objects);
      }),
      { numRuns: 1_000 },
    );
  });

  it('reads which documents are to be read again, their keys as they are', () => {
    const document = { bucket: 'inbox', key: 'a+b %41.png', versionId: 'v1' };
    expect(parseMessage(JSON.stringify({ reprocess: [document] }))).toEqual([
      { ...document, reprocess: true },
    ]);
  });

  it('finds nothing to do in the test event', () => {
    expect(parseMessage(TEST_EVENT)).toEqual([]);
  });

  it.each([
    ['no JSON', '{'],
    ['an empty body', ''],
    ['no notification', '{"hello":1}'],
    ['another event without records', '{"Event":"s3:Other"}'],
    ['records of another service', '{"Records":[{"Sns":{}}]}'],
    ['null', 'null'],
    ['a bad encoding', notification({ bucket: 'b', key: 'x' }).replace('"key":"x"', '"key":"%E0%A4%A"')],
    ['an empty key', notification({ bucket: 'b', key: 'x' }).replace('"key":"x"', '"key":""')],
    ['a request without a version', '{"reprocess":[{"bucket":"b","key":"x"}]}'],
    ['a request with something more', '{"reprocess":[{"bucket":"b","key":"x","versionId":"v","to":"y"}]}'],
    [
      'a removal',
      notification({ bucket: 'b', key: 'x' }).replace('ObjectCreated:Put', 'ObjectRemoved:Delete'),
    ],
  ])('refuses %s by name', (_what, body) => {
    expect(() => parseMessage(body)).toThrow(
      expect.objectContaining({ name: 'RequestError', code: 'bad-request', retryable: false }),
    );
  });

  it('throws nothing but its own error, and never repeats what it was given', () => {
    const secret = '4929000012345678';
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.boolean(), (json, broken) => {
        const body = `{"${secret}": ${json}${broken ? '' : '}'}`;
        try {
          parseMessage(body);
          expect.unreachable('no such body is a notification');
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad-request' });
          expect((error as Error).message).not.toContain(secret);
        }
      }),
      { numRuns: 500 },
    );
  });
});
