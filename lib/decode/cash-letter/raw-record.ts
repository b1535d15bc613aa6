import { DocumentError } from '../../document/errors.ts';
import { LAYOUTS, type LaidOutType } from './layouts.ts';

/** One record as it stands in the file. */
export interface RawRecord {
  /** From 1. */
  readonly number: number;
  /** Two digits. */
  readonly type: string;
  /** All of it, without its length or line break. */
  readonly bytes: Uint8Array;
  /** Its fixed part, decoded; never shorter than its layout. */
  readonly text: string;
}

export interface FieldReader<Name extends string> {
  /** Without the blanks around it. Throws DocumentError `corrupt` for a control character. */
  text(name: Name): string;
  /** Undefined where it is blank. Throws DocumentError `corrupt` for anything but digits. */
  count(name: Name): bigint | undefined;
}

/** Reads the fields of a record by its layout. */
export function fieldsOf<Type extends LaidOutType>(
  record: RawRecord,
  type: Type,
): FieldReader<keyof (typeof LAYOUTS)[Type] & string> {
  const layout: Readonly<Record<string, readonly [number, number]>> = LAYOUTS[type];
  const text = (name: string): string => {
    const [first, last] = layout[name]!;
    const value = record.text.slice(first - 1, last).trim();
    if (/[^\x20-\x7e\xa0-\xff]/u.test(value)) {
      throw brokenRecord(record, `holds a control character in ${name}`);
    }
    return value;
  };
  return {
    text,
    count: (name) => {
      const value = text(name);
      if (value === '') return undefined;
      if (!/^\d+$/.test(value)) throw brokenRecord(record, `holds something else than digits in ${name}`);
      return BigInt(value);
    },
  };
}

/** `corrupt`, naming the record by its place and type; nothing of what it holds is repeated. */
export function brokenRecord(
  { number, type }: Pick<RawRecord, 'number' | 'type'>,
  how: string,
): DocumentError {
  return new DocumentError(
    'corrupt',
    `Record ${number} of the cash letter (type ${type}) ${how}; send the file again`,
  );
}
