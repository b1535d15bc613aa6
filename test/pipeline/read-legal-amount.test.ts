import { describe, expect, it, vi } from 'vitest';
import type { Classifier } from '../../lib/classify/classifier.ts';
import type { Box } from '../../lib/document/geometry.ts';
import { readLegalAmount } from '../../lib/pipeline/read-legal-amount.ts';
import { preparePage } from '../../lib/preprocess/prepare-page.ts';
import { spelledLetters, WORD_CLASSES } from '../../local/spelled-letters.ts';
import { alwaysSays, blockPage, MODEL } from './fakes.ts';

const ROWS: readonly Box[] = [0, 60, 120].map((y) => ({ x: 20, y: 30 + y, width: 360, height: 50 }));

/** Three rows of blocks, the second of them without ink, and a network to which each row that it is shown says the next text. */
async function read(rows: readonly Box[], ...texts: readonly string[]) {
  const image = blockPage([8, 0, 6]);
  const page = await preparePage({ image, dpi: 100, bitonal: true }, { turn: 0, deskew: false });
  const readStrips = vi.fn<Classifier['readStrips']>(async ({ widths }) => ({
    model: MODEL,
    classes: WORD_CLASSES,
    frames: widths.map((_, i) => spelledLetters(texts[i] ?? '').probabilities),
  }));
  const hear = await readLegalAmount(rows, page, { ...alwaysSays('1'), readStrips });
  return { hear, readStrips };
}

describe('readLegalAmount', () => {
  it('shows each row that has ink, all in one call, to the network for words', async () => {
    const { hear, readStrips } = await read(ROWS, 'ravi kunchala', 'one lakh fifteen thousand');
    expect(readStrips).toHaveBeenCalledOnce();
    const [strips, , network] = readStrips.mock.calls[0]!;
    expect(strips.widths).toHaveLength(2);
    expect(network).toBe('words');
    expect(hear(['lakh'])?.units).toBe(115_000);
  });

  it('counts as the country does', async () => {
    const { hear } = await read(ROWS, 'two million dollars', '');
    expect(hear(['thousands'])?.units).toBe(2_000_000);
    expect(hear(['lakh'])?.units ?? 2).toBe(2);
  });

  it('asks nobody where nothing is written', async () => {
    const { hear, readStrips } = await read([ROWS[1]!]);
    expect(readStrips).not.toHaveBeenCalled();
    expect(hear(['lakh'])).toBeUndefined();
  });
});
