import { createHash } from 'node:crypto';

/** S3 allows 1,024 bytes of UTF-8 in a key (AWS, "Creating object key names"). */
const MAX_KEY_BYTES = 1_024;
const SUFFIX = '.json';
/** Room left for the suffixes of what lies beside a result, such as `.overlay-50.png`. */
const RESERVED_BYTES = 20;

/**
 * The key of a document's result: `<key>.json`, or `<key>.<versionId>.json` in a versioned bucket, so that every
 * delivery of one event aims at one key. A key too long to be extended keeps its head and ends in a hash of the whole.
 */
export function resultKey(key: string, versionId?: string): string {
  const stem = versionId === undefined ? key : `${key}.${versionId}`;
  if (Buffer.byteLength(stem) + RESERVED_BYTES <= MAX_KEY_BYTES) return stem + SUFFIX;
  const hash = createHash('sha256').update(stem).digest('hex').slice(0, 32);
  const head = Buffer.from(stem).subarray(0, MAX_KEY_BYTES - RESERVED_BYTES - hash.length - 1);
  // A cut inside a multi-byte character decodes to U+FFFD, which takes three bytes: drop it.
  return `${head.toString('utf8').replace(/\uFFFD$/u, '')}-${hash}${SUFFIX}`;
}

/** The key of the picture of a page (from 0) that lies beside a result: `<stem>.overlay.png`, `<stem>.overlay-2.png` ... */
export function overlayKeyOf(key: string, page: number): string {
  const stem = key.endsWith(SUFFIX) ? key.slice(0, -SUFFIX.length) : key;
  return `${stem}.overlay${page === 0 ? '' : `-${page + 1}`}.png`;
}
