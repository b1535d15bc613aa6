import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHandler } from '../../functions/classify/create-handler.ts';
import { parseMessage } from '../../functions/segment/event.ts';
import { RequestError } from '../../lib/document/errors.ts';
import { expectedFromMetadata, parseExpectedValues } from '../../lib/fields/expected-values.ts';
import { knowledgeFromMetadata, parseKnowledge } from '../../lib/fields/knowledge.ts';
import { parseTemplate } from '../../lib/fields/templates/parse-template.ts';
import { extractDocument } from '../../lib/pipeline/extract-document.ts';
import { overlayKeyOf, resultKey } from '../../lib/pipeline/result-key.ts';
import { MemoryStore } from '../../lib/store/memory-store.ts';
import { readSample } from '../e2e/in-process.ts';
import { notification } from '../functions/segment/fixtures.ts';
import { alwaysSays } from '../pipeline/fakes.ts';

// docs/threat-model.md names these tests.

/** What comes from outside as text, and what takes it. All may refuse with a RequestError, and do nothing else. */
const DOORS: readonly (readonly [name: string, enter: (text: string) => unknown])[] = [
  ['a queue message', parseMessage],
  ['a template', (text) => parseTemplate(text, 'templates/x.json')],
  ['expected values', parseExpectedValues],
  ['expected values in metadata', (text) => expectedFromMetadata({ 'expected-amount': text, [text]: text })],
  ['what is known, in a header', parseKnowledge],
  ['what is known, in metadata', (text) => knowledgeFromMetadata({ expected: text, [text]: text })],
  ['the day, in metadata', (text) => knowledgeFromMetadata({ today: text })],
  ['the country, in metadata', (text) => knowledgeFromMetadata({ country: text })],
];

function refusesOrTakes(enter: (text: string) => unknown, text: string): void {
  try {
    enter(text);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
  }
}

const MEGABYTE = 1 << 20;
const HUGE: readonly (readonly [name: string, text: string])[] = [
  ['a megabyte of opening brackets', '['.repeat(MEGABYTE)],
  ['arrays half a megabyte deep', `${'['.repeat(MEGABYTE / 2)}${']'.repeat(MEGABYTE / 2)}`],
  ['objects 100,000 deep', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ['a million keys', `{${Array.from({ length: 1_000_000 }, (_, i) => `"k${i}":1`).join(',')}}`],
  ['a number of a million digits', '9'.repeat(MEGABYTE)],
  ['a string of a megabyte', JSON.stringify('a'.repeat(MEGABYTE))],
];

/** One character many times and another at the end: what makes a pattern with nested repeats try every way to fail. */
const LONG = [...'0aA -+.,/%:$\\\n"', '\u00e9', '\u0660', '1,', '0.', '- ', 'ab'].flatMap((unit) =>
  ['', '!', '\0', 'x'].map((end) => unit.repeat(50_000) + end),
);

describe.each(DOORS)('%s', (_name, enter) => {
  it.each(HUGE)('is refused by name: %s', (_case, text) => {
    expect(() => enter(text)).toThrow(RequestError);
  });

  it('takes no time that grows faster than the text', { timeout: 30_000 }, () => {
    for (const text of LONG) {
      refusesOrTakes(enter, text);
      refusesOrTakes(
        enter,
        JSON.stringify({ Records: [{ eventName: text, s3: text }], name: text, amount: text, date: text }),
      );
    }
  });

  it.each(['__proto__', 'constructor', 'prototype'])('cannot change what every object has, by %s', (name) => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    for (const value of ['{"polluted":true}', '"1"', '[]', '{"prototype":{"polluted":true}}']) {
      refusesOrTakes(enter, `{"${name}":${value}}`);
      refusesOrTakes(
        enter,
        `{"Records":[{"${name}":${value},"eventName":"ObjectCreated:Put","s3":{"${name}":${value}}}]}`,
      );
      refusesOrTakes(enter, `{"fields":{"${name}":${value}},"pages":[{"${name}":${value}}]}`);
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('ends in an answer or a RequestError whatever JSON comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => refusesOrTakes(enter, text)),
      { numRuns: 500 },
    );
  });
});

describe('keys', () => {
  const anyKey = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc.constantFrom(
      '../../x',
      '/etc/passwd',
      '..',
      '.',
      'a//b',
      'con',
      '__proto__',
      'a\0b',
      'a\nb',
      '%2e%2e%2f',
      '#{x}',
    ),
  );

  it('come out of an event as they went in, and never as another bucket', () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        expect(parseMessage(notification({ bucket: 'inbox', key }))).toEqual([{ bucket: 'inbox', key }]);
      }),
    );
  });

  it('give each document and version a result of its own, within the length of a key', () => {
    const version = fc.option(fc.stringMatching(/^[A-Za-z0-9._-]{1,40}$/), { nil: undefined });
    const long = fc.string({ unit: 'grapheme', minLength: 300, maxLength: 1_000 });
    fc.assert(
      fc.property(fc.oneof(anyKey, long), version, (key, versionId) => {
        fc.pre(Buffer.byteLength(key) <= 1_024);
        const result = resultKey(key, versionId);
        expect(Buffer.byteLength(overlayKeyOf(result, 49))).toBeLessThanOrEqual(1_024);
        expect(result.endsWith('.json')).toBe(true);
      }),
    );
  });
});

describe('metadata', () => {
  const png = readSample('us-check.png');
  const sent = async (metadata: Readonly<Record<string, string>>) => {
    const inbox = new MemoryStore('inbox');
    await inbox.create('a.png', await png, { contentType: 'image/png', metadata });
    const stores = { inbox, results: new MemoryStore('results') };
    return await extractDocument({ key: 'a.png' }, { ...stores, classifier: alwaysSays('1') });
  };

  it.each([
    { today: '2026-02-30' },
    { country: '../IN' },
    { expected: '['.repeat(2_000) },
    { expected: '{"__proto__":{"amount":"1"}}' },
    { 'expected-__proto__': '4929123456' },
    { 'expected-account': '12\r\nx-amz-acl: public-read' },
  ])(
    'that say no such thing reject their own document, wake nobody and are not repeated: %o',
    async (metadata) => {
      const { result } = await sent(metadata);
      expect(result).toMatchObject({ status: 'rejected', reasons: [{ code: 'bad-metadata' }] });
      const [value = ''] = Object.values(metadata);
      expect(JSON.stringify(result)).not.toContain(value);
    },
  );
});

describe('the classify function', () => {
  const handler = createHandler(async () => alwaysSays('1'));

  it('answers by name whatever it is asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (event) => {
        expect(await handler(event)).toHaveProperty('error.code', 'bad-request');
      }),
      { numRuns: 300 },
    );
  });

  it('does not make room for what is only claimed', async () => {
    for (const count of [2 ** 31, 1e308, -1, 0.5]) {
      const answer = await handler({ version: 2, kind: 'crops', count, data: '' });
      expect(answer).toHaveProperty('error.code', 'bad-request');
    }
  });
});
