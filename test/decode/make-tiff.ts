/** One page of a TIFF as its tags say, whether or not its pixels agree. */
export interface TiffPage {
  readonly width: number;
  readonly height: number;
  /** @default 8 */
  readonly bitsPerSample?: number;
  /** @default 1 */
  readonly samplesPerPixel?: number;
  /** 0 white is zero, 1 black is zero, 2 RGB, 5 CMYK. @default 1 */
  readonly photometric?: 0 | 1 | 2 | 5;
  /** 1 none, 4 Group 4. @default 1 */
  readonly compression?: 1 | 4;
  /** EXIF orientation. @default 1 */
  readonly orientation?: number;
  /** The single strip. */
  readonly strip: Uint8Array;
}

const SHORT = 3;
const LONG = 4;

/** A little-endian TIFF of `pages`, written by hand so that it can say what no library would write (TIFF 6.0). */
export function tiffOf(pages: readonly TiffPage[]): Uint8Array {
  const header = Buffer.from('II*\0\0\0\0\0', 'latin1');
  const parts: Buffer[] = [header];
  let length = header.length;
  let link = { buffer: header, at: 4 };
  const append = (part: Buffer): number => {
    const at = length;
    parts.push(part);
    length += part.length;
    return at;
  };

  for (const page of pages) {
    const samples = page.samplesPerPixel ?? 1;
    const bits = page.bitsPerSample ?? 8;
    const stripAt = append(Buffer.concat([page.strip, Buffer.alloc(page.strip.length % 2)]));
    const bitsAt = samples > 2 ? append(Buffer.from(new Uint16Array(samples).fill(bits).buffer)) : bits;
    const entries: readonly (readonly [tag: number, type: number, count: number, value: number])[] = [
      [256, LONG, 1, page.width],
      [257, LONG, 1, page.height],
      [258, SHORT, samples, bitsAt],
      [259, SHORT, 1, page.compression ?? 1],
      [262, SHORT, 1, page.photometric ?? 1],
      [273, LONG, 1, stripAt],
      [274, SHORT, 1, page.orientation ?? 1],
      [277, SHORT, 1, samples],
      [278, LONG, 1, page.height],
      [279, LONG, 1, page.strip.length],
    ];
    const directory = Buffer.alloc(2 + entries.length * 12 + 4);
    directory.writeUInt16LE(entries.length, 0);
    for (const [index, [tag, type, count, value]] of entries.entries()) {
      const at = 2 + index * 12;
      directory.writeUInt16LE(tag, at);
      directory.writeUInt16LE(type, at + 2);
      directory.writeUInt32LE(count, at + 4);
      directory.writeUInt32LE(value, at + 8);
    }
    link.buffer.writeUInt32LE(append(directory), link.at);
    link = { buffer: directory, at: directory.length - 4 };
  }
  return Buffer.concat(parts);
}

/** About 11 KB that claim 30,000 x 30,000 pixels, 900 Mpx, in one strip of Group 4. */
export function tiffBomb(): Uint8Array {
  return tiffOf([
    {
      width: 30_000,
      height: 30_000,
      bitsPerSample: 1,
      photometric: 0,
      compression: 4,
      strip: new Uint8Array(11_000).fill(0xff),
    },
  ]);
}

/** As `tiffBomb`, behind `before` harmless pages. */
export function tiffBombOnLastPage(before = 2): Uint8Array {
  const harmless: TiffPage = { width: 16, height: 16, strip: new Uint8Array(256).fill(255) };
  const bomb: TiffPage = {
    width: 30_000,
    height: 30_000,
    bitsPerSample: 1,
    compression: 4,
    strip: new Uint8Array(100).fill(255),
  };
  return tiffOf([...Array.from({ length: before }, () => harmless), bomb]);
}
