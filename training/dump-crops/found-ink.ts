import sharp from 'sharp';
import type { GreyImage } from '../../lib/document/image.ts';
import {
  type Component,
  findComponents,
  type LabelledImage,
} from '../../lib/preprocess/cv/connected-components.ts';
import { despeckle } from '../../lib/preprocess/despeckle.ts';
import type { PreparedPage } from '../../lib/preprocess/prepare-page.ts';
import { separateInk } from '../../lib/preprocess/separate-ink.ts';
import { blankInk } from './ink-picture.ts';

/** A picture's ink and the components in it, as the pipeline finds them. */
export interface FoundInk extends LabelledImage {
  readonly height: number;
  readonly soft: GreyImage;
  /** Standing rules part the glyphs of a line; none are looked for in small pictures. */
  readonly rules: PreparedPage['rules'];
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
  const labelled = findComponents(binary);
  return {
    ...labelled,
    components: despeckle(labelled, { dpi, soft }),
    height: image.height,
    soft,
    rules: [],
  };
}

/** The ink of all components. */
export function allInk(found: FoundInk): GreyImage {
  const kept = new Set(found.components.map(({ label }) => label));
  return inkWhere(
    found,
    Uint8Array.from(found.labels, (label) => (kept.has(label) ? 1 : 0)),
  );
}

/** The soft ink where `own` is 1, and on the paper right beside it, where the soft edge of a stroke lies. */
export function inkWhere(found: FoundInk, own: ArrayLike<number>): GreyImage {
  const { width, height, labels } = found;
  const ink = blankInk(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const beside =
        labels[at] === 0 &&
        ((x > 0 && own[at - 1] === 1) ||
          (x < width - 1 && own[at + 1] === 1) ||
          (y > 0 && own[at - width] === 1) ||
          (y < height - 1 && own[at + width] === 1));
      if (own[at] === 1 || beside) ink.data[at] = found.soft.data[at]!;
    }
  }
  return ink;
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
  return inkWhere(
    found,
    Uint8Array.from(found.labels, (label) => (own.has(label) ? 1 : 0)),
  );
}
