import sharp from 'sharp';
import type { GreyImage } from '../../lib/document/image.ts';
import type { Random } from '../../local/seeded-random.ts';
import { rasterize } from '../dump-crops/draw-shape.ts';
import { pasteInk, trimInk } from '../dump-crops/ink-picture.ts';
import type { ComposedLine } from './compose-line.ts';
import type { MicrFace } from './micr-fonts.ts';

/** Heights of a digit that lines are drawn at, in pixels: 100 to 500 dots an inch. */
const LOWEST = 11;
const HIGHEST = 56;
/** Places to the inch over the height of a digit in inches. */
const PITCH = 0.125 / 0.117;
/** Paper round a line, in digit heights. */
const ROOM = 0.8;

export function drawnHeight(random: Random): number {
  return LOWEST * (HIGHEST / LOWEST) ** random.next();
}

/** Prints a line of E-13B: of uneven pressure, a little out of line, its amount by another machine. */
export async function printMicr(text: string, face: MicrFace, random: Random): Promise<ComposedLine> {
  const height = drawnHeight(random);
  const pitch = PITCH * height * random.between(0.92, 1.1);
  const slack = random.between(0, 0.02) * height;
  const rise = random.between(-0.012, 0.012);
  const room = ROOM * height;
  const foot = room + height + Math.max(0, rise) * text.length * pitch;
  const split = random.next() < 0.3 ? Math.floor(text.length * random.next()) : text.length;
  const drop = random.between(-0.15, 0.15) * height;
  const weights = [inkWeight(random), inkWeight(random)];
  const shapes = [...text].map((character, place) => {
    if (character === ' ') return '';
    const second = place >= split;
    const x = room + (place + 1) * pitch + random.between(-1, 1) * slack;
    const y = foot + (second ? drop : 0) - rise * place * pitch + random.between(-1, 1) * slack;
    const aspect = (pitch / height / PITCH) * height;
    return `<g transform="translate(${x} ${y}) scale(${aspect} ${height})" ${weights[second ? 1 : 0]}>${face.get(character)}</g>`;
  });
  const width = Math.ceil(2 * room + (text.length + 1) * pitch);
  const tall = Math.ceil(foot + room + Math.max(0, -rise) * text.length * pitch);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${tall}"><rect width="100%" height="100%"/>${shapes.join('')}</svg>`;
  return { ink: await rasterize(svg), left: room, right: room + text.length * pitch, height, foot };
}

/** Strokes spread by too much ink or thinned by too little; vector effects keep their width whatever the scale. */
function inkWeight(random: Random): string {
  const spread = random.next() < 0.5 ? random.between(0, 1.2) : 0;
  const thin = spread === 0 && random.next() < 0.4 ? random.between(0, 0.5) : 0;
  const stroke = thin > 0 ? '#000' : '#fff';
  return `fill="#fff" stroke="${stroke}" stroke-width="${(spread + thin).toFixed(2)}" vector-effect="non-scaling-stroke"`;
}

/** A clean picture of a line brought to another size, as the ink of one. */
export async function inkOfLine(picture: GreyImage, random: Random): Promise<ComposedLine | undefined> {
  const ink = trimInk({ ...picture, data: picture.data.map((level) => 255 - level) });
  if (ink === undefined) return undefined;
  const height = drawnHeight(random);
  const room = Math.round(ROOM * height);
  const width = Math.round((ink.width * height * random.between(0.92, 1.1)) / ink.height);
  const { data, info } = await sharp(ink.data, { raw: { width: ink.width, height: ink.height, channels: 1 } })
    .resize({ width, height: Math.round(height), fit: 'fill' })
    .extend({ top: room, bottom: room, left: room, right: room, background: '#000' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return {
    ink: { width: info.width, height: info.height, data: new Uint8Array(data) },
    left: room,
    right: room + width,
    height,
    foot: room + height,
  };
}

/** Pens that cross a line: the tails of a signature. */
export async function crossed(line: ComposedLine, random: Random): Promise<ComposedLine> {
  const { width, height } = line.ink;
  const strokes = Array.from({ length: 1 + random.below(3) }, () => {
    const x = random.between(0, width);
    const reach = random.between(1, 8) * line.height;
    const point = () => `${x + random.between(-1, 1) * reach} ${random.between(-0.3, 0.9) * height}`;
    const pen = random.between(0.05, 0.14) * line.height;
    const level = Math.round(random.between(120, 255));
    return `<path d="M${point()} C${point()} ${point()} ${point()}" fill="none" stroke="rgb(${level},${level},${level})" stroke-width="${pen}"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%"/>${strokes.join('')}</svg>`;
  const ink: GreyImage = { width, height, data: line.ink.data.slice() };
  pasteInk(ink, await rasterize(svg), 0, 0);
  return { ...line, ink };
}

/** Black and white by error diffusion (Floyd and Steinberg, 1976): the paper's tint becomes dots. */
export function diffused({ width, height, data }: GreyImage): GreyImage {
  const levels = Float32Array.from(data);
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      out[at] = levels[at]! < 128 ? 0 : 255;
      const error = levels[at]! - out[at]!;
      if (x + 1 < width) levels[at + 1]! += (error * 7) / 16;
      if (y + 1 === height) continue;
      if (x > 0) levels[at + width - 1]! += (error * 3) / 16;
      levels[at + width]! += (error * 5) / 16;
      if (x + 1 < width) levels[at + width + 1]! += error / 16;
    }
  }
  return { width, height, data: out };
}
