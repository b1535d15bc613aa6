import { decodeText, type TextEncoding } from './code-page.ts';
import { IMAGE_DATA_FIXED_BYTES } from './layouts.ts';
import { brokenRecord, type RawRecord } from './raw-record.ts';

/** Digits of the lengths that stand before the reference key, the signature and the image. */
const KEY_DIGITS = 4;
const SIGNATURE_DIGITS = 5;
const IMAGE_DIGITS = 7;

type Named = Pick<RawRecord, 'number' | 'type'>;

/** Where the image stands in record 52. Throws DocumentError `corrupt` where one of the three lengths is none. */
function imagePlace(
  bytes: Uint8Array,
  record: Named,
  encoding: TextEncoding,
): { start: number; length: number } {
  const lengthAt = (at: number, digits: number, name: string): number => {
    const text = decodeText(bytes.subarray(at, at + digits), encoding).replaceAll('\0', ' ');
    if (text.length < digits) throw brokenRecord(record, `ends before ${name}`);
    if (!/^ *\d* *$/.test(text)) throw brokenRecord(record, `holds something else than digits in ${name}`);
    return Number(text);
  };
  let at = IMAGE_DATA_FIXED_BYTES;
  at += lengthAt(at - KEY_DIGITS, KEY_DIGITS, 'LengthImageReferenceKey');
  at += SIGNATURE_DIGITS + lengthAt(at, SIGNATURE_DIGITS, 'LengthDigitalSignature');
  const length = lengthAt(at, IMAGE_DIGITS, 'LengthImageData');
  return { start: at + IMAGE_DIGITS, length };
}

/** Bytes that record 52 takes by its own lengths. Throws as `imageData` does. */
export function imageDataLength(bytes: Uint8Array, record: Named, encoding: TextEncoding): number {
  const { start, length } = imagePlace(bytes, record, encoding);
  return start + length;
}

/** The image in record 52, which is never encoded. Throws DocumentError `corrupt` where it is not all there. */
export function imageData(record: RawRecord, encoding: TextEncoding): Uint8Array {
  const { start, length } = imagePlace(record.bytes, record, encoding);
  if (start + length > record.bytes.length) {
    throw brokenRecord(
      record,
      `says ${length} bytes of image but holds ${Math.max(0, record.bytes.length - start)}`,
    );
  }
  return record.bytes.subarray(start, start + length);
}
