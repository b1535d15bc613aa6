import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import type { GreyImage } from '../../lib/document/image.ts';
import type { NumberReading } from '../../lib/document/result.ts';
import { drawOverlay, type OverlayInput } from '../../lib/pipeline/draw-overlay.ts';
import { BAND_COLOURS, CANDIDATE_STYLES } from '../../lib/pipeline/overlay-colours.ts';
import type { CandidateTrace } from '../../lib/pipeline/read-document.ts';

function blankPage(width: number, height: number, level = 255): GreyImage {
  return { width, height, data: new Uint8Array(width * height).fill(level) };
}

function numberAt(box: Box, confidence = 0.99, text = '42'): NumberReading {
  const half = { ...box, width: box.width / 2 };
  const glyph = { text: text[0] ?? '', box: half, probability: 0.9, alternatives: [] };
  return { text, box, confidence, kind: 'handwritten', glyphs: [glyph] };
}

/** Everything is drawn with a threshold of 0.9 unless it is about that. */
async function draw(input: Omit<OverlayInput, 'threshold'>, threshold = 0.9) {
  const { data, info } = await sharp(await drawOverlay({ ...input, threshold }))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixel = (x: number, y: number) => {
    const at = (y * info.width + x) * info.channels;
    return `#${data.subarray(at, at + 3).toString('hex')}`;
  };
  return { info, pixel };
}

