import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import type { GreyImage } from '../../lib/document/image.ts';
import type { QuarterTurn } from '../../lib/document/result.ts';
import { type PreparedPage, preparePage, surveyPage } from '../../lib/preprocess/prepare-page.ts';
import { turnImage } from '../../lib/preprocess/turn.ts';
import { boundsWhere, edgeDistance, greyWhere } from './pictures.ts';
import { isText, straighten } from './text-page.ts';

const WIDTH = 900;
const HEIGHT = 640;
const DPI = 100;
const BLACK = 10;
const PRINT = 70;
/** One round mark, blacker and larger than the print round it, so that it is found in every picture of the page. */
const DISC = { x: 700, y: 200, radius: 19 };

/** A page that leans clockwise by `degrees` and was fed in so that a clockwise turn by `turn` sets it upright. */
function deliver(degrees: number, turn: QuarterTurn): GreyImage {
  const upright = greyWhere(WIDTH, HEIGHT, (u, v) => {
    const [x, y] = straighten(u, v, WIDTH, HEIGHT, degrees);
    const distance = Math.hypot(x - DISC.x, y - DISC.y);
    if (distance <= DISC.radius) return BLACK;
    if (distance <= DISC.radius + 8) return 240;
    return isText(x, y, WIDTH, HEIGHT) ? PRINT : 240;
  });
  return turnImage(upright, ((360 - turn) % 360) as QuarterTurn);
}

/** Print 40 levels darker than its paper. */
const faint = greyWhere(WIDTH, HEIGHT, (x, y) => (isText(x, y, WIDTH, HEIGHT) ? 110 : 150));

function largest({ components }: PreparedPage): Box {
  return [...components].sort((a, b) => b.area - a.area)[0]!.box;
}

