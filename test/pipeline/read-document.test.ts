import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DecodedPage, OpenDocument } from '../../lib/decode/open-document.ts';
import type { StageEvent } from '../../lib/pipeline/observe.ts';
import { type PageReading, readDocument } from '../../lib/pipeline/read-document.ts';
import { type CalibrationTable, UNCALIBRATED } from '../../lib/read/calibration.ts';
import { failingClassifier } from '../classify/fake-classifier.ts';
import { alwaysSays, blockPage, calibrated, classifierBy, MODEL, rowOf } from './fakes.ts';

/** What the mocked decoder opens, whatever the bytes are, and whether it was told that nobody needs it any more. */
const decoder = vi.hoisted(() => ({ pages: [] as DecodedPage[], pageCount: 0, closed: false }));

vi.mock('../../lib/decode/open-document.ts', () => ({
  openDocument: async (): Promise<OpenDocument> => ({
    kind: 'tiff',
    pageCount: decoder.pageCount,
    async *pages() {
      try {
        yield* decoder.pages;
      } finally {
        decoder.closed = true;
      }
    },
  }),
}));

const BYTES = new Uint8Array(1);
const CALIBRATION: CalibrationTable = { map: { a: 0.5, b: 1.5, c: 0.25 }, thresholds: [] };

beforeEach(() => {
  decoder.pages = [0, 1, 2].map((index) => ({
    index,
    image: blockPage([4]),
    dpi: 100,
    dpiSource: 'metadata',
    bitonal: false,
  }));
  decoder.pageCount = 3;
  decoder.closed = false;
});

