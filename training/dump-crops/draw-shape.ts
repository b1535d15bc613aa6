import sharp from 'sharp';
import type { GreyImage } from '../../lib/document/image.ts';
import type { Random } from '../../local/seeded-random.ts';
import { blankInk, drawStroke } from './ink-picture.ts';

/** The box of a drawing, in its own units, y downwards. */
export interface Extent {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** SVG shapes filled at 12 to 60 pixels, a little turned and blurred, sometimes stamped: with holes and blots. */
export async function drawShape(
  shape: string,
  { x1, y1, x2, y2 }: Extent,
  random: Random,
): Promise<GreyImage> {
  const size = random.between(12, 60);
  const scale = size / Math.max(x2 - x1, y2 - y1);
  const width = Math.ceil((x2 - x1) * scale) + 8;
  const height = Math.ceil((y2 - y1) * scale) + 8;
  const turn = random.between(-5, 5);
  const lean = random.between(-6, 6);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%"/>` +
    `<g fill="#fff" transform="translate(${width / 2} ${height / 2}) rotate(${turn}) skewX(${lean}) scale(${scale}) ` +
    `translate(${-(x1 + x2) / 2} ${-(y1 + y2) / 2})">${shape}</g></svg>`;
  let drawing = sharp(Buffer.from(svg));
  if (random.next() < 0.4) drawing = drawing.blur(random.between(0.4, size / 25 + 0.5));
  const { data } = await drawing.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  const ink = { width, height, data: new Uint8Array(data) };
  return random.next() < 0.2 ? stamped(ink, random) : ink;
}

function stamped(ink: GreyImage, random: Random): GreyImage {
  const holes = blankInk(ink.width, ink.height);
  for (let i = 0; i < 3; i++) {
    const at = { x: random.between(0, ink.width), y: random.between(0, ink.height) };
    drawStroke(holes, [at], random.between(0.03, 0.1) * ink.height);
  }
  return { ...ink, data: ink.data.map((level, i) => Math.max(0, level - holes.data[i]!)) };
}

/** An SVG in white on black as ink. */
export async function rasterize(svg: string): Promise<GreyImage> {
  const drawing = sharp(Buffer.from(svg)).toColourspace('b-w').raw();
  const { data, info } = await drawing.toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data) };
}