describe('preparePage', () => {
  it.each([
    [0, 0],
    [3, 0],
    [-4.2, 90],
    [6, 180],
    [1.5, 270],
    [0, 90],
  ] as const)('finds its way back to the page as delivered: lean %d, turn %i', async (degrees, turn) => {
    const image = deliver(degrees, turn);
    const page = await preparePage({ image, dpi: DPI, bitonal: false }, { turn });
    expect(page.turned).toBe(turn);
    expect(Math.abs(page.skew - degrees)).toBeLessThanOrEqual(0.11);
    expect(page.skew * 10).toBeCloseTo(Math.round(page.skew * 10), 9);

    const found = largest(page);
    expect(Math.abs(found.width - 2 * DISC.radius)).toBeLessThanOrEqual(3);
    const disc = boundsWhere(image, (level) => level === BLACK);
    // A box round a circle grows by its corners when it is turned back.
    const growth = Math.ceil(2 * DISC.radius * Math.sin((Math.abs(degrees) * Math.PI) / 180) * 0.5);
    expect(edgeDistance(page.toSource(found), disc)).toBeLessThanOrEqual(2 + growth);
  });

  it('enlarges a page of few dots an inch, and still finds its way back', async () => {
    const image = deliver(3, 90);
    const options = { turn: 90, leastDpi: 130 } as const;
    const page = await preparePage({ image, dpi: DPI, bitonal: false }, options);
    expect(page.dpi).toBe(2 * DPI);
    const found = largest(page);
    expect(Math.abs(found.width - 4 * DISC.radius)).toBeLessThanOrEqual(5);
    const disc = boundsWhere(image, (level) => level === BLACK);
    expect(edgeDistance(page.toSource(found), disc)).toBeLessThanOrEqual(3);
    const sharp = await preparePage({ image, dpi: 130, bitonal: false }, options);
    expect(sharp.dpi).toBe(130);
  });

  it('gives boxes on whole pixels, inside the page as delivered', async () => {
    const image = deliver(5, 90);
    const page = await preparePage({ image, dpi: DPI, bitonal: false }, { turn: 90 });
    const everything = { x: 0, y: 0, width: page.width, height: page.height };
    expect(page.toSource(everything)).toEqual({ x: 0, y: 0, width: image.width, height: image.height });
    for (const { box } of page.components) {
      const { x, y, width, height } = page.toSource(box);
      expect([x, y, width, height].every(Number.isInteger)).toBe(true);
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(image.width);
      expect(y + height).toBeLessThanOrEqual(image.height);
    }
  });

  it('labels what its components say, and keeps the soft ink of the size of the page', async () => {
    const page = await preparePage({ image: deliver(0, 0), dpi: DPI, bitonal: false }, { turn: 0 });
    expect([page.width, page.height]).toEqual([WIDTH, HEIGHT]);
    expect(page.soft.data).toHaveLength(WIDTH * HEIGHT);
    expect(page.components.length).toBeGreaterThan(500);
    const { label, box, area } = page.components[40]!;
    expect(page.labels.reduce((sum, value) => sum + (value === label ? 1 : 0), 0)).toBe(area);
    expect(page.labels[box.y * WIDTH + Math.floor(box.x + box.width / 2)]).toBe(label);
  });

  it('leaves a leaning page as it is when told not to deskew', async () => {
    const page = await preparePage(
      { image: deliver(4, 0), dpi: DPI, bitonal: false },
      { turn: 0, deskew: false },
    );
    expect(page.skew).toBe(0);
    expect([page.width, page.height]).toEqual([WIDTH, HEIGHT]);
  });

  it('takes the rules out of what it labels, tells where they were, and leaves the soft ink', async () => {
    const rule = { x: 50, y: 300, width: 800, height: 3 };
    const image = greyWhere(WIDTH, HEIGHT, (x, y) => {
      const onRule = x > rule.x && x < rule.x + rule.width && y > rule.y && y < rule.y + rule.height;
      const onStroke = x > 400 && x < 405 && y > 280 && y < 320;
      return onRule || onStroke ? 20 : 235;
    });
    const page = await preparePage({ image, dpi: DPI, bitonal: false }, { turn: 0 });
    expect(page.rules).toEqual([{ direction: 'lying', box: rule }]);
    expect(page.components.map(({ box }) => box)).toEqual([{ x: 400, y: 280, width: 5, height: 40 }]);
    expect(page.labels[301 * WIDTH + 100]).toBe(0);
    expect(page.soft.data[301 * WIDTH + 100]).toBeGreaterThan(200);
  });

  it.each([
    ['a scan of print says nothing', deliver(0, 0), DPI, false, []],
    ['a bitonal page is said to be one', deliver(0, 0), DPI, true, ['bitonal']],
    ['a coarse scan is of low resolution', deliver(0, 0), 60, false, ['low-resolution']],
    ['faint pencil is of low contrast', faint, DPI, false, ['low-contrast']],
    ['a page without ink is blank', greyWhere(300, 200, () => 250), DPI, false, ['blank']],
  ] as const)('quality: %s', async (_, image, dpi, bitonal, quality) => {
    const page = await preparePage({ image, dpi, bitonal }, { turn: 0 });
    expect(page.quality).toEqual(quality);
  });

  it('prepares a page of the least size without a crash', async () => {
    const page = await preparePage(
      { image: greyWhere(8, 8, (x) => (x < 4 ? 0 : 255)), dpi: 300, bitonal: false },
      { turn: 270 },
    );
    expect([page.width, page.height]).toEqual([8, 8]);
  });
});

describe('a page that was surveyed', () => {
  it.each([0, 90] as const)('is prepared as any other, turned by %i', async (turn) => {
    const page = { image: deliver(2, turn), dpi: DPI, bitonal: false };
    const surveyed = await preparePage(page, { turn, lie: surveyPage(page) });
    const bare = await preparePage(page, { turn });
    expect(surveyed.skew).toBeCloseTo(2, 0);
    expect(surveyed.skew).toBe(bare.skew);
    expect(surveyed.components).toEqual(bare.components);
    expect(Buffer.compare(surveyed.soft.data, bare.soft.data)).toBe(0);
  });
});

describe('surveyPage', () => {
  it.each([
    [0, 'across'],
    [180, 'across'],
    [90, 'down'],
    [270, 'down'],
  ] as const)('a page that needs a turn by %i has its lines %s', (turn, axis) => {
    expect(surveyPage({ image: deliver(2, turn), dpi: DPI, bitonal: false }).axis).toBe(axis);
  });

  it('cannot tell of a blank page', () => {
    const image = greyWhere(300, 200, () => 250);
    expect(surveyPage({ image, dpi: DPI, bitonal: false }).axis).toBe('unclear');
  });
});
