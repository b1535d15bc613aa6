import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { STRIP_NETWORKS } from '../../lib/classify/classifier.ts';
import { openEngine } from '../../lib/classify/engine.ts';
import { createLocalClassifier } from '../../lib/classify/local-classifier.ts';
import { loadModelDirectory } from '../../lib/classify/model-directory.ts';
import { BLANK, NOT_A_DIGIT, OTHER } from '../../lib/document/model-identity.ts';

interface Golden {
  readonly count: number;
  readonly crops: string;
  readonly probabilities: readonly (readonly number[])[];
}

interface GoldenLines {
  readonly widths: readonly number[];
  readonly strips: string;
  readonly frames: readonly (readonly (readonly number[])[])[];
}

describe('the exported glyph network', () => {
  it('answers what PyTorch answered, to four decimals', async () => {
    const golden = JSON.parse(await readFile(`${import.meta.dirname}/golden.json`, 'utf8')) as Golden;
    const model = await loadModelDirectory();
    const engine = await openEngine({ prefer: 'wasm' });
    const classifier = await createLocalClassifier({ model, engine });
    const crops = { count: golden.count, data: new Uint8Array(Buffer.from(golden.crops, 'base64')) };
    const { probabilities } = await classifier.classify(crops);
    classifier.dispose();
    const expected = golden.probabilities.flat();
    expect(probabilities).toHaveLength(expected.length);
    const difference = Math.max(...expected.map((value, i) => Math.abs(value - probabilities[i]!)));
    expect(difference).toBeLessThan(1e-4);
  });

  it('knows the ten digits and what is none', async () => {
    const { identity } = await loadModelDirectory();
    expect(identity.classes).toEqual([...'0123456789', NOT_A_DIGIT]);
  });
});

describe('the exported networks for lines', () => {
  it.each(STRIP_NETWORKS)('answer what PyTorch answered, to four decimals: %s', async (network) => {
    const file = `${import.meta.dirname}/golden-${network}.json`;
    const golden = JSON.parse(await readFile(file, 'utf8')) as GoldenLines;
    const classifier = await createLocalClassifier({
      model: await loadModelDirectory(),
      engine: await openEngine({ prefer: 'wasm' }),
    });
    const strips = {
      widths: golden.widths,
      data: new Uint8Array(Buffer.from(golden.strips, 'base64')),
    };
    const { frames } = await classifier.readStrips(strips, undefined, network);
    classifier.dispose();
    expect(frames).toHaveLength(golden.frames.length);
    for (const [index, rows] of golden.frames.entries()) {
      const found = frames[index]!;
      expect(found).toHaveLength(rows.flat().length);
      const difference = Math.max(...rows.flat().map((value, i) => Math.abs(value - found[i]!)));
      expect(difference).toBeLessThan(1e-4);
    }
  });

  it('know the ten digits, separators and what is neither', async () => {
    const { lines, print } = await loadModelDirectory();
    expect(print.classes).toEqual(lines.classes);
    expect(lines.classes).toEqual([...'0123456789.,/-', OTHER, BLANK]);
  });

  it('know the ten digits and the symbols of E-13B and CMC-7', async () => {
    const { micr } = await loadModelDirectory();
    expect(micr.classes).toEqual([...'0123456789ABCDFGHIJ', BLANK]);
  });
});
