import { randomBytes } from 'node:crypto';

/** Where documents that come in by HTTP lie in the inbox, and their results in the results bucket. */
const PREFIX = 'api/';
/** 128 bits of chance in lower-case hex: tells nothing, cannot be guessed, and is a plain name in every store. */
const FORM = /^[0-9a-f]{32}$/;

export function newDocumentId(): string {
  return randomBytes(16).toString('hex');
}

export function isDocumentId(text: string): boolean {
  return FORM.test(text);
}

/** The key of a document in the inbox, by its id. */
export function inboxKeyOf(id: string): string {
  return PREFIX + id;
}

/** Whether `key` is that of the document's own result (lib/pipeline/result-key.ts), not of what lies beside it. */
export function isResultOf(id: string, key: string): boolean {
  const rest = key.startsWith(PREFIX + id) ? key.slice(PREFIX.length + id.length) : '';
  return /^(\.[^./]+)?\.json$/.test(rest);
}
