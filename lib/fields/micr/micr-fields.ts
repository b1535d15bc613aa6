import type { Evidence, FieldKind, MicrLine } from '../../document/result.ts';
import type { FieldReading } from '../field-reading.ts';
import type { MicrMeaning, MicrPart } from './micr-meaning.ts';
import { type ParseMicrOptions, parseMicr } from './parse-micr.ts';
import { repairRouting } from './repair-routing.ts';
import { spacedText } from './spaced-text.ts';

/** What a MICR line says: the line itself, its parts as fields, and what they mean (undefined when nothing). */
export interface MicrFields {
  readonly micr: FieldReading;
  readonly routing?: FieldReading;
  readonly account?: FieldReading;
  readonly serial?: FieldReading;
  readonly transactionCode?: FieldReading;
  readonly meaning?: MicrMeaning;
}

/** The parts that are fields of their own, with the rules that are about them. */
const FIELDS = {
  routing: { kind: 'routing', rules: ['micr-grammar', 'micr-country', 'aba', 'cmc7-brazil'] },
  account: { kind: 'account', rules: ['micr-grammar', 'micr-country', 'cmc7-brazil'] },
  serial: { kind: 'serial', rules: ['micr-grammar', 'micr-country', 'micr-serial', 'cmc7-brazil'] },
  transactionCode: { kind: 'code', rules: ['micr-grammar', 'micr-country'] },
} as const satisfies Partial<Record<MicrPart, { kind: FieldKind; rules: readonly string[] }>>;

/**
 * The fields of a MICR line on page `page` (from 0). A part is at least as sure as the whole line; one with a character that
 * could not be read has no value. The parts have no box of their own. Rules as in `parseMicr` and `repairRouting`.
 */
export function micrFields(line: MicrLine, page: number, options: ParseMicrOptions = {}): MicrFields {
  const { script, text: raw, box, confidence } = line;
  const parsed = parseMicr({ script, text: spacedText(line) }, options);
  if (parsed === undefined) {
    const evidence = [{ rule: 'micr-grammar', held: false }];
    return { micr: { kind: 'micr', raw, value: null, page, box, confidence, evidence } };
  }
  const meaning = repairRouting(parsed, line);
  const evidence = meaning.evidence.filter(({ rule }) => rule !== 'micr-serial');
  const fields: Partial<Record<keyof typeof FIELDS, FieldReading>> = {};
  for (const [name, { kind, rules }] of Object.entries(FIELDS)) {
    const part = meaning.parts[name as keyof typeof FIELDS];
    if (part === undefined) continue;
    const about = meaning.evidence.filter(({ rule }) => rules.some((one) => one === rule));
    fields[name as keyof typeof FIELDS] = partField(kind, part, page, confidence, about);
  }
  const micr: FieldReading = {
    kind: 'micr',
    raw,
    value: { ...meaning.parts },
    page,
    box,
    confidence,
    evidence,
  };
  return { micr, ...fields, meaning };
}

function partField(
  kind: FieldKind,
  raw: string,
  page: number,
  confidence: number,
  about: readonly Evidence[],
): FieldReading {
  const read = !raw.includes('?');
  const evidence = read ? about : [...about, { rule: 'micr-unread', held: false }];
  return { kind, raw, value: read ? raw : null, page, confidence: read ? confidence : 0, evidence };
}
