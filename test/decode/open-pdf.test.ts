import { describe, expect, it } from 'vitest';
import { openDocument } from '../../lib/decode/open-document.ts';
import type { GreyImage } from '../../lib/document/image.ts';
import { decodeAll, pagesOf } from './decode-all.ts';
import { greySharp, testPicture } from './make-documents.ts';
import { pdfOf, pdfWithFilledField, pdfWithPages, pdfWithPicture } from './make-pdf.ts';

function at({ width, data }: GreyImage, x: number, y: number): number | undefined {
  return data[y * width + x];
}

describe('openDocument on PDF', () => {
  it('draws A4 at 300 dpi: a square inch, one inch from the left and from the top, is 300 pixels', async () => {
    const document = await openDocument(pdfOf([{ width: 595, height: 842 }]));
    expect(document).toMatchObject({ kind: 'pdf', pageCount: 1 });
    const [page] = await pagesOf(document);
    const image = page!.image;
    expect([image.width, image.height, image.data.length]).toEqual([2479, 3508, 2479 * 3508]);
    expect(page).toMatchObject({ index: 0, dpi: 300, dpiSource: 'metadata' });
    expect([at(image, 298, 450), at(image, 302, 450), at(image, 597, 450), at(image, 602, 450)]).toEqual([
      255, 0, 0, 255,
    ]);
    expect([at(image, 450, 297), at(image, 450, 303), at(image, 450, 597), at(image, 450, 603)]).toEqual([
      255, 0, 0, 255,
    ]);
  });

  it('draws each page in its turn', async () => {
    const pages = await decodeAll(pdfWithPages(3));
    expect(pages.map(({ index }) => index)).toEqual([0, 1, 2]);
    const ink = pages.map(({ image }) => image.data.filter((value) => value < 128).length);
    expect(Math.min(...ink)).toBeGreaterThan(1000);
    expect(new Set(ink).size).toBe(3);
  });

  it('turns a page as its /Rotate says', async () => {
    const [page] = await decodeAll(pdfOf([{ width: 595, height: 842, entries: '/Rotate 90' }]));
    expect([page!.image.width, page!.image.height]).toEqual([3508, 2479]);
    // From the upper left corner to the upper right one.
    expect(at(page!.image, 3508 - 450, 450)).toBe(0);
    expect(at(page!.image, 450, 450)).toBe(255);
  });

  it('draws colours as grey on white', async () => {
    const [page] = await decodeAll(pdfOf([{ width: 72, height: 72, content: '1 0 0 rg 0 0 36 72 re f' }]));
    expect(at(page!.image, 10, 10)).toBeGreaterThan(40);
    expect(at(page!.image, 10, 10)).toBeLessThan(120);
    expect(at(page!.image, 200, 10)).toBe(255);
  });

  it('draws a scan', async () => {
    const jpeg = Buffer.from(await greySharp(testPicture(400, 300)).jpeg({ quality: 95 }).toBuffer());
    const [page] = await decodeAll(
      pdfWithPicture(
        '/Width 400 /Height 300 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode',
        jpeg.toString('latin1'),
      ),
    );
    expect(at(page!.image, 600, 400)).toBeLessThan(16);
    expect(at(page!.image, 1800, 400)).toBeGreaterThan(240);
    expect(at(page!.image, 1800, 3200)).toBeGreaterThan(110);
  });

  it('draws what was filled into a form', async () => {
    const [page] = await decodeAll(pdfWithFilledField());
    expect(at(page!.image, 450, 3508 - 225)).toBe(0);
    expect(page!.image.data.filter((value) => value === 0).length).toBeGreaterThan(290 * 145);
  });

  it('draws at 200 dpi where 300 would break the bounds, and does not believe such a sheet', async () => {
    const [page] = await decodeAll(pdfOf([{ width: 1700, height: 2200 }]));
    expect([page!.image.width, page!.image.height]).toEqual([4722, 6111]);
    expect(page).toMatchObject({ dpi: 538, dpiSource: 'estimated' });
  });

  it('draws a scan that was put on the page at a pixel a point at just that', async () => {
    const [page] = await decodeAll(pdfOf([{ width: 2480, height: 3508 }]));
    expect([page!.image.width, page!.image.height]).toEqual([2480, 3508]);
    expect(page).toMatchObject({ dpi: 309, dpiSource: 'estimated' });
  });

  it('opens a PDF behind some junk', async () => {
    const junk = Buffer.concat([Buffer.from('\n'.repeat(900)), pdfOf([{ width: 72, height: 72 }])]);
    expect((await openDocument(junk)).kind).toBe('pdf');
  });

  it('gives the same pages each time it is asked, also after a run that was left early', async () => {
    const document = await openDocument(
      pdfOf([
        { width: 30, height: 30 },
        { width: 24, height: 24 },
      ]),
    );
    for await (const page of document.pages()) {
      expect(page.index).toBe(0);
      break;
    }
    const first = await pagesOf(document);
    expect(first).toHaveLength(2);
    expect(await pagesOf(document)).toEqual(first);
  });

  it('calls black squares bitonal, and grey ones not', async () => {
    const page = { width: 72, height: 72 };
    const [black, grey] = await decodeAll(
      pdfOf([
        { ...page, content: '0 g 0 0 36 36 re f' },
        { ...page, content: '0 g 0 0 36 36 re f 0.5 g 36 36 36 36 re f' },
      ]),
    );
    expect([black?.bitonal, grey?.bitonal]).toEqual([true, false]);
  });
});
