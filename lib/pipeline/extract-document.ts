import { createHash } from 'node:crypto';
import type { Classifier } from '../classify/classifier.ts';
import { isCashLetter } from '../decode/sniff-type.ts';
import { MAX_DOCUMENT_BYTES } from '../document/bounds.ts';
import { DocumentError, RequestError, TransientError } from '../document/errors.ts';
import type { ModelIdentity } from '../document/model-identity.ts';
import { type Result, resultSchema } from '../document/result.ts';
import type { ExpectedValues } from '../fields/expected-values.ts';
import { type Knowledge, knowledgeFromMetadata } from '../fields/knowledge.ts';
import { DEFAULT_MAX_MISREAD } from '../read/calibration.ts';
import type { ObjectStore, StoredObject } from '../store/object-store.ts';
import { drawPage } from './draw-page.ts';
import { extractCashLetter } from './extract-cash-letter.ts';
import { readResult, rejectedResult, thresholdsOf } from './make-result.ts';
import { type PageReading, type ReadOptions, readDocument } from './read-document.ts';
import { itemPrefixOf, overlayKeyOf, resultKey } from './result-key.ts';

export interface DocumentReference {
  readonly key: string;
  readonly versionId?: string;
}

export interface ExtractDependencies {
  readonly inbox: ObjectStore;
  readonly results: ObjectStore;
  readonly classifier: Classifier;
}

export interface ExtractOptions extends ReadOptions {
  /** Share of wrong numbers among the accepted that can be lived with, from 0 to under 1. @default DEFAULT_MAX_MISREAD */
  readonly maxMisread?: number;
  /** `once` never changes a result that is there (the cloud); `replace` does (a person trying again). @default 'once' */
  readonly write?: 'once' | 'replace';
  /**
   * Write the result beside the first one, under the name of the model that reads now (see `resultKey`): for reading a document
   * again with a new model. @default false
   */
  readonly reprocess?: boolean;
  /** What the caller knows of the document's fields beforehand, to be compared with what is read. */
  readonly expected?: ExpectedValues;
  /**
   * Gives the day that counts as `today` from when the inbox received the document, where neither `today` nor the document's
   * metadata say it: the same for every delivery. @default no day is known then
   */
  readonly dayOf?: (received: Date) => string;
  /** Draw `<result key without .json>.overlay[-N].png` beside the result. @default false */
  readonly overlay?: boolean | { readonly candidates: boolean };
}

export interface Extraction {
  readonly result: Result;
  readonly resultKey: string;
  /** The keys of the overlay pictures that were written, page by page. */
  readonly overlayKeys: readonly string[];
  /** `exists`: another delivery of the same event wrote the result first. */
  readonly outcome: 'created' | 'exists' | 'replaced';
}

/**
 * The whole job: one document from the inbox, one result in the results store. What the document's metadata say of it
 * (`knowledgeFromMetadata`) goes before the `country`, `today` and `expected` of the options. A DocumentError ends in a result
 * with status `rejected`; every other error is thrown and no result is written.
 */
export async function extractDocument(
  reference: DocumentReference,
  dependencies: ExtractDependencies,
  options: ExtractOptions = {},
): Promise<Extraction> {
  const { inbox, results, classifier } = dependencies;
  const { maxMisread = DEFAULT_MAX_MISREAD, write = 'once', signal } = options;
  // Asked for with an empty batch, so that what was not read as well says which model was to read it.
  const askModel = async () =>
    (await classifier.classify({ count: 0, data: new Uint8Array(0) }, signal)).model;
  const model = options.reprocess ? await askModel() : undefined;
  const key = resultKey(reference.key, reference.versionId, model);
  const overlayKeys: string[] = [];

  /** The one page after the other; the result's key says where their pictures belong. */
  const readPages = async (
    bytes: Uint8Array,
    known: Known,
    itsKey: string,
    told: Knowledge,
  ): Promise<Result> => {
    const reading = await readDocument(bytes, classifier, {
      ...options,
      ...told,
      onPage: async (page) => {
        await options.onPage?.(page);
        if (!options.overlay) return;
        const thresholds = thresholdsOf(page.calibration, maxMisread);
        overlayKeys.push(await writeOverlay({ page, thresholds }, itsKey, results, options.overlay));
      },
    });
    return readResult(known, reading, maxMisread, told);
  };
  const readBatch = async (bytes: Uint8Array, known: Known, beside: Knowledge): Promise<Result> =>
    extractCashLetter(bytes, known, {
      resultKey: key,
      findDone: write === 'once' ? await findWritten(results, key) : async () => undefined,
      // What is expected of the checks is in their records.
      readImage: (identity, itsKey, open, told) =>
        settle(identity, open, askModel, (image, itsOwn) =>
          readPages(image, itsOwn, itsKey, { ...withoutExpected(beside), ...told }),
        ),
      write: (itsKey, result) => writeResult(results, itsKey, result, write),
      askModel,
      signal,
    });

  let stored: StoredObject;
  const result = await settle(
    identityOf(reference, inbox),
    async () => {
      stored = await fetchDocument(reference, inbox);
      return stored.bytes;
    },
    askModel,
    (bytes, known) => {
      const knowledge = knowledgeOf(stored, options);
      return isCashLetter(bytes)
        ? readBatch(bytes, known, knowledge)
        : readPages(bytes, known, key, knowledge);
    },
  );
  if (model !== undefined && result.model.sha256 !== model.sha256) {
    throw new TransientError('classifier-failed', 'The model changed while the document was read; try again');
  }
  const outcome = await writeResult(results, key, result, write);
  return { result, resultKey: key, overlayKeys, outcome };
}

