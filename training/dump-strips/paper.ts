import sharp from 'sharp';
import type { GreyImage } from '../../lib/document/image.ts';
import type { Random } from '../../local/seeded-random.ts';
import type { ComposedLine } from './compose-line.ts';

/**
 * Lays a line's ink on paper and scans it: security print, rules and boxes through and under the digits, grain, blur,
 * JPEG, two levels.
 */
export async function scanLine(line: ComposedLine, random: Random): Promise<GreyImage> {
  const { ink } = line;
  const paper = random.between(150, 250);
  const pen = random.between(10, Math.min(120, paper - 70));
  const levels = new Float32Array(ink.data.length).fill(paper);
  if (random.next() < 0.4) drawWaves(levels, ink, random);
  // Ruled before it was written on.
  drawRules(levels, line, random, paper);
  if (random.next() < 0.15) drawSpecks(levels, ink, random);
  const grain = random.next() < 0.7 ? random.between(0, 9) : 0;
  const strokeGrain = random.next() < 0.4 ? random.between(0, 0.3) : 0;
  for (let i = 0; i < levels.length; i++) {
    const cover = (ink.data[i]! / 255) * (1 - strokeGrain * random.next());
    const level = levels[i]! * (1 - cover) + Math.min(levels[i]!, pen) * cover;
    levels[i] = level + noise(random) * grain;
  }
  let picture: GreyImage = {
    width: ink.width,
    height: ink.height,
    data: Uint8Array.from(levels, (level) => Math.max(0, Math.min(255, Math.round(level)))),
  };
  if (random.next() < 0.3) picture = await blurred(picture, random.between(0.4, 1.1));
  if (random.next() < 0.15) return twoLevels(picture, (paper + pen) / 2 + random.between(-20, 20));
  return random.next() < 0.25 ? await asJpeg(picture, 30 + random.below(60)) : picture;
}

/** Between -3 and 3, of a deviation of 1, most often near 0. */
export function noise(random: Random): number {
  return (random.next() + random.next() + random.next() - 1.5) * 2;
}

/** Fine waves or hatching, lighter than ink. */
function drawWaves(levels: Float32Array, { width, height }: GreyImage, random: Random): void {
  const period = random.between(3, 9);
  const depth = random.between(4, 40);
  const angle = random.between(-0.6, 0.6);
  const swing = random.between(0, 4);
  const length = random.between(20, 80);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const phase = (y + angle * x + swing * Math.sin((x * 2 * Math.PI) / length)) / period;
      levels[y * width + x]! -= depth * Math.max(0, Math.sin(2 * Math.PI * phase));
    }
  }
}

/** A base line, an underline, a box, or lines on both sides, thin and darker than the paper. */
function drawRules(levels: Float32Array, line: ComposedLine, random: Random, paper: number): void {
  const { ink, height, foot } = line;
  if (random.next() > 0.45) return;
  const dark = random.between(20, paper - 40);
  const thick = 1 + random.below(2);
  const tilt = random.between(-0.01, 0.01);
  const lying = (at: number) => {
    for (let x = 0; x < ink.width; x++) {
      for (let k = 0; k < thick; k++) {
        const y = Math.round(at + tilt * x) + k;
        if (y >= 0 && y < ink.height) levels[y * ink.width + x] = Math.min(levels[y * ink.width + x]!, dark);
      }
    }
  };
  const below = foot + random.between(-0.05, 0.35) * height;
  lying(below);
  if (random.next() < 0.4) lying(below - random.between(1.15, 1.5) * height);
  if (random.next() < 0.15) lying(foot - random.between(0.2, 0.8) * height);
}

/** What two levels made of a background: specks of one or a few pixels, denser here than there. */
function drawSpecks(levels: Float32Array, { width, height }: GreyImage, random: Random): void {
  const density = random.between(0.001, 0.012);
  const [left, right] = [random.between(-0.3, 0.5) * width, random.between(0.5, 1.3) * width];
  for (let i = 0; i < density * width * height; i++) {
    const [x, y] = [Math.floor(random.between(left, right)), random.below(height)];
    const [wide, tall] = [1 + random.below(3), 1 + random.below(2)];
    for (let dy = 0; dy < tall && y + dy < height; dy++)
      for (let dx = Math.max(0, -x); dx < wide && x + dx < width; dx++)
        levels[(y + dy) * width + x + dx] = 30;
  }
}

export async function blurred(picture: GreyImage, sigma: number): Promise<GreyImage> {
  const data = await raw(picture).blur(sigma).toColourspace('b-w').raw().toBuffer();
  return { ...picture, data: new Uint8Array(data) };
}

export async function asJpeg(picture: GreyImage, quality: number): Promise<GreyImage> {
  const bytes = await raw(picture).jpeg({ quality }).toBuffer();
  const data = await sharp(bytes).toColourspace('b-w').raw().toBuffer();
  return { ...picture, data: new Uint8Array(data) };
}

export function twoLevels(picture: GreyImage, threshold: number): GreyImage {
  return { ...picture, data: picture.data.map((level) => (level < threshold ? 0 : 255)) };
}

const raw = ({ width, height, data }: GreyImage) => sharp(data, { raw: { width, height, channels: 1 } });
