import type { Classifier } from '../classify/classifier.ts';
import { openDocument } from '../decode/open-document.ts';
import { DocumentError, TransientError } from '../document/errors.ts';
import type { Box } from '../document/geometry.ts';
import type { GreyImage } from '../document/image.ts';
import type { ModelIdentity } from '../document/model-identity.ts';
import type { DocumentKind, PageResult } from '../document/result.ts';
import type { Country } from '../fields/country.ts';
import type { FieldReadings } from '../fields/cross-checks.ts';
import { type CalibrationTable, UNCALIBRATED } from '../read/calibration.ts';
import { type AnsweringModel, sameModel } from './answering-model.ts';
import { fieldsOfForms, type ReadForm } from './read-fields.ts';
import { type ReadPageOptions, readPage } from './read-page.ts';

/** One candidate glyph that the lattice weighed, for the overlay and for people who look for errors. */
export interface CandidateTrace {
  /** In source-page pixels. */
  readonly box: Box;
  /** One component as found, several joined, or a part of one that was cut. */
  readonly origin: 'whole' | 'merged' | 'cut';
  /** `chosen` is part of a reported number; `not-digit` lies on the best path but is no digit; `rejected` lost. */
  readonly outcome: 'chosen' | 'not-digit' | 'rejected';
  /** The likeliest digit and its probability. */
  readonly text: string;
  readonly probability: number;
}

/** All that is known of a page right after it was read; `picture` and `candidates` do not go into the result. */
export interface PageReading {
  readonly result: PageResult;
  readonly picture: GreyImage;
  readonly candidates: readonly CandidateTrace[];
  /** By name; before anyone decided which are accepted. */
  readonly fields: FieldReadings;
  /** Whose cheque it is, where that was told or shows. */
  readonly country?: Country;
  /** The form that the page is; its fields may stand on several pages. */
  readonly form?: ReadForm;
  /** Of the model that read the page; `UNCALIBRATED` where it has none, or was not asked for any number. */
  readonly calibration: CalibrationTable;
}

export interface ReadOptions extends ReadPageOptions {
  /** Called after each page, before the next one is decoded; pictures are not kept longer. */
  readonly onPage?: (page: PageReading) => void | Promise<void>;
}

export interface DocumentReading {
  readonly kind: DocumentKind;
  readonly pages: readonly PageResult[];
  /** Of all pages; a name that stands on several is of the first of them. */
  readonly fields: FieldReadings;
  readonly country?: Country;
  readonly model: ModelIdentity;
  /** As in `PageReading`. */
  readonly calibration: CalibrationTable;
}

/**
 * Reads every number and every field of a document.
 * Throws what `openDocument` and `readPage` throw, and TransientError `deadline-exceeded` on abort.
 */
export async function readDocument(
  bytes: Uint8Array,
  classifier: Classifier,
  options: ReadOptions = {},
): Promise<DocumentReading> {
  const { observe, signal, onPage } = options;
  const document = await openDocument(bytes);
  const pages: PageResult[] = [];
  let fields: FieldReadings = {};
  const forms: ReadForm[] = [];
  let country: Country | undefined;
  let answering: AnsweringModel | undefined;
  const decoded = document.pages(signal);
  try {
    for (let index = 0; index < document.pageCount; index++) {
      checkDeadline(signal, index, document.pageCount);
      observe?.({ stage: 'decode', page: index, phase: 'start' });
      const next = await decoded.next();
      observe?.({ stage: 'decode', page: index, phase: 'end' });
      if (next.done) {
        throw new DocumentError(
          'corrupt',
          `The document says ${document.pageCount} pages but ended after ${index}`,
        );
      }
      const { reading, answered } = await readPage(next.value, classifier, options);
      answering = sameModel(answering ?? answered, answered);
      pages.push(reading.result);
      fields = { ...reading.fields, ...fields };
      country ??= reading.country;
      if (reading.form) forms.push(reading.form);
      await onPage?.(reading);
    }
  } finally {
    // After the last page as after an error: what the decoder holds is freed when its generator ends.
    await decoded.return(undefined);
  }
  // pageCount is at least 1: openDocument refuses a document without pages.
  const { model, calibration = UNCALIBRATED } = answering!;
  fields = { ...fieldsOfForms(forms), ...fields };
  return { kind: document.kind, pages, fields, ...(country && { country }), model, calibration };
}

function checkDeadline(signal: AbortSignal | undefined, page: number, of: number): void {
  if (!signal?.aborted) return;
  throw new TransientError('deadline-exceeded', `The time allowed was over after ${page} of ${of} pages`);
}
