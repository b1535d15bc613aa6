import sharp from 'sharp';

/** How a picture is made ready for a reader; none of it is in the reader's time. */
export interface Preparation {
  /** How many times as large. */
  readonly scale: number;
  /** White on every side, in parts of the line's height. */
  readonly margin: number;
  /** The reader looks for the text in the picture itself, as it does on a page; else the whole picture is one line to it. */
  readonly detect: boolean;
}

/** What is tried on training lines for every reader. */
export const PREPARATIONS: readonly Preparation[] = [false, true].flatMap((detect) =>
  [1, 2].flatMap((scale) => [0, 0.25].map((margin) => ({ scale, margin, detect }))),
);

/** The picture of a file upright, in its colours, larger and with a margin, as PNG. */
export async function preparePicture(
  path: string,
  { scale, margin }: Pick<Preparation, 'scale' | 'margin'>,
): Promise<Buffer> {
  const upright = await sharp(path).autoOrient().flatten({ background: 'white' }).png().toBuffer();
  const { width, height } = await sharp(upright).metadata();
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const side = Math.round(size.height * margin);
  return sharp(upright)
    .resize({ ...size, fit: 'fill', kernel: 'cubic' })
    .extend({ top: side, bottom: side, left: side, right: side, background: 'white' })
    .png()
    .toBuffer();
}

export function formatPreparation(preparation: Preparation | undefined): string {
  if (preparation === undefined) return 'as it is';
  const { scale, margin, detect } = preparation;
  return `${scale}x${margin === 0 ? '' : `, margin ${margin}`}${detect ? ', own detector' : ''}`;
}
