export type TextEncoding = 'ascii' | 'ebcdic';

/** What each byte means in EBCDIC of the United States and Canada (IBM code page 037), sixteen a row. */
const CODE_PAGE_037 = [
  '\x00\x01\x02\x03\x9c\x09\x86\x7f\x97\x8d\x8e\x0b\x0c\x0d\x0e\x0f',
  '\x10\x11\x12\x13\x9d\x85\x08\x87\x18\x19\x92\x8f\x1c\x1d\x1e\x1f',
  '\x80\x81\x82\x83\x84\x0a\x17\x1b\x88\x89\x8a\x8b\x8c\x05\x06\x07',
  '\x90\x91\x16\x93\x94\x95\x96\x04\x98\x99\x9a\x9b\x14\x15\x9e\x1a',
  ' \xa0âäàáãåçñ¢.<(+|',
  '&éêëèíîïìß!$*);¬',
  '-/ÂÄÀÁÃÅÇÑ¦,%_>?',
  'øÉÊËÈÍÎÏÌ`:#@\'="',
  'Øabcdefghi«»ðýþ±',
  '°jklmnopqrªºæ¸Æ¤',
  'µ~stuvwxyz¡¿ÐÝÞ®',
  '^£¥·©§¶¼½¾[]¯¨´×',
  '{ABCDEFGHI\xadôöòóõ',
  '}JKLMNOPQR¹ûüùúÿ',
  '\\÷STUVWXYZ²ÔÖÒÓÕ',
  '0123456789³ÛÜÙÚ\x9f',
].join('');

const ENCODED_037: ReadonlyMap<string, number> = new Map(
  [...CODE_PAGE_037].map((character, byte) => [character, byte]),
);

/** The text of a record; ASCII is read as Latin-1, so that every byte has one character. */
export function decodeText(bytes: Uint8Array, encoding: TextEncoding): string {
  if (encoding === 'ascii')
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  let text = '';
  for (const byte of bytes) text += CODE_PAGE_037[byte]!;
  return text;
}

/** The bytes of `text`. Throws RangeError for a character that the encoding does not have. */
export function encodeText(text: string, encoding: TextEncoding): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const byte = encoding === 'ebcdic' ? ENCODED_037.get(character) : character.codePointAt(0);
    if (byte === undefined || byte > 0xff) {
      throw new RangeError(`Expected characters of ${encoding} but received ${JSON.stringify(character)}`);
    }
    return byte;
  });
}
