import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type PDFiumDocument, type PDFiumImageObject, PDFiumLibrary } from '@hyzyla/pdfium';
import { DocumentError } from '../document/errors.ts';

/** One PDF, open in a PDFium of its own. */
export interface Pdf {
  readonly document: PDFiumDocument;
  readonly native: PdfiumModule;
}

/** What of PDFium's own interface (fpdfview.h, fpdf_formfill.h, fpdf_edit.h) the wrapper has, but keeps to itself. */
interface PdfiumModule {
  readonly HEAPU8: Uint8Array;
  readonly wasmExports: { malloc(bytes: number): number; free(pointer: number): void };
  _FPDF_GetLastError(): number;
  _FPDF_GetPageSizeByIndexF(document: number, index: number, size: number): number;
  _FPDF_GetFormType(document: number): number;
  _FPDFImageObj_GetImagePixelSize(object: number, width: number, height: number): number;
  _FPDFImageObj_GetBitmap(object: number): number;
  _FPDFBitmap_Destroy(bitmap: number): void;
}

/** FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY of fpdfview.h. */
const ENCRYPTION_ERRORS = [4, 5];

/**
 * Bytes that a PDFium may ask for: a page and a picture of 60 Mpx with all that is between them. A few hundred bytes of a form
 * that draws itself would take gigabytes; where memory is refused, PDFium traps, and the document is corrupt.
 */
const MAX_PDFIUM_BYTES = 256 * 1024 * 1024;

let compiled: Promise<WebAssembly.Module> | undefined;

/** Compiled once for all documents. */
function compilePdfium(): Promise<WebAssembly.Module> {
  compiled ??= readFile(createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm')).then((bytes) =>
    WebAssembly.compile(bytes),
  );
  return compiled;
}

/**
 * A PDFium for one document alone. It costs some ms more than one for all, in starting; but what a hostile PDF breaks in
 * the WASM memory no other document sees, and what a large one made that memory grow by goes back with the instance, as
 * WASM memory itself never shrinks.
 */
export async function startPdfium(): Promise<PDFiumLibrary> {
  const module = await compilePdfium();
  return PDFiumLibrary.init({
    instantiateWasm: (imports, done) => {
      const instance = new WebAssembly.Instance(module, withBoundedMemory(imports));
      (done as (instance: WebAssembly.Instance, module: WebAssembly.Module) => void)(instance, module);
      return instance.exports;
    },
  });
}

/** Emscripten asks its surroundings for every growth of the memory. */
function withBoundedMemory(imports: WebAssembly.Imports): WebAssembly.Imports {
  const { env = {} } = imports;
  const grow = env.emscripten_resize_heap as (bytes: number) => boolean;
  return {
    ...imports,
    env: {
      ...env,
      emscripten_resize_heap: (bytes: number) => bytes >>> 0 <= MAX_PDFIUM_BYTES && grow(bytes),
    },
  };
}

/** Opens the PDF in `bytes`; `closePdf` has to follow. Throws DocumentError `encrypted`, `corrupt`. */
export async function loadPdf(library: PDFiumLibrary, bytes: Uint8Array): Promise<Pdf> {
  const { module: native } = library as unknown as { readonly module: PdfiumModule };
  try {
    return { document: await library.loadDocument(bytes), native };
  } catch (error) {
    if (ENCRYPTION_ERRORS.includes(native._FPDF_GetLastError())) {
      throw new DocumentError('encrypted', 'Expected a PDF without a password; send it decrypted', error);
    }
    throw corruptPdf('could not find its pages', error);
  }
}

/** Frees the document. PDFium may have trapped on it, and the instance is thrown away next, so this never throws. */
export function closePdf({ document }: Pdf): void {
  try {
    document.destroy();
  } catch {
    // Nothing to save: the memory goes with the instance.
  }
}

/** Width and height of page `index` in points as it is shown, without parsing its content. Throws DocumentError `corrupt`. */
export function pageSize({ document, native }: Pdf, index: number): readonly [width: number, height: number] {
  const size = native.wasmExports.malloc(8);
  try {
    const found = native._FPDF_GetPageSizeByIndexF(handleOf(document), index, size);
    if (!found) throw corruptPdf(`could not find page ${index + 1}`);
    const view = new DataView(native.HEAPU8.buffer);
    return [view.getFloat32(size, true), view.getFloat32(size + 4, true)];
  } finally {
    native.wasmExports.free(size);
  }
}

/** Whether the PDF has form fields: their content is drawn in a pass of its own. */
export function hasForm({ document, native }: Pdf): boolean {
  return native._FPDF_GetFormType(handleOf(document)) !== 0;
}

/** Width and height in pixels as the picture's dictionary claims; nothing is decoded. */
export function pictureSize(
  { native }: Pdf,
  picture: PDFiumImageObject,
): readonly [width: number, height: number] {
  const size = native.wasmExports.malloc(8);
  try {
    native._FPDFImageObj_GetImagePixelSize(objectHandleOf(picture), size, size + 4);
    const view = new DataView(native.HEAPU8.buffer);
    return [view.getUint32(size, true), view.getUint32(size + 4, true)];
  } finally {
    native.wasmExports.free(size);
  }
}

/** Whether PDFium can decode the picture at all; where it cannot, it draws nothing and says nothing. */
export function isReadablePicture({ native }: Pdf, picture: PDFiumImageObject): boolean {
  const bitmap = native._FPDFImageObj_GetBitmap(objectHandleOf(picture));
  if (bitmap === 0) return false;
  native._FPDFBitmap_Destroy(bitmap);
  return true;
}

/** "Expected a whole PDF but <how>; send it again". */
export function corruptPdf(how: string, cause?: unknown): DocumentError {
  return new DocumentError('corrupt', `Expected a whole PDF but ${how}; send it again`, cause);
}

function handleOf(document: PDFiumDocument): number {
  return (document as unknown as { readonly documentIdx: number }).documentIdx;
}

function objectHandleOf(picture: PDFiumImageObject): number {
  return (picture as unknown as { readonly objectIdx: number }).objectIdx;
}
