import PDFDocument from 'pdfkit';
import type { Mark } from './mark.ts';
import { svgPath } from './path.ts';
import { lean, type Sheet } from './sheet.ts';

/** One page: drawn as vectors, or a JPEG that fills it. */
export interface PdfPage {
  readonly sheet: Sheet;
  readonly content: { readonly marks: readonly Mark[] } | { readonly jpeg: Uint8Array };
}

/** A fixed date, so that the same drawing is the same file. */
const CREATED = new Date(Date.UTC(2026, 0, 1));

/** Writes a PDF whose pages have the size of their sheets. */
export async function writePdf(title: string, pages: readonly PdfPage[]): Promise<Uint8Array> {
  const info = { Title: title, Creator: 'digitlift samples', CreationDate: CREATED, ModDate: CREATED };
  const pdf = new PDFDocument({ autoFirstPage: false, info });
  const chunks: Uint8Array[] = [];
  pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const written = new Promise<void>((resolve, reject) => pdf.on('end', resolve).on('error', reject));
  for (const { sheet, content } of pages) {
    const scale = 72 / sheet.dpi;
    const size: [number, number] = [sheet.width * scale, sheet.height * scale];
    pdf.addPage({ size, margin: 0 });
    if ('jpeg' in content) pdf.image(Buffer.from(content.jpeg), 0, 0, { width: size[0], height: size[1] });
    else drawMarks(pdf, sheet, content.marks);
  }
  pdf.end();
  await written;
  return Buffer.concat(chunks);
}

function drawMarks(pdf: PDFKit.PDFDocument, sheet: Sheet, marks: readonly Mark[]): void {
  pdf.scale(72 / sheet.dpi);
  for (const { path, ink } of marks) {
    if (path.length === 0) continue;
    const { fill, stroke, width = 0, opacity = 1 } = ink;
    pdf
      .path(svgPath(lean(sheet, path)))
      .lineWidth(width)
      .lineCap('round')
      .lineJoin('round')
      .opacity(opacity);
    if (fill && stroke) pdf.fillAndStroke(fill, stroke);
    else if (fill) pdf.fill(fill);
    else if (stroke) pdf.stroke(stroke);
  }
}
