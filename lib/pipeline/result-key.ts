import { createHash } from 'node:crypto';
import type { ModelIdentity } from '../document/model-identity.ts';

/** S3 allows 1,024 bytes of UTF-8 in a key (AWS, "Creating object key names"). */
const MAX_KEY_BYTES = 1_024;
const SUFFIX = '.json';
/** Room left for the suffixes of what lies beside a result, such as `.overlay-50.png` and `.items/0001.overlay-50.png`. */
const RESERVED_BYTES = 32;

/**
 * The key of a document's result: `<key>.json`, or `<key>.<versionId>.json` in a versioned bucket, so that every
 * delivery of one event aims at one key. A key too long to be extended keeps its head and ends in a hash of the whole.
 * With a model it is that of the result of reading the document again, beside the first: `models/<version>-<hash>/<key>...`.
 */
export function resultKey(
  key: string,
  versionId?: string,
  model?: Pick<ModelIdentity, 'version' | 'sha256'>,
): string {
  const stem = prefixOf(model) + (versionId === undefined ? key : `${key}.${versionId}`);
  if (Buffer.byteLength(stem) + RESERVED_BYTES <= MAX_KEY_BYTES) return stem + SUFFIX;
  const hash = createHash('sha256').update(stem).digest('hex').slice(0, 32);
  const head = Buffer.from(stem).subarray(0, MAX_KEY_BYTES - RESERVED_BYTES - hash.length - 1);
  // A cut inside a multi-byte character decodes to U+FFFD, which takes three bytes: drop it.
  return `${head.toString('utf8').replace(/\uFFFD$/u, '')}-${hash}${SUFFIX}`;
}

/** The key of the picture of a page (from 0) that lies beside a result: `<stem>.overlay.png`, `<stem>.overlay-2.png` ... */
export function overlayKeyOf(key: string, page: number): string {
  return `${stemOf(key)}.overlay${page === 0 ? '' : `-${page + 1}`}.png`;
}

/** The key of the result of a check (from 1) of a cash letter, by the key of the cash letter's own: `<stem>.items/0001.json`. */
export function itemKeyOf(key: string, number: number): string {
  return `${itemPrefixOf(key)}${String(number).padStart(4, '0')}${SUFFIX}`;
}

/** What the keys of all checks of a cash letter begin with. */
export function itemPrefixOf(key: string): string {
  return `${stemOf(key)}.items/`;
}

/** The version is for people, the hash of the weights makes the difference. */
function prefixOf(model: Pick<ModelIdentity, 'version' | 'sha256'> | undefined): string {
  if (model === undefined) return '';
  return `models/${model.version.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 64)}-${model.sha256.slice(0, 8)}/`;
}

function stemOf(key: string): string {
  return key.endsWith(SUFFIX) ? key.slice(0, -SUFFIX.length) : key;
}
