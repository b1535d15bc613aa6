import { beforeEach, describe, expect, it } from 'vitest';
import type { Classifier } from '../../lib/classify/classifier.ts';
import type { ModelIdentity } from '../../lib/document/model-identity.ts';
import { extractDocument } from '../../lib/pipeline/extract-document.ts';
import { MemoryStore } from '../../lib/store/memory-store.ts';
import { alwaysSays, blockPage, MODEL, pngOf } from './fakes.ts';

const SCAN = await pngOf(blockPage([4]));
const OLD: ModelIdentity = MODEL;
const NEW: ModelIdentity = { ...MODEL, version: '2027/01 a', sha256: `12345678${'0'.repeat(56)}` };
const NEW_KEY = 'models/2027_01_a-12345678/in/scan.png.v1.json';

let inbox: MemoryStore;
let results: MemoryStore;

beforeEach(async () => {
  inbox = new MemoryStore('inbox', { versioned: true });
  results = new MemoryStore('results', { versioned: true });
  await inbox.create('in/scan.png', SCAN, { contentType: 'image/png' });
});

/** A classifier that answers under the name of another model. */
function named(model: ModelIdentity, digit: string): Classifier {
  const inner = alwaysSays(digit);
  return {
    classify: async (crops, signal) => ({ ...(await inner.classify(crops, signal)), model }),
    readStrips: async (strips, signal) => ({ ...(await inner.readStrips(strips, signal)), model }),
  };
}

function extract(classifier: Classifier, reprocess: boolean) {
  const reference = { key: 'in/scan.png', versionId: 'v1' };
  return extractDocument(reference, { inbox, results, classifier }, { reprocess, overlay: true });
}

async function keys(): Promise<string[]> {
  const found: string[] = [];
  for await (const key of results.list()) found.push(key);
  return found;
}

describe('reading a document again', () => {
  it('leaves the first result as it is, and puts the new one beside it with its pictures', async () => {
    await extract(named(OLD, '5'), false);
    const first = results.inspect('in/scan.png.v1.json');
    const again = await extract(named(NEW, '6'), true);
    expect(again).toMatchObject({ resultKey: NEW_KEY, outcome: 'created' });
    expect(again.result.pages[0]!.numbers[0]!.text).toBe('6666');
    expect(results.inspect('in/scan.png.v1.json')).toBe(first);
    expect(await keys()).toEqual([
      'in/scan.png.v1.json',
      'in/scan.png.v1.overlay.png',
      NEW_KEY,
      NEW_KEY.replace('.json', '.overlay.png'),
    ]);
  });

  it('changes nothing the second time', async () => {
    await extract(named(NEW, '6'), true);
    const written = results.inspect(NEW_KEY);
    expect((await extract(named(NEW, '7'), true)).outcome).toBe('exists');
    expect(results.inspect(NEW_KEY)).toBe(written);
  });

  it('is tried again when the model changes meanwhile: no result lies under the name of another model', async () => {
    let asked = 0;
    const inner = named(NEW, '6');
    const changing: Classifier = {
      ...inner,
      classify: async (crops, signal) => ({
        ...(await inner.classify(crops, signal)),
        model: asked++ === 0 ? OLD : NEW,
      }),
    };
    await expect(extract(changing, true)).rejects.toMatchObject({
      code: 'classifier-failed',
      retryable: true,
    });
    expect((await keys()).filter((key) => key.endsWith('.json'))).toEqual([]);
  });

  it('of a document that can never be read says so beside as well', async () => {
    await inbox.replace('in/scan.png', Buffer.from('no picture'), { contentType: 'image/png' });
    const reference = { key: 'in/scan.png', versionId: 'v2' };
    const { resultKey, result } = await extractDocument(
      reference,
      { inbox, results, classifier: named(NEW, '6') },
      { reprocess: true },
    );
    expect([resultKey, result.status]).toEqual([NEW_KEY.replace('v1', 'v2'), 'rejected']);
  });
});
