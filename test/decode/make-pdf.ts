import { deflateSync } from 'node:zlib';

/** Points; A4 is 595 x 842. */
export interface PdfPage {
  readonly width: number;
  readonly height: number;
  /** Content stream. @default a black square of one inch, one inch from the left and from the top */
  readonly content?: string;
  /** More of the page's dictionary, such as `/Rotate 90`. */
  readonly entries?: string;
  /** More of its resources, such as `/XObject << /I 9 0 R >>`. */
  readonly resources?: string;
}

const A4 = { width: 595, height: 842 };

/**
 * A PDF of `pages`; `objects` are added behind them, numbered from `firstFreeObject(pages.length)`. Written by hand so
 * that it can say what no library would write (ISO 32000-1, section 7.5).
 */
export function pdfOf(
  pages: readonly PdfPage[],
  objects: readonly string[] = [],
  trailer = '',
  catalog = '',
): Uint8Array {
  const kids = pages.map((_, index) => `${4 + 2 * index} 0 R`).join(' ');
  const bodies = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  for (const [index, page] of pages.entries()) {
    const content = page.content ?? `0 g 72 ${page.height - 144} 72 72 re f`;
    bodies.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.width} ${page.height}] /Contents ${5 + 2 * index} 0 R ` +
        `/Resources << /Font << /F1 3 0 R >> ${page.resources ?? ''} >> ${page.entries ?? ''} >>`,
      streamOf('', content),
    );
  }
  bodies.push(...objects);

  let text = '%PDF-1.7\n';
  const offsets: number[] = [];
  for (const [index, body] of bodies.entries()) {
    offsets.push(text.length);
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const startOfTable = text.length;
  text += `xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${table}`;
  text += `trailer\n<< /Size ${bodies.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${startOfTable}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** Number of the first of `objects` in a PDF of `pageCount` pages. */
export function firstFreeObject(pageCount: number): number {
  return 4 + 2 * pageCount;
}

/** A stream object of Latin-1 `data` with `entries` in its dictionary. */
export function streamOf(entries: string, data: string): string {
  return `<< /Length ${data.length} ${entries} >>\nstream\n${data}\nendstream`;
}

/** `count` pages of A4, each with its own number in the middle. */
export function pdfWithPages(count: number): Uint8Array {
  return pdfOf(
    Array.from({ length: count }, (_, index) => ({
      ...A4,
      content: `BT /F1 48 Tf 250 421 Td (${index + 1}) Tj ET`,
    })),
  );
}

/** Under a kilobyte that claim a page of 14,400 x 14,400 pt, 200 inches square: gigabytes once drawn. */
export function hugePagePdf(): Uint8Array {
  return pdfOf([{ width: 14_400, height: 14_400 }]);
}

/** As `hugePagePdf`, behind `before` harmless pages. */
export function hugePagePdfOnLastPage(before = 2): Uint8Array {
  return pdfOf([...Array.from({ length: before }, () => A4), { width: 14_400, height: 14_400 }]);
}

/** Asks for a password: the standard handler with keys that the empty password does not fit. */
export function encryptedPdf(): Uint8Array {
  const key = 'x'.repeat(32);
  const id = '(0123456789abcdef)';
  return pdfOf(
    [A4],
    [],
    `/Encrypt << /Filter /Standard /V 1 /R 2 /O (${key}) /U (${key}) /P -4 >> /ID [${id}${id}]`,
  );
}

/** Encrypted by a handler that only its maker knows. */
export function unknownEncryptionPdf(): Uint8Array {
  return pdfOf([A4], [], '/Encrypt << /Filter /Foo.Bar /V 1 >>');
}

/** An A4 page whose only picture is `data` with `entries` in its dictionary. */
export function pdfWithPicture(entries: string, data: string): Uint8Array {
  return pdfOf(
    [
      {
        ...A4,
        content: 'q 595 0 0 842 0 0 cm /I Do Q',
        resources: `/XObject << /I ${firstFreeObject(1)} 0 R >>`,
      },
    ],
    [streamOf(`/Type /XObject /Subtype /Image ${entries}`, data)],
  );
}

/** A few kilobytes that claim a picture of 30,000 x 30,000 pixels. */
export function pictureBombPdf(): Uint8Array {
  const zeros = deflateSync(Buffer.alloc(3_000_000)).toString('latin1');
  return pdfWithPicture(
    '/Width 30000 /Height 30000 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode',
    zeros,
  );
}

/** Text where the JPEG of the page should be, which PDFium draws as a blank sheet. */
export function brokenPicturePdf(): Uint8Array {
  return pdfWithPicture(
    '/Width 400 /Height 300 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode',
    'no picture',
  );
}

/** A form whose one field, half an inch from the bottom, was filled with a black appearance. */
export function pdfWithFilledField(): Uint8Array {
  const field = firstFreeObject(1);
  const appearance = streamOf('/Type /XObject /Subtype /Form /BBox [0 0 72 36]', '0 g 0 0 72 36 re f');
  return pdfOf(
    [{ ...A4, content: '', entries: `/Annots [${field} 0 R]` }],
    [
      '<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) /V (12) /F 4 /Rect [72 36 144 72] ' +
        `/P 4 0 R /AP << /N ${field + 1} 0 R >> >>`,
      appearance,
    ],
    '',
    `/AcroForm << /Fields [${field} 0 R] >>`,
  );
}
