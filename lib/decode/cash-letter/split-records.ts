import { MAX_CASH_LETTER_RECORDS } from '../../document/bounds.ts';
import { DocumentError } from '../../document/errors.ts';
import { decodeText } from './code-page.ts';
import { type Framing, isLineEnd, LENGTH_BYTES, lengthAt } from './framing.ts';
import { imageDataLength } from './image-data.ts';
import { IMAGE_DATA_FIXED_BYTES, RECORD_BYTES } from './layouts.ts';
import { brokenRecord, type RawRecord } from './raw-record.ts';

const FILE_CONTROL = '99';
const CARRIAGE_RETURN = 0x0d;

/**
 * Parts a cash letter into its records, up to the file control record (99), behind which nothing but filling may stand.
 * Throws DocumentError `corrupt` and `too-many-records`, each with the number of the record.
 */
export function* splitRecords(bytes: Uint8Array, framing: Framing): Generator<RawRecord> {
  const next = framing.framing === 'lines' ? nextLine : nextPrefixed;
  let at = 0;
  for (let number = 1; at < bytes.length; number++) {
    if (number > MAX_CASH_LETTER_RECORDS) {
      throw new DocumentError(
        'too-many-records',
        `Expected at most ${MAX_CASH_LETTER_RECORDS} records in a cash letter but record ${number} follows; send it in parts`,
      );
    }
    const { record, end } = next(bytes, at, number, framing);
    at = end;
    yield record;
    if (record.type !== FILE_CONTROL) continue;
    // Blanks and zeros of both encodings, line ends: what fills a block.
    if (!bytes.subarray(at).every((byte) => byte === 0 || byte === 0x20 || byte === 0x40 || isFeed(byte))) {
      throw brokenRecord(record, 'ends the file, but more follows');
    }
    return;
  }
}

interface Cut {
  readonly record: RawRecord;
  /** Where the next record begins. */
  readonly end: number;
}

function nextPrefixed(bytes: Uint8Array, at: number, number: number, framing: Framing): Cut {
  const left = bytes.length - at - LENGTH_BYTES;
  if (left < 0) throw cutOff(number, `${bytes.length - at} of the ${LENGTH_BYTES} bytes of its length`);
  const length = lengthAt(bytes, at);
  if (length > left) throw cutOff(number, `${left} of its ${length} bytes`);
  const start = at + LENGTH_BYTES;
  const record = recordAt(bytes.subarray(start, start + length), number, framing);
  if (length < RECORD_BYTES) throw brokenRecord(record, `has ${length} bytes, fewer than ${RECORD_BYTES}`);
  return { record, end: start + length };
}

function nextLine(bytes: Uint8Array, at: number, number: number, framing: Framing): Cut {
  const { encoding } = framing;
  const isImage = decodeText(bytes.subarray(at, at + 2), encoding) === '52';
  let end = at;
  if (isImage) {
    // An image holds every byte, those of line ends too: only its own lengths say where it ends.
    const length = imageDataLength(bytes.subarray(at), { number, type: '52' }, encoding);
    if (length > bytes.length - at) throw cutOff(number, `${bytes.length - at} of its ${length} bytes`);
    end += length;
  }
  let stop = end;
  while (stop < bytes.length && !isLineEnd(bytes[stop]!, encoding)) stop++;
  const textEnd = stop > at && bytes[stop - 1] === CARRIAGE_RETURN ? stop - 1 : stop;
  const record = recordAt(bytes.subarray(at, isImage ? end : textEnd), number, framing);
  if (isImage && textEnd > end) throw brokenRecord(record, 'goes on behind its image');
  return { record, end: stop + 1 };
}

function recordAt(bytes: Uint8Array, number: number, { encoding }: Framing): RawRecord {
  // Low values fill what is left blank on some hosts, and editors cut blanks off the ends of lines.
  const text = decodeText(bytes.subarray(0, IMAGE_DATA_FIXED_BYTES), encoding).replaceAll('\0', ' ');
  const type = text.slice(0, 2);
  // A type is repeated in messages: nothing but two digits may get there.
  if (!/^\d\d$/.test(type)) throw brokenRecord({ number, type: 'unknown' }, 'begins with no record type');
  return { number, type, bytes, text: text.padEnd(RECORD_BYTES) };
}

function cutOff(number: number, what: string): DocumentError {
  return new DocumentError(
    'corrupt',
    `Record ${number} of the cash letter is cut off: only ${what} are there; send the file again`,
  );
}

function isFeed(byte: number): boolean {
  return byte === CARRIAGE_RETURN || isLineEnd(byte, 'ebcdic');
}
