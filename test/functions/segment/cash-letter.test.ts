import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSegmentHandler } from '../../../functions/segment/create-handler.ts';
import type { LogLine } from '../../../functions/segment/document-log.ts';
import { TransientError } from '../../../lib/document/errors.ts';
import { extractDocument } from '../../../lib/pipeline/extract-document.ts';
import { MemoryStore } from '../../../lib/store/memory-store.ts';
import { writeCashLetter } from '../../../samples/draw/cash-letter.ts';
import { alwaysSays, blockPage, pngOf } from '../../pipeline/fakes.ts';
import { notification, sqsEvent } from './fixtures.ts';

const PLENTY = { getRemainingTimeInMillis: () => 60_000 };
const FIELDS = {
  AuxiliaryOnUs: '002391',
  PayorBankRoutingNumber: '00006789',
  PayorBankCheckDigit: '4',
  OnUs: '0004713826/',
  ItemAmount: '0000128450',
};
const SUMMARY = 'monday.x937.json';
const ITEMS = [1, 2, 3].map((number) => `monday.x937.items/000${number}.json`);

let inbox: MemoryStore;
let results: MemoryStore;
let lines: LogLine[];

beforeEach(async () => {
  inbox = new MemoryStore('inbox');
  results = new MemoryStore('results');
  lines = [];
  const front = await pngOf(blockPage([5]));
  const letter = writeCashLetter({
    encoding: 'ebcdic',
    bundles: [Array.from({ length: 3 }, () => ({ fields: FIELDS, front }))],
  });
  await inbox.create('monday.x937', letter, { contentType: 'application/octet-stream' });
});

function deliver() {
  const handler = createSegmentHandler({
    openInbox: () => inbox,
    results,
    classifier: alwaysSays('7'),
    extract: extractDocument,
    overlay: false,
    maxMisread: 0.01,
    log: (line) => lines.push(line),
    now: () => 0,
  });
  return handler(sqsEvent(notification({ bucket: 'inbox', key: 'monday.x937' })), PLENTY);
}

async function keys(): Promise<string[]> {
  const found: string[] = [];
  for await (const key of results.list()) found.push(key);
  return found;
}

describe('the segment handler with a cash letter', () => {
  it('writes a result for each check, then that of the whole', async () => {
    const create = vi.spyOn(results, 'create');
    expect(await deliver()).toEqual({ batchItemFailures: [] });
    expect(create.mock.calls.map(([key]) => key)).toEqual([...ITEMS, SUMMARY]);
    expect(lines).toMatchObject([
      { event: 'document', outcome: 'created', status: 'review', pages: 0, checks: 3 },
    ]);
  });

  it('keeps the checks that were read when a delivery fails, and reads only the others in the next', async () => {
    const create = vi.spyOn(results, 'create');
    create.mockImplementationOnce((...call) => results.replace(...call).then(() => 'created'));
    create.mockRejectedValueOnce(new TransientError('storage-failed', 'No answer'));
    expect(await deliver()).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-0' }] });
    expect(await keys()).toEqual([ITEMS[0]]);
    create.mockClear();
    expect(await deliver()).toEqual({ batchItemFailures: [] });
    expect(create.mock.calls.map(([key]) => key)).toEqual([ITEMS[1], ITEMS[2], SUMMARY]);
  });

  it('does nothing again when the same message is delivered twice', async () => {
    await deliver();
    const create = vi.spyOn(results, 'create');
    expect(await deliver()).toEqual({ batchItemFailures: [] });
    expect(create.mock.calls.map(([key]) => key)).toEqual([SUMMARY]);
    expect(lines.at(-1)).toMatchObject({ outcome: 'exists' });
  });

  it('logs nothing of what records say', async () => {
    await deliver();
    vi.spyOn(results, 'create').mockRejectedValue(new TransientError('storage-failed', 'No answer'));
    await deliver();
    expect(lines).toHaveLength(2);
    expect(JSON.stringify(lines)).not.toMatch(/4713826|00006789|128450|002391|000000000000001|monday/);
  });
});
