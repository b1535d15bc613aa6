import sharp, { type Sharp } from 'sharp';
import type { GreyImage } from '../../lib/document/image.ts';
import type { Random } from '../seeded-random.ts';

/** Heights of a scanned line's picture, in pixels: 100 to 300 dots an inch. */
const LOWEST = 24;
const HIGHEST = 72;

/** A clean drawn line as a scanner would have it: of another size, soft, grainy, faded, as JPEG or in two levels. */
export async function wornPicture(picture: GreyImage, random: Random): Promise<GreyImage> {
  const height = Math.round(LOWEST * (HIGHEST / LOWEST) ** random.next());
  const width = Math.round((picture.width * height * random.between(0.9, 1.1)) / picture.height);
  const soft = raw(await pixels(raw(picture).resize({ width, height, fit: 'fill' })));
  const blurred = await pixels(random.next() < 0.5 ? soft.blur(random.between(0.3, 1.2)) : soft);
  const paper = random.between(150, 250);
  const ink = random.between(0, paper - 60);
  const grain = random.between(0, 16);
  const scanned: GreyImage = {
    ...blurred,
    data: Uint8Array.from(blurred.data, (level) => {
      const noise = (random.next() + random.next() + random.next() - 1.5) * grain * 2;
      return Math.max(0, Math.min(255, Math.round(ink + ((paper - ink) * level) / 255 + noise)));
    }),
  };
  const delivery = random.next();
  if (delivery < 0.25) {
    const threshold = (paper + ink) / 2 + random.between(-20, 20);
    return { ...scanned, data: scanned.data.map((level) => (level < threshold ? 0 : 255)) };
  }
  if (delivery > 0.5) return scanned;
  return pixels(
    sharp(
      await raw(scanned)
        .jpeg({ quality: 30 + random.below(60) })
        .toBuffer(),
    ),
  );
}

const raw = ({ width, height, data }: GreyImage) => sharp(data, { raw: { width, height, channels: 1 } });

async function pixels(image: Sharp): Promise<GreyImage> {
  const { data, info } = await image.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data) };
}
