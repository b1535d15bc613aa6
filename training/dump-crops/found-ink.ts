import sharp from 'sharp';
import type { Box } from '../../lib/document/geometry.ts';
import type { GreyImage } from '../../lib/document/image.ts';
import {
  type Component,
  findComponents,
  type LabelledImage,
} from '../../lib/preprocess/cv/connected-components.ts';
import { separateInk } from '../../lib/preprocess/separate-ink.ts';
import { blankInk } from './ink-picture.ts';

/** A picture's ink and the components in it, as the pipeline finds them. */
export interface FoundInk extends LabelledImage {
  readonly height: number;
  readonly soft: GreyImage;
}

export async function readGrey(path: string): Promise<GreyImage> {
  const { data, info } = await sharp(path)
    .flatten({ background: '#fff' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data) };
}

/** `dpi` is a guess for pictures that do not say: it sets the window that paper is told from ink in. */
export function findInk(image: GreyImage, dpi: number): FoundInk {
  const { binary, soft } = separateInk(image, { dpi, bitonal: false });
  return { ...findComponents(binary), height: image.height, soft };
}

/** Ink at the edge of a box that is less than this of what the box holds belongs to something else. */
const STRAY = 0.12;

/**
 * The ink of the one glyph in `box`, soft edges with it, without the small parts of neighbours that reach into the box;
 * undefined when there is none. Returns the picture and how many pixels of ink it holds.
 */
export function inkInBox(found: FoundInk, box: Box): { ink: GreyImage; pixels: number } | undefined {
  const left = Math.max(0, Math.floor(box.x));
  const top = Math.max(0, Math.floor(box.y));
  const right = Math.min(found.width, Math.ceil(box.x + box.width));
  const bottom = Math.min(found.height, Math.ceil(box.y + box.height));
  const inside = new Map<number, { pixels: number; atEdge: boolean }>();
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const label = found.labels[y * found.width + x]!;
      if (label === 0) continue;
      const entry = inside.get(label) ?? { pixels: 0, atEdge: false };
      entry.pixels++;
      entry.atEdge ||= x === left || x === right - 1 || y === top || y === bottom - 1;
      inside.set(label, entry);
    }
  }
  const total = [...inside.values()].reduce((sum, { pixels }) => sum + pixels, 0);
  const own = new Set(
    [...inside]
      .filter(([, { pixels, atEdge }]) => pixels >= (atEdge ? STRAY : 0.02) * total)
      .map(([label]) => label),
  );
  if (own.size === 0) return undefined;
  const ink = blankInk(right - left, bottom - top);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      if (belongs(found, own, x, y))
        ink.data[(y - top) * ink.width + x - left] = found.soft.data[y * found.width + x]!;
    }
  }
  return { ink, pixels: total };
}

/** The ink of the component with most ink in the middle half, and of those that lie over or under it. */
export function centralInk(found: FoundInk): GreyImage | undefined {
  const middle = found.width / 2;
  const central = (x: number) => Math.max(0, 1 - Math.abs(x - middle) / middle);
  let main: Component | undefined;
  let best = 0;
  for (const component of found.components) {
    const { x, width } = component.box;
    const score = component.area * central(x + width / 2);
    if (score > best) {
      best = score;
      main = component;
    }
  }
  if (main === undefined) return undefined;
  const { box } = main;
  const own = new Set<number>();
  for (const { label, box: other } of found.components) {
    const x = other.x + other.width / 2;
    if (x > box.x && x < box.x + box.width && other.width <= box.width * 1.1) own.add(label);
  }
  own.add(main.label);
  const ink = blankInk(found.width, found.height);
  for (let y = 0; y < found.height; y++) {
    for (let x = 0; x < found.width; x++) {
      if (belongs(found, own, x, y)) ink.data[y * found.width + x] = found.soft.data[y * found.width + x]!;
    }
  }
  return ink;
}

/** Ink of its own, or paper right beside it, where the soft edge of the stroke lies. */
function belongs(
  { width, height, labels }: FoundInk,
  own: ReadonlySet<number>,
  x: number,
  y: number,
): boolean {
  const label = labels[y * width + x]!;
  if (label !== 0) return own.has(label);
  return (
    (x > 0 && own.has(labels[y * width + x - 1]!)) ||
    (x < width - 1 && own.has(labels[y * width + x + 1]!)) ||
    (y > 0 && own.has(labels[(y - 1) * width + x]!)) ||
    (y < height - 1 && own.has(labels[(y + 1) * width + x]!))
  );
}
