import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Lambda takes 250 MB unpacked for a function with all its layers; this leaves room and notices what creeps in. */
export const MAX_UNPACKED_BYTES = 100 * 1024 * 1024;

/** What Lambda unpacks together: each function with its layers. The command line is held to the same. */
const UNPACKED_TOGETHER: readonly (readonly string[])[] = [
  ['functions/segment'],
  ['functions/classify', 'layer'],
  ['functions/api'],
  ['bin'],
];

/** A sentence for each function that is over the bound with its layers. `sizes` are bytes by path; what is not built counts nothing. */
export function findOversized(
  sizes: ReadonlyMap<string, number>,
  most: number = MAX_UNPACKED_BYTES,
): readonly string[] {
  return UNPACKED_TOGETHER.flatMap((paths) => {
    const bytes = paths.reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0);
    return bytes <= most
      ? []
      : [`Expected at most ${most} bytes unpacked for ${paths.join(' with ')} but built ${bytes}`];
  });
}

/** Bytes of all files below a folder. */
export async function folderSize(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(join(file.parentPath, file.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
