import sharp, { type Sharp } from 'sharp';

/** Ways in which the same document may be delivered. Each keeps the dots an inch that the file names, or says its new ones. */
export const VARIATIONS = {
  'turned-90': (page: Sharp) => page.rotate(90),
  'turned-180': (page: Sharp) => page.rotate(180),
  'turned-270': (page: Sharp) => page.rotate(270),
  'skewed-3': (page: Sharp) => page.rotate(3, { background: '#ffffff' }),
  'skewed-10': (page: Sharp) => page.rotate(10, { background: '#ffffff' }),
  'skewed-minus-10': (page: Sharp) => page.rotate(-10, { background: '#ffffff' }),
  'dpi-150': (page: Sharp) => page,
  'dpi-200': (page: Sharp) => page,
  'dpi-600': (page: Sharp) => page,
  bitonal: (page: Sharp) => page.threshold(140),
  'jpeg-40': (page: Sharp) => page,
} as const satisfies Readonly<Record<string, (page: Sharp) => Sharp>>;

export type Variation = keyof typeof VARIATIONS;

/** Where a file does not name its dots an inch a cheque's picture is taken to be so many inches wide. */
const CHEQUE_INCHES = 8;
const JPEG_QUALITY = 40;

/** The first page of a picture, delivered in another way; a PNG, or a JPEG where that is what is varied. */
export async function vary(bytes: Uint8Array, variation: Variation): Promise<Uint8Array> {
  const { width, density } = await sharp(bytes).metadata();
  const dpi = density !== undefined && density >= 100 ? density : width / CHEQUE_INCHES;
  const grey = sharp(bytes).autoOrient().flatten({ background: '#ffffff' }).toColourspace('b-w');
  const varied = VARIATIONS[variation](sharp(await grey.png().toBuffer()));
  const wanted = /^dpi-(\d+)$/u.exec(variation)?.[1];
  const resized =
    wanted === undefined ? varied : varied.resize({ width: Math.round((width * Number(wanted)) / dpi) });
  const said = resized.withMetadata({ density: Math.round(wanted === undefined ? dpi : Number(wanted)) });
  return variation === 'jpeg-40'
    ? said.jpeg({ quality: JPEG_QUALITY }).toBuffer()
    : said.toColourspace('b-w').png().toBuffer();
}
