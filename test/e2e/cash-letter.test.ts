import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSegmentHandler } from '../../functions/segment/create-handler.ts';
import type { LocalClassifier } from '../../lib/classify/local-classifier.ts';
import { readCashLetter } from '../../lib/decode/cash-letter/read-cash-letter.ts';
import { resultSchema } from '../../lib/document/result.ts';
import { extractDocument } from '../../lib/pipeline/extract-document.ts';
import { FolderStore } from '../../lib/store/folder-store.ts';
import { MemoryStore } from '../../lib/store/memory-store.ts';
import { evaluateCashLetters } from '../../local/evaluate/documents/cash-letters.ts';
import { writeCashLetter } from '../../samples/draw/cash-letter.ts';
import { notification, sqsEvent } from '../functions/segment/fixtures.ts';
import { openLocalClassifier, PROJECT } from './in-process.ts';

/** The folder is named as the bucket is: a result says where its document came from. */
const CONTAINER = 'inbox';
const KEY = 'deposit.x937';
const KEYS = [`${KEY}.items/0001.json`, `${KEY}.items/0002.json`, `${KEY}.json`];

let scratch: string;
let inbox: string;
let local: LocalClassifier;
let expected: Map<string, string>;

beforeAll(async () => {
  local = await openLocalClassifier();
  scratch = await mkdtemp(join(tmpdir(), 'digitlift-cash-letter-'));
  inbox = join(scratch, CONTAINER);
  await mkdir(inbox);
  await writeFile(join(inbox, KEY), await twoChecks());
  expected = await throughFolders();
}, 600_000);
afterAll(async () => {
  local?.dispose();
  await rm(scratch, { recursive: true });
});

/** The second and the last check of the drawn deposit: one as its record says, one whose amount was changed on the way. */
async function twoChecks(): Promise<Uint8Array> {
  const bytes = await readFile(join(PROJECT, 'samples/cash-letters/deposit-ascii.x937'));
  const checks = readCashLetter(bytes).items.flatMap(({ number, fields, views }) =>
    number % 2 === 0 ? [{ fields: { ...fields }, front: views[0]!.image! }] : [],
  );
  return writeCashLetter({ encoding: 'ebcdic', bundles: [checks] });
}

async function throughFolders(): Promise<Map<string, string>> {
  const out = join(scratch, 'folders');
  await mkdir(out);
  const results = new FolderStore(out);
  await extractDocument({ key: KEY }, { inbox: new FolderStore(inbox), results, classifier: local });
  return readResults(out);
}

async function readResults(out: string): Promise<Map<string, string>> {
  return new Map(
    await Promise.all(KEYS.map(async (key) => [key, await readFile(join(out, key), 'utf8')] as const)),
  );
}

describe('a cash letter', { timeout: 600_000 }, () => {
  it('gives a result for each check, and one for the whole', () => {
    const [first, second, whole] = KEYS.map((key) => resultSchema.parse(JSON.parse(expected.get(key)!)));
    expect(whole).toMatchObject({
      document: { kind: 'x937' },
      cashLetter: { items: [{ number: 1 }, { number: 2 }] },
    });
    for (const check of [first, second]) {
      expect(check).toMatchObject({
        document: { kind: 'tiff' },
        pages: [{ dpi: 200, quality: ['bitonal'] }],
      });
      expect(check!.pages[0]!.numbers).not.toEqual([]);
      expect(check!.imageIntegrity).toHaveLength(6);
    }
  });

  it('finds that the images show what the records say, but for the amount that was changed on the way', () => {
    const agreement = KEYS.slice(0, 2).map((key) => {
      const { imageIntegrity } = resultSchema.parse(JSON.parse(expected.get(key)!));
      return imageIntegrity!.flatMap(({ field, agrees }) => (agrees === true ? [] : [`${field} ${agrees}`]));
    });
    expect(agreement).toEqual([[], ['ItemAmount false']]);
  });

  it('gives the same bytes through the segment handler', async () => {
    const results = new MemoryStore('results');
    const handler = createSegmentHandler({
      openInbox: () => new FolderStore(inbox),
      results,
      classifier: local,
      extract: extractDocument,
      overlay: false,
      maxMisread: 0.01,
      log: () => undefined,
      now: () => 0,
    });
    const event = sqsEvent(notification({ bucket: CONTAINER, key: KEY }));
    const context = { getRemainingTimeInMillis: () => 600_000 };
    expect(await handler(event, context)).toEqual({ batchItemFailures: [] });
    const written = KEYS.map((key) => [key, Buffer.from(results.inspect(key).bytes).toString()] as const);
    expect(new Map(written)).toEqual(expected);
  });

  it('gives the same bytes from the command line, which prints a row for each check', async () => {
    const out = join(scratch, 'command-line');
    const main = join(PROJECT, 'local/cli/main.ts');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', main, join(inbox, KEY), '--out', out, '--no-overlay', '--engine', 'wasm'],
      { cwd: PROJECT },
    );
    expect(await readResults(out)).toEqual(expected);
    const rows = stdout.split('\n').filter((line) => /^ +\d+ {2}\d{15} {2}/.test(line));
    expect(rows).toHaveLength(2);
    expect(stdout).toContain('2 checks');
    expect(stdout).not.toMatch(/7713820055|9926417/);
  });
});

const SHARED = join(process.env.DIGITLIFT_DATA ?? join(PROJECT, '../shared/data'), 'documents/x937');

describe.skipIf(!existsSync(SHARED))('a deposit of another program (needs DIGITLIFT_DATA)', () => {
  it('agrees with its records in every field, in both encodings', { timeout: 600_000 }, async () => {
    const figures = await evaluateCashLetters(SHARED, local);
    expect(figures).toEqual({ files: 2, checks: 2, agree: 12, fields: 12, differences: [] });
  });
});
