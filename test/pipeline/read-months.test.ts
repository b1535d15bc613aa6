import { describe, expect, it } from 'vitest';
import type { Classifier } from '../../lib/classify/classifier.ts';
import { readMonths } from '../../lib/pipeline/read-months.ts';
import { preparePage } from '../../lib/preprocess/prepare-page.ts';
import { spelledLetters, WORD_CLASSES } from '../../local/spelled-letters.ts';
import { alwaysSays, blockPage, MODEL } from './fakes.ts';

const zone = { box: { x: 20, y: 30, width: 360, height: 50 }, score: 0 };

async function read(said: string, ...texts: readonly string[]) {
  const image = blockPage([8]);
  const prepared = await preparePage({ image, dpi: 100, bitonal: true }, { turn: 0, deskew: false });
  const readStrips: Classifier['readStrips'] = async ({ widths }) => ({
    model: MODEL,
    classes: WORD_CLASSES,
    frames: widths.map(() => spelledLetters(said).probabilities),
  });
  const writings = texts.map((text) => ({ text, probability: 0.9 / texts.length }));
  const place = { page: 0, box: zone.box, writings };
  const months = await readMonths(
    [{ zone, place }],
    { index: 0, prepared },
    { ...alwaysSays('1'), readStrips },
  );
  return months.get(zone)?.writings;
}

describe('readMonths', () => {
  it('puts the month where letters were not read, as sure as both readings are', async () => {
    const writings = await read('oct 20 2019', 'xxx 20, 2019', 'xxx 20, 2014');
    expect(writings!.map(({ text }) => text)).toEqual(['oct 20, 2019', 'oct 20, 2014']);
    for (const { probability } of writings!) expect(probability).toBeCloseTo(0.45, 1);
  });

  it('leaves out writings without a month, and places where none is heard', async () => {
    expect(await read('oct 20 2019', 'xxx 20, 2019', '10/20/2019')).toHaveLength(1);
    expect(await read('oct 20 2019', '10/20/2019')).toBeUndefined();
    expect(await read('20 11 2019', 'xxx 20, 2019')).toBeUndefined();
  });
});
