import { describe, expect, it } from 'vitest';
import { CROP_SIZE } from '../../lib/document/image.ts';
import { NOT_A_DIGIT } from '../../lib/document/model-identity.ts';
import type { QuarterTurn } from '../../lib/document/result.ts';
import { chooseTurn } from '../../lib/pipeline/choose-turn.ts';
import type { TextAxis } from '../../lib/preprocess/estimate-axis.ts';
import { turnImage } from '../../lib/preprocess/turn.ts';
import { glyphAt, lineOf } from '../read/lines.ts';
import { classifierBy, type FakeClassifier, rowOf } from './fakes.ts';

const PIXELS = CROP_SIZE * CROP_SIZE;
const GLYPHS = 12;

/** A crop with its mark at the top left when upright, delivered so that a clockwise turn by `turn` sets it upright. */
function cropNeeding(turn: QuarterTurn): Uint8Array {
  const upright = new Uint8Array(PIXELS);
  upright[0] = 255;
  const image = { width: CROP_SIZE, height: CROP_SIZE, data: upright };
  return turnImage(image, ((360 - turn) % 360) as QuarterTurn).data;
}

/** Knows a digit only when it is upright. */
const knowing = (digit: string) => () =>
  classifierBy((crop) => (crop[0] === 255 ? rowOf(digit) : rowOf(NOT_A_DIGIT)));

function turnOf(
  needed: QuarterTurn,
  axis: TextAxis,
  classifier: FakeClassifier,
  glyphs = GLYPHS,
): Promise<QuarterTurn> {
  const line = lineOf(Array.from({ length: glyphs }, (_, i) => glyphAt(12 * i)));
  return chooseTurn({ axis, lines: [line], cropOf: () => cropNeeding(needed) }, classifier);
}

describe('chooseTurn', () => {
  it.each([0, 90, 180, 270] as const)(
    'finds the turn by %i when nothing is known of the lines',
    async (turn) => {
      expect(await turnOf(turn, 'unclear', knowing('4')())).toBe(turn);
    },
  );

  it.each(['across', 'down'] as const)('tries half turns only for lines that run %s', async (axis) => {
    const classifier = knowing('5')();
    expect(await turnOf(180, axis, classifier)).toBe(180);
    expect(classifier.calls.map(({ count }) => count)).toEqual([2 * GLYPHS]);
    expect(await turnOf(90, axis, knowing('5')())).toBe(0);
  });

  it('is not led by digits that look the same upside down', async () => {
    for (const digit of ['0', '1', '6', '8', '9']) {
      expect(await turnOf(180, 'across', knowing(digit)())).toBe(0);
    }
  });

  it('leaves the page as it is for a few glyphs, and where both ways read as well', async () => {
    expect(await turnOf(180, 'across', knowing('4')(), 2)).toBe(0);
    expect(
      await turnOf(
        180,
        'across',
        classifierBy(() => rowOf('4')),
      ),
    ).toBe(0);
  });

  it('is not led by a few capitals that pass for digits upside down', async () => {
    const passing = (every: number) => {
      let seen = 0;
      // The first answer is of the page as it lies.
      return classifierBy((crop) =>
        crop[0] === 255 && seen++ % every < 3 ? rowOf('3') : rowOf(NOT_A_DIGIT),
      );
    };
    expect(await turnOf(180, 'across', passing(30), 300)).toBe(0);
    expect(await turnOf(180, 'across', passing(4), 300)).toBe(180);
  });

  it('goes by letters that stand out of their lines where digits say nothing', async () => {
    const glyphs = 2 * GLYPHS;
    const hanging = lineOf(
      Array.from({ length: glyphs }, (_, i) => ({ ...glyphAt(12 * i), height: i % 3 === 0 ? 16 : 12 })),
    );
    const classifier = classifierBy(() => rowOf(NOT_A_DIGIT));
    const look = { axis: 'across' as const, lines: [hanging], cropOf: () => new Uint8Array(PIXELS) };
    expect(await chooseTurn(look, classifier)).toBe(180);
  });

  it('asks for nothing on a page without glyphs', async () => {
    const classifier = knowing('4')();
    const look = { axis: 'unclear' as const, lines: [], cropOf: () => cropNeeding(180) };
    expect(await chooseTurn(look, classifier)).toBe(0);
    expect(classifier.calls).toEqual([]);
  });

  it('looks at a bounded number of glyphs of a full page', async () => {
    const classifier = knowing('4')();
    expect(await turnOf(180, 'across', classifier, 3_000)).toBe(180);
    expect(classifier.calls[0]!.count).toBeLessThan(1_000);
  });
});
