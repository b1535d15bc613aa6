import { DocumentError } from '../document/errors.ts';

/** Of one directory in the chain, how its parts are laid out (TIFF 6.0, section 2; BigTIFF, Aware Systems 2004). */
interface Layout {
  readonly countBytes: number;
  readonly entryBytes: number;
  readonly offsetBytes: number;
  readonly firstOffsetAt: number;
}

const CLASSIC: Layout = { countBytes: 2, entryBytes: 12, offsetBytes: 4, firstOffsetAt: 4 };
const BIG: Layout = { countBytes: 8, entryBytes: 20, offsetBytes: 8, firstOffsetAt: 8 };
const BIG_TIFF_VERSION = 43;

/**
 * Counts the pages of a TIFF by following its chain of directories, to `limit` + 1 at most. libtiff ends the chain
 * quietly where a file was cut short, so that pages would be missing from the result without an error.
 * Throws DocumentError `corrupt` when the chain leaves the file or runs in a circle.
 */
export function countTiffDirectories(bytes: Uint8Array, limit: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const littleEndian = bytes[0] === 0x49;
  const layout = bytes.length >= 4 && view.getUint16(2, littleEndian) === BIG_TIFF_VERSION ? BIG : CLASSIC;

  function read(at: number, size: number): number {
    if (at + size > bytes.length) throw broken(`points to byte ${at} of ${bytes.length}`);
    if (size === 2) return view.getUint16(at, littleEndian);
    if (size === 4) return view.getUint32(at, littleEndian);
    return Number(view.getBigUint64(at, littleEndian));
  }

  const seen = new Set<number>();
  let offset = read(layout.firstOffsetAt, layout.offsetBytes);
  while (offset !== 0 && seen.size <= limit) {
    if (seen.has(offset)) throw broken('runs in a circle');
    seen.add(offset);
    const entries = read(offset, layout.countBytes);
    offset = read(offset + layout.countBytes + entries * layout.entryBytes, layout.offsetBytes);
  }
  return seen.size;
}

function broken(how: string): DocumentError {
  return new DocumentError(
    'corrupt',
    `Expected a whole TIFF but its chain of pages ${how}; scan or send it again`,
  );
}