type Known = Omit<Result['document'], 'kind'>;

function identityOf(
  { key, versionId }: DocumentReference,
  { container }: ObjectStore,
): Omit<Known, 'sha256'> {
  return { container, key, ...(versionId === undefined ? {} : { versionId }) };
}

async function fetchDocument(
  { key, versionId }: DocumentReference,
  inbox: ObjectStore,
): Promise<StoredObject> {
  const version = versionId === undefined ? {} : { versionId };
  return await inbox.get(key, { maxBytes: MAX_DOCUMENT_BYTES, ...version });
}

/** Throws DocumentError `bad-metadata`: no later delivery finds other metadata. */
function knowledgeOf({ metadata = {}, received }: StoredObject, options: ExtractOptions): Knowledge {
  const { country, expected, dayOf } = options;
  const today = options.today ?? (received && dayOf?.(received));
  try {
    return {
      ...(today !== undefined && { today }),
      ...(country !== undefined && { country }),
      ...(expected !== undefined && { expected }),
      ...knowledgeFromMetadata(metadata),
    };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    throw new DocumentError('bad-metadata', error.message, error);
  }
}

function withoutExpected({ expected: _, ...rest }: Knowledge): Knowledge {
  return rest;
}

/** Opens and reads; a DocumentError of either becomes a result. */
async function settle(
  identity: Omit<Known, 'sha256'>,
  open: () => Uint8Array | Promise<Uint8Array>,
  askModel: () => Promise<ModelIdentity>,
  read: (bytes: Uint8Array, known: Known) => Promise<Result>,
): Promise<Result> {
  let hash = '';
  try {
    const bytes = await open();
    hash = sha256(bytes);
    return await read(bytes, { ...identity, sha256: hash });
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return rejectedResult({ ...identity, sha256: hash }, error, await askModel());
  }
}

/** Finds the results of checks that an earlier delivery of the same cash letter has written. */
async function findWritten(
  results: ObjectStore,
  key: string,
): Promise<(itemKey: string) => Promise<Result | undefined>> {
  const written = new Set<string>();
  for await (const found of results.list(itemPrefixOf(key))) written.add(found);
  return async (itemKey) => {
    if (!written.has(itemKey)) return undefined;
    const { bytes } = await results.get(itemKey);
    return resultSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  };
}

async function writeOverlay(
  { page, thresholds }: { readonly page: PageReading; readonly thresholds: ReturnType<typeof thresholdsOf> },
  key: string,
  results: ObjectStore,
  overlay: true | { readonly candidates: boolean },
): Promise<string> {
  const candidates = overlay !== true && overlay.candidates;
  const png = await drawPage(page, { ...thresholds, candidates });
  const overlayKey = overlayKeyOf(key, page.result.index);
  // Before the result: whoever sees the result finds the pictures. The same document draws the same picture again.
  await results.replace(overlayKey, png, { contentType: 'image/png' });
  return overlayKey;
}

async function writeResult(
  results: ObjectStore,
  key: string,
  result: Result,
  write: 'once' | 'replace',
): Promise<Extraction['outcome']> {
  const bytes = new TextEncoder().encode(resultJson(result));
  const options = { contentType: 'application/json' };
  if (write === 'once') return results.create(key, bytes, options);
  await results.replace(key, bytes, options);
  return 'replaced';
}

/** The text of a result, the same for the same result: two spaces, a line feed at the end. */
export function resultJson(result: Result): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