describe('readDocument', () => {
  it('reads page after page, and closes the document', async () => {
    const { kind, pages, model } = await readDocument(BYTES, alwaysSays('5'));
    expect(kind).toBe('tiff');
    expect(model).toEqual(MODEL);
    expect(pages.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(pages.map(({ numbers }) => numbers.map(({ text }) => text))).toEqual([
      ['5555'],
      ['5555'],
      ['5555'],
    ]);
    expect(decoder.closed).toBe(true);
  });

  it('hands over each page before it goes on, with picture and candidates', async () => {
    const readings: PageReading[] = [];
    let inHand = 0;
    await readDocument(BYTES, alwaysSays('5'), {
      onPage: async (reading) => {
        inHand++;
        await new Promise((resolve) => setImmediate(resolve));
        expect(inHand).toBe(1);
        inHand--;
        readings.push(reading);
      },
    });
    expect(readings.map(({ result }) => result.index)).toEqual([0, 1, 2]);
    expect(readings[0]!.picture).toBe(decoder.pages[0]!.image);
    expect(readings[0]!.candidates.map(({ outcome }) => outcome)).toEqual([
      'chosen',
      'chosen',
      'chosen',
      'chosen',
    ]);
  });

  it('tells of the stages of each page, begun and ended in order', async () => {
    const events: StageEvent[] = [];
    await readDocument(BYTES, alwaysSays('5'), { observe: (event) => events.push(event) });
    const stages = [
      'decode',
      'orient',
      'preprocess',
      'segment',
      'classify',
      'orient',
      'normalize',
      'classify',
      'read',
      'classify',
      'fields',
    ];
    expect(events.map(({ stage, page, phase }) => `${page} ${stage} ${phase}`)).toEqual(
      [0, 1, 2].flatMap((page) =>
        stages.flatMap((stage) => [`${page} ${stage} start`, `${page} ${stage} end`]),
      ),
    );
  });

  it('stops before the next page when the deadline has come, and closes the document', async () => {
    const abort = new AbortController();
    const read = readDocument(BYTES, alwaysSays('5'), { signal: abort.signal, onPage: () => abort.abort() });
    await expect(read).rejects.toMatchObject({
      code: 'deadline-exceeded',
      retryable: true,
      message: 'The time allowed was over after 1 of 3 pages',
    });
    expect(decoder.closed).toBe(true);
  });

  it('hands the signal on to the classifier', async () => {
    const { signal } = new AbortController();
    const classifier = alwaysSays('5');
    const classify = vi.spyOn(classifier, 'classify');
    await readDocument(BYTES, classifier, { signal });
    expect(classify.mock.calls.length).toBeGreaterThan(0);
    for (const call of classify.mock.calls) expect(call[1]).toBe(signal);
  });

  it('closes the document when the classifier fails, and passes its error on', async () => {
    const failure = new Error('no answer');
    await expect(readDocument(BYTES, failingClassifier(failure))).rejects.toBe(failure);
    expect(decoder.closed).toBe(true);
  });

  it('refuses to mix the readings of two models', async () => {
    const [old, fresh] = [alwaysSays('5'), alwaysSays('5', 0.99, { ...MODEL, sha256: '0'.repeat(64) })];
    let pages = 0;
    const read = readDocument(
      BYTES,
      { ...old, classify: (crops) => (pages === 0 ? old : fresh).classify(crops) },
      { onPage: () => void pages++ },
    );
    await expect(read).rejects.toMatchObject({ code: 'classifier-failed', retryable: true });
  });

  it('refuses to mix what glyphs and strips were read with', async () => {
    const [old, fresh] = [alwaysSays('5'), alwaysSays('5', 0.99, { ...MODEL, sha256: '0'.repeat(64) })];
    const read = readDocument(BYTES, { ...old, readStrips: (strips) => fresh.readStrips(strips) });
    await expect(read).rejects.toMatchObject({ code: 'classifier-failed', retryable: true });
  });

  it('refuses to mix the calibrations of one model', async () => {
    const old = alwaysSays('5');
    const fresh = calibrated(old, CALIBRATION);
    let pages = 0;
    const read = readDocument(
      BYTES,
      { ...old, readStrips: (strips) => (pages === 1 ? fresh : old).readStrips(strips) },
      { onPage: () => void pages++ },
    );
    await expect(read).rejects.toMatchObject({ code: 'classifier-failed', retryable: true });
    expect(pages).toBe(1);
  });

  it('tells the calibration of the model, also when no number stands on the last page', async () => {
    decoder.pages = decoder.pages.with(2, { ...decoder.pages[2]!, image: blockPage([]) });
    const seen: CalibrationTable[] = [];
    const { calibration } = await readDocument(BYTES, calibrated(alwaysSays('5'), CALIBRATION), {
      onPage: (page) => void seen.push(page.calibration),
    });
    expect(calibration).toEqual(CALIBRATION);
    expect(seen).toEqual([CALIBRATION, CALIBRATION, UNCALIBRATED]);
    expect((await readDocument(BYTES, alwaysSays('5'))).calibration).toEqual(UNCALIBRATED);
  });

  it('calls a document corrupt that has fewer pages than it says', async () => {
    decoder.pageCount = 4;
    await expect(readDocument(BYTES, alwaysSays('5'))).rejects.toMatchObject({
      name: 'DocumentError',
      code: 'corrupt',
      message: 'The document says 4 pages but ended after 3',
    });
  });

  it('leaves out numbers that it hardly believes in', async () => {
    const uniform = MODEL.classes.map(() => 1 / MODEL.classes.length);
    const { pages } = await readDocument(
      BYTES,
      classifierBy(() => uniform),
    );
    expect(pages.flatMap(({ numbers }) => numbers)).toEqual([]);
  });

  it('reads a page that lies upside down as one that stands upright, with boxes of the page as delivered', async () => {
    const upright = decoder.pages[0]!.image;
    // Wider at the top, so that the network of this test can tell which way is up.
    const image = { ...upright, data: upright.data.slice() };
    for (let glyph = 0; glyph < 4; glyph++) {
      for (let y = 50; y < 62; y++)
        image.data.fill(255, y * 400 + 44 + 20 * glyph, y * 400 + 52 + 20 * glyph);
    }
    const second = { ...image, data: image.data.slice() };
    // A second line of the same: a turn needs more than four digits to go by.
    second.data.copyWithin(110 * 400, 40 * 400, 64 * 400);
    decoder.pages = [{ ...decoder.pages[0]!, image: { ...second, data: second.data.slice().reverse() } }];
    decoder.pageCount = 1;
    const { pages } = await readDocument(
      BYTES,
      classifierBy((crop) => {
        const weigh = (from: number, to: number) =>
          crop.subarray(from, to).reduce((sum, level) => sum + level, 0);
        return weigh(0, 14 * 28) > weigh(14 * 28, 28 * 28) ? rowOf('5') : rowOf('not-a-digit');
      }),
    );
    expect(pages[0]!.turned).toBe(180);
    expect(pages[0]!.numbers.map(({ text }) => text)).toEqual(['5555', '5555']);
    const [first] = pages[0]!.numbers;
    expect(Math.abs(first!.box.x + first!.box.width - (400 - 40))).toBeLessThanOrEqual(1);
    expect(Math.abs(first!.box.y + first!.box.height - (240 - 40))).toBeLessThanOrEqual(1);
  });
});