describe('drawOverlay', () => {
  it("has the page's size and three channels", async () => {
    const { info } = await draw({ picture: blankPage(313, 207), numbers: [] });
    expect(info).toMatchObject({ width: 313, height: 207, channels: 3 });
  });

  it('lightens the page: white stays white, ink turns to a grey that is darker than paper', async () => {
    const picture = blankPage(40, 40);
    picture.data[0] = 0;
    const { pixel } = await draw({ picture, numbers: [] });
    expect(pixel(0, 0)).toBe('#787878');
    expect(pixel(1, 0)).toBe('#ffffff');
  });

  it('frames a number just outside its box in the colour of its confidence', async () => {
    const box = { x: 100, y: 100, width: 60, height: 30 };
    const bands = [
      { confidence: 0.9, colour: BAND_COLOURS.high.box },
      { confidence: 0.899, colour: BAND_COLOURS.middle.box },
      { confidence: 0.6, colour: BAND_COLOURS.middle.box },
      { confidence: 0.599, colour: BAND_COLOURS.low.box },
    ];
    for (const { confidence, colour } of bands) {
      const { pixel } = await draw({ picture: blankPage(300, 300), numbers: [numberAt(box, confidence)] });
      expect(pixel(99, 115)).toBe(colour);
      expect(pixel(160, 115)).toBe(colour);
      expect(pixel(130, 130)).toBe(colour);
      expect(pixel(150, 115), 'the inside stays free').toBe('#ffffff');
      expect(pixel(98, 115), 'one pixel wide on a small page').toBe('#ffffff');
    }
  });

  it('puts the label above the box, below it at the upper edge, and beside another number', async () => {
    const plate = BAND_COLOURS.high.box;
    const box = { x: 100, y: 100, width: 80, height: 30 };
    const free = await draw({ picture: blankPage(300, 300), numbers: [numberAt(box)] });
    expect(free.pixel(101, 97)).toBe(plate);
    expect(free.pixel(101, 133)).toBe('#ffffff');

    const atTop = await draw({ picture: blankPage(300, 300), numbers: [numberAt({ ...box, y: 2 })] });
    expect(atTop.pixel(101, 36)).toBe(plate);

    const stacked = [numberAt(box), numberAt({ ...box, y: 60 }, 0.5)];
    const under = await draw({ picture: blankPage(300, 300), numbers: stacked });
    expect(under.pixel(101, 97)).toBe('#ffffff');
    expect(under.pixel(101, 133)).toBe(plate);
  });

  it('draws the digits as paths: another text gives another picture', async () => {
    const box = { x: 100, y: 100, width: 60, height: 30 };
    const [one, other] = await Promise.all(
      ['11', '17'].map((text) =>
        drawOverlay({ picture: blankPage(300, 300), numbers: [numberAt(box, 1, text)], threshold: 0.9 }),
      ),
    );
    expect(Buffer.compare(one!, other!)).not.toBe(0);
  });

  it('marks cut, merged and rejected candidates and explains them, only when they are given', async () => {
    const trace = (x: number, origin: CandidateTrace['origin'], outcome: CandidateTrace['outcome']) => ({
      box: { x, y: 100, width: 40, height: 50 },
      origin,
      outcome,
      text: '1',
      probability: 0.5,
    });
    const candidates = [
      trace(100, 'cut', 'chosen'),
      trace(200, 'merged', 'chosen'),
      trace(300, 'whole', 'rejected'),
      trace(400, 'whole', 'chosen'),
    ];
    const { pixel } = await draw({ picture: blankPage(600, 600), numbers: [], candidates });
    const column = (x: number) => Array.from({ length: 50 }, (_, i) => pixel(x, 100 + i));
    const edge = (x: number) => [...column(x - 1), ...column(x)];
    expect(edge(100).filter((colour) => colour === CANDIDATE_STYLES.cut.colour)).toHaveLength(50);
    expect(edge(200).filter((colour) => colour === CANDIDATE_STYLES.merged.colour)).toHaveLength(50);
    const dashed = edge(300).filter((colour) => colour === CANDIDATE_STYLES['rejected-whole'].colour);
    expect(dashed.length).toBeGreaterThan(10);
    expect(dashed.length).toBeLessThan(40);
    expect(new Set(edge(400))).toEqual(new Set(['#ffffff']));

    const bare = await draw({ picture: blankPage(600, 600), numbers: [] });
    const inks = (of: typeof bare) => {
      let count = 0;
      for (let y = 300; y < 600; y++)
        for (let x = 300; x < 600; x++) if (of.pixel(x, y) !== '#ffffff') count++;
      return count;
    };
    expect(inks({ info: bare.info, pixel }), 'the legend in the lower right corner').toBeGreaterThan(500);
    expect(inks(bare)).toBe(0);
  });

  it('draws any box on any page, also 1 x 1 and over the border', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 90 }),
        fc.array(
          fc.record({
            x: fc.double({ min: 0, max: 100, noNaN: true }),
            y: fc.double({ min: 0, max: 100, noNaN: true }),
            width: fc.double({ min: 0, max: 100, noNaN: true }),
            height: fc.double({ min: 0, max: 100, noNaN: true }),
          }),
          { maxLength: 4 },
        ),
        async (width, height, boxes) => {
          const numbers = boxes.map((box, index) => numberAt(box, index / 4));
          const candidates = boxes.map((box) => ({
            box,
            origin: 'cut' as const,
            outcome: 'rejected' as const,
            text: '0',
            probability: 0,
          }));
          const { info } = await draw({ picture: blankPage(width, height, 200), numbers, candidates });
          expect(info).toMatchObject({ width, height, channels: 3 });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('draws a crowded page', async () => {
    const numbers = Array.from({ length: 1_500 }, (_, i) =>
      numberAt({ x: (i % 30) * 30, y: Math.floor(i / 30) * 20, width: 25, height: 15 }, 0.9, '123456'),
    );
    const { info } = await draw({ picture: blankPage(900, 1_000), numbers });
    expect(info.width).toBe(900);
  });

  it('calls sure what is accepted, whatever the threshold', async () => {
    const box = { x: 100, y: 100, width: 80, height: 40 };
    const input = { picture: blankPage(300, 300), numbers: [numberAt(box, 0.95)] };
    expect((await draw(input, 0.95)).pixel(99, 120)).toBe(BAND_COLOURS.high.box);
    expect((await draw(input, 0.9501)).pixel(99, 120)).toBe(BAND_COLOURS.middle.box);
  });

  it('gives the same bytes again', async () => {
    const numbers = [numberAt({ x: 30.4, y: 50.7, width: 61.3, height: 20.2 }, 0.8, '0123456789')];
    const input = { picture: blankPage(200, 100, 180), numbers, candidates: [], threshold: 0.9 };
    expect(Buffer.compare(await drawOverlay(input), await drawOverlay(input))).toBe(0);
  });
});
