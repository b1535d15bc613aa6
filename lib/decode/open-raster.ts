import sharp, { type Metadata, type SharpOptions } from 'sharp';
import { MAX_PAGE_PIXELS, MAX_PAGES } from '../document/bounds.ts';
import { DocumentError } from '../document/errors.ts';
import type { DocumentKind } from '../document/result.ts';
import { checkDeadline } from './check-deadline.ts';
import { checkPageCount } from './check-page-count.ts';
import { checkPageSize } from './check-page-size.ts';
import { resolveDpi } from './estimate-dpi.ts';
import { isTwoLevel } from './is-two-level.ts';
import type { DecodedPage, OpenDocument } from './open-document.ts';
import { isAnimatedPng } from './png-animation.ts';
import { restrictSharp } from './restrict-sharp.ts';
import { unsupported } from './sniff-type.ts';
import { countTiffDirectories } from './tiff-directories.ts';

type RasterKind = Exclude<DocumentKind, 'pdf'>;

/**
 * `error`: sharp's `truncated` decodes a Group 4 or LZW strip with flipped bits into wrong pixels without a word, which
 * would be a silent misreading; its `warning` also refuses files for odd tags that do no harm to the pixels.
 * Colour profiles are not applied: ink stays ink, and lcms stays out of reach of what was sent.
 */
const READ_OPTIONS: SharpOptions = { failOn: 'error', ignoreIcc: true };

/**
 * Opens a picture whose type `sniffType` found; reads headers only. A TIFF has a page for each directory.
 * Throws DocumentError as `openDocument` does.
 */
export async function openRaster(bytes: Uint8Array, kind: RasterKind): Promise<OpenDocument> {
  restrictSharp();
  // What is on an animated picture depends on when one looks; a number must not.
  if (kind === 'png' && isAnimatedPng(bytes)) throw unsupported('Animated PNG');
  const pageCount = kind === 'tiff' ? countTiffDirectories(bytes, MAX_PAGES) : 1;
  checkPageCount(pageCount);

  const headers: Metadata[] = [];
  for (let index = 0; index < pageCount; index++) {
    const header = await readHeader(bytes, kind, index);
    checkPageSize(header.width, header.height, index);
    headers.push(header);
  }

  return {
    kind,
    pageCount,
    async *pages(signal) {
      for (const [index, header] of headers.entries()) {
        checkDeadline(signal);
        yield await decodePage(bytes, kind, index, header);
      }
    },
  };
}

async function readHeader(bytes: Uint8Array, kind: RasterKind, index: number): Promise<Metadata> {
  try {
    // No limit here, where no pixel is allocated, so that checkPageSize can name the size that is too large.
    return await sharp(bytes, { ...READ_OPTIONS, limitInputPixels: false, page: index }).metadata();
  } catch (error) {
    throw corrupt('header', kind, index, error);
  }
}

async function decodePage(
  bytes: Uint8Array,
  kind: RasterKind,
  index: number,
  header: Metadata,
): Promise<DecodedPage> {
  const { data, info } = await sharp(bytes, {
    ...READ_OPTIONS,
    limitInputPixels: MAX_PAGE_PIXELS,
    page: index,
  })
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .toColourspace('b-w')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw corrupt('pixels', kind, index, error);
    });
  const { width, height } = info;
  return {
    index,
    image: { width, height, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) },
    ...resolveDpi(header.density, width, height),
    bitonal: header.bitsPerSample === 1 || isTwoLevel(data),
  };
}

/** sharp's own message may quote the file, so it goes no further than `cause`. */
function corrupt(part: 'header' | 'pixels', kind: RasterKind, index: number, cause: unknown): DocumentError {
  const type = kind.toUpperCase();
  return new DocumentError(
    'corrupt',
    `Expected a whole ${type} but could not read the ${part} of page ${index + 1}; scan or send it again`,
    cause,
  );
}
