import type { PDFiumLibrary, PDFiumPage } from '@hyzyla/pdfium';
import { MAX_PAGE_PIXELS } from '../document/bounds.ts';
import { DigitliftError, DocumentError } from '../document/errors.ts';
import { checkDeadline } from './check-deadline.ts';
import { checkPageCount } from './check-page-count.ts';
import { checkPageSize, fitsPageBounds } from './check-page-size.ts';
import { resolveDpi } from './estimate-dpi.ts';
import { isTwoLevel } from './is-two-level.ts';
import type { DecodedPage, OpenDocument } from './open-document.ts';
import {
  closePdf,
  corruptPdf,
  hasForm,
  isReadablePicture,
  loadPdf,
  type Pdf,
  pageSize,
  pictureSize,
  startPdfium,
} from './pdfium.ts';

interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly dpi: number;
}

const POINTS_PER_INCH = 72;
/**
 * Dots an inch at which a page is drawn, the first that fits the bounds of a page. The last is for pages larger than
 * any sheet: pictures that a program put on a page at a pixel a point, as Pillow does unless it is told otherwise.
 */
const DRAWING_DPI = [300, 200, POINTS_PER_INCH];
const WHITE = 255;

/**
 * Opens a PDF and checks the size of every page; none is drawn, and no content is parsed. Each run over `pages` opens
 * the PDF anew and closes it, page by page, so that nothing of it stays open when the caller leaves early.
 * Throws DocumentError as `openDocument` does. Drawing one page runs to its end, the deadline is seen between pages.
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenDocument> {
  // PDFium rebuilds a file that was cut short, and shows what is left as if it were all.
  if (!asBuffer(bytes).includes('%%EOF')) throw corruptPdf('its end is missing');
  const library = await startPdfium();
  const drawings = await readDrawings(library, bytes);
  return {
    kind: 'pdf',
    pageCount: drawings.length,
    async *pages(signal) {
      checkDeadline(signal);
      const pdf = await loadPdf(library, bytes);
      try {
        for (const [index, drawing] of drawings.entries()) {
          checkDeadline(signal);
          yield await drawPage(pdf, index, drawing);
        }
      } finally {
        closePdf(pdf);
      }
    },
  };
}

async function readDrawings(library: PDFiumLibrary, bytes: Uint8Array): Promise<readonly Drawing[]> {
  const pdf = await loadPdf(library, bytes);
  try {
    const pageCount = pdf.document.getPageCount();
    checkPageCount(pageCount);
    return Array.from({ length: pageCount }, (_, index) => planDrawing(...pageSize(pdf, index), index));
  } catch (error) {
    throw asDocumentError('could not measure its pages', error);
  } finally {
    closePdf(pdf);
  }
}

function planDrawing(widthPoints: number, heightPoints: number, index: number): Drawing {
  const drawings = DRAWING_DPI.map((dpi) => ({
    width: Math.round((widthPoints * dpi) / POINTS_PER_INCH),
    height: Math.round((heightPoints * dpi) / POINTS_PER_INCH),
    dpi,
  }));
  const drawing = drawings.find(({ width, height }) => fitsPageBounds(width, height)) ?? drawings.at(-1)!;
  checkPageSize(drawing.width, drawing.height, index);
  return drawing;
}

async function drawPage(pdf: Pdf, index: number, { width, height, dpi }: Drawing): Promise<DecodedPage> {
  try {
    const page = pdf.document.getPage(index);
    checkPictures(pdf, page, index);
    const { data } = await page.render({
      scale: 1,
      width,
      height,
      colorSpace: 'Gray',
      render: 'bitmap',
      renderFormFields: hasForm(pdf),
    });
    // render() has closed the page; a blank one is worth a second look before it is taken for a blank sheet.
    if (data.every((value) => value === WHITE)) checkReadable(pdf, pdf.document.getPage(index), index);
    return {
      index,
      image: { width, height, data },
      ...resolveDpi(dpi, width, height),
      bitonal: isTwoLevel(data),
    };
  } catch (error) {
    throw asDocumentError(`could not draw page ${index + 1}`, error);
  }
}

/** A small PDF can hold a picture that takes gigabytes and half a minute to decode: its claim is checked first. */
function checkPictures(pdf: Pdf, page: PDFiumPage, index: number): void {
  for (const object of page.objects()) {
    if (object.type !== 'image') continue;
    const [width, height] = pictureSize(pdf, object);
    if (width * height > MAX_PAGE_PIXELS) {
      throw new DocumentError(
        'too-many-pixels',
        `Expected pictures of at most ${MAX_PAGE_PIXELS} pixels but page ${index + 1} holds one of ${width} x ${height}; scan it at 200 to 300 dpi`,
      );
    }
  }
}

function checkReadable(pdf: Pdf, page: PDFiumPage, index: number): void {
  for (const object of page.objects()) {
    if (object.type === 'image' && !isReadablePicture(pdf, object)) {
      throw corruptPdf(`could not decode a picture on page ${index + 1}`);
    }
  }
}

/** Whatever PDFium ended in, a trap included, is the document's fault; its own words go no further than `cause`. */
function asDocumentError(how: string, error: unknown): DigitliftError {
  return error instanceof DigitliftError ? error : corruptPdf(how, error);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
