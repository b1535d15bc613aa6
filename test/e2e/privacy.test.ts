import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../lib/document/result.ts';
import { dataFolder } from '../../local/data-folder.ts';
import { notification, sqsEvent } from '../functions/segment/fixtures.ts';
import { FakeS3 } from '../store/fake-s3.ts';
import type { BareProcess } from './bare-process.ts';
import { type BuiltFunctions, startBuiltFunctions } from './built-functions.ts';
import type { FakeLambda } from './fake-lambda.ts';
import { readSample, SAMPLES } from './in-process.ts';

/** Of other sets, the first documents by name: enough to see what is printed, and no test of accuracy. */
const SHARED = join(dataFolder(), 'documents');
const SHARED_DOCUMENTS = 3;
/** Shorter texts stand in times and counts by chance. */
const TELLING = 5;

let classify: BareProcess;
let segment: BareProcess;
let lambda: FakeLambda;
let functions: BuiltFunctions;
const s3 = new FakeS3();

beforeAll(async () => {
  functions = await startBuiltFunctions(s3);
  ({ classify, segment, lambda } = functions);
});
afterAll(() => functions?.stop());

/** Reads a document and gives what may not be printed of it: its key and everything that was read. */
async function readAndCollect(key: string, bytes: Uint8Array): Promise<readonly string[]> {
  s3.put('inbox', key, bytes);
  await segment.call(sqsEvent(notification({ bucket: 'inbox', key })));
  const written = s3.latest('results', `${key}.json`);
  // A document that failed leaves no result; its key may not be printed either.
  const result: Result | undefined = written && JSON.parse(String(written.bytes));
  const strings: string[] = [key, encodeURIComponent(key)];
  collect(result?.pages, strings);
  collect(result?.fields, strings);
  return strings
    .flatMap((text) => [text, text.replaceAll(/\D/g, '')])
    .filter(({ length }) => length >= TELLING);
}

/** Texts, and amounts as numbers. */
function collect(value: unknown, into: string[], name = ''): void {
  if (typeof value === 'string' && /^(text|raw|value|written)$/.test(name)) into.push(value);
  else if (typeof value === 'number' && name === 'minorUnits') into.push(String(value));
  else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) collect(part, into, Array.isArray(value) ? name : key);
  }
}

function expectUnprinted(secrets: readonly string[]): void {
  const printed = `${segment.output()}\n${classify.output()}`
    // What names a document in logs is a hash, which may hold any run of digits.
    .replaceAll(/"document":"[0-9a-f]{16}"/g, '');
  expect(printed).toContain('"event":"document"');
  for (const secret of new Set(secrets)) expect(printed).not.toContain(secret);
}

describe('what the functions print', { timeout: 900_000 }, () => {
  it('holds no key, number or amount of the samples', async () => {
    const secrets: string[] = [];
    for (const name of SAMPLES) {
      secrets.push(...(await readAndCollect(`account 4711/${name}`, await readSample(name))));
    }
    expect(secrets.length).toBeGreaterThan(10);
    expectUnprinted(secrets);
  });

  it('holds nothing of documents that fail or are refused', async () => {
    const broken = Buffer.from('%PDF-1.7 98765 %%EOF');
    const refused = await readAndCollect('account 98765/broken.pdf', broken);
    lambda.failing = true;
    const failed = await readAndCollect('account 98765/later.png', await readSample('us-check.png'));
    lambda.failing = false;
    await segment.call(sqsEvent('no event of account 98765'));
    expect(segment.output()).toContain('"event":"document-failed"');
    expect(segment.output()).toContain('"event":"message-failed"');
    expectUnprinted([...refused, ...failed, '98765', 'later.png']);
  });

  describe.skipIf(!existsSync(SHARED))('of scans (needs DIGITLIFT_DATA)', () => {
    const sets = existsSync(SHARED) ? readdirSync(SHARED).sort() : [];
    it.each(sets)('holds no key, number or amount of %s', async (set) => {
      const names = readdirSync(join(SHARED, set), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(png|jpe?g|tiff?|pdf)$/i.test(name))
        .sort()
        .slice(0, SHARED_DOCUMENTS);
      const secrets: string[] = [];
      for (const name of names) {
        secrets.push(...(await readAndCollect(`${set}/${name}`, await readFile(join(SHARED, set, name)))));
      }
      if (names.length > 0) expectUnprinted(secrets);
    });
  });
});
