import { judge } from '../fields/verdict.ts';
import { drawOverlay } from './draw-overlay.ts';
import type { PageReading } from './read-document.ts';
import { fieldsOfForms } from './read-fields.ts';

export interface DrawPageOptions {
  /** Lowest confidence that is accepted. */
  readonly threshold: number;
  /** The same of MICR lines. @default `threshold` */
  readonly micrThreshold?: number;
  /** Also what was cut, merged and rejected. */
  readonly candidates: boolean;
}

/** Draws what was read of a page over it, as PNG bytes; fields as they would be decided on if it were all of the document. */
export async function drawPage(page: PageReading, options: DrawPageOptions): Promise<Uint8Array> {
  const { candidates, ...thresholds } = options;
  const { picture, result, country, form } = page;
  const read = { ...fieldsOfForms(form ? [form] : []), ...page.fields };
  const { fields } = judge(read, { ...thresholds, ...(country !== undefined && { country }) });
  const { numbers } = result;
  return drawOverlay({
    picture,
    numbers,
    fields,
    threshold: thresholds.threshold,
    ...(candidates && { candidates: page.candidates }),
  });
}
