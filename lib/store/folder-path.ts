import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { RequestError } from '../document/errors.ts';
import { checkKey } from './object-key.ts';

/** Bytes of one name on ext4, XFS, APFS and NTFS alike (NTFS counts UTF-16 units, which are never more). */
const MAX_NAME_BYTES = 255;
const TEMPORARY_NAME = /^\.digitlift-[0-9a-f-]{36}\.tmp$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: Windows refuses exactly these in a file name
const WINDOWS_FORBIDDEN = /[<>:"|?*\u0001-\u001f]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** The name of a file that is being written; `list` hides such names and no key may use one. */
export function temporaryName(uuid: string): string {
  return `.digitlift-${uuid}.tmp`;
}

export function isTemporaryName(name: string): boolean {
  return TEMPORARY_NAME.test(name);
}

/**
 * Splits a key into the file names of its path. Keys are not encoded: a person must find the file under its own
 * name, so a key that a folder cannot hold as it stands is refused.
 * Throws RequestError `key-outside-store` for what could lead elsewhere, `bad-request` for what no folder can hold.
 */
export function keySegments(key: string, platform: NodeJS.Platform = process.platform): readonly string[] {
  checkKey(key);
  if (/[\\\0]/.test(key)) {
    throw new RequestError(
      'key-outside-store',
      `Expected a key without backslash and NUL but received ${JSON.stringify(key)}`,
    );
  }
  const segments = key.split('/');
  for (const segment of segments) checkSegment(segment, key, platform);
  return segments;
}

function checkSegment(segment: string, key: string, platform: NodeJS.Platform): void {
  const named = JSON.stringify(key);
  if (segment === '' || segment === '.' || segment === '..') {
    throw new RequestError(
      'key-outside-store',
      `Expected a key of names separated by single slashes, none of them "." or "..", but received ${named}`,
    );
  }
  if (Buffer.byteLength(segment) > MAX_NAME_BYTES) {
    throw new RequestError(
      'bad-request',
      `Expected names of at most ${MAX_NAME_BYTES} bytes between the slashes of a key but received ${named}`,
    );
  }
  if (isTemporaryName(segment)) {
    throw new RequestError(
      'bad-request',
      `Expected a key other than ${named}: such names are kept for files being written`,
    );
  }
  if (platform === 'win32' && WINDOWS_FORBIDDEN.test(segment)) {
    throw new RequestError(
      'bad-request',
      `Expected a key of names that Windows allows but received ${named}`,
    );
  }
}

/**
 * Follows symbolic links in a path inside `root` (itself already resolved).
 * Throws RequestError `key-outside-store` when they lead out; whatever `realpath` throws.
 */
export async function resolveInside(root: string, path: string, key: string): Promise<string> {
  const resolved = await realpath(path);
  if (resolved !== root && !resolved.startsWith(root.endsWith(sep) ? root : root + sep)) {
    throw new RequestError(
      'key-outside-store',
      `Expected a key inside the folder but a symbolic link on the path of ${JSON.stringify(key)} leads out of it`,
    );
  }
  return resolved;
}

/** The path of a key's file before links are followed. */
export function pathOf(root: string, segments: readonly string[]): string {
  return join(root, ...segments);
}
