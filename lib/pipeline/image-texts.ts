import type { MicrLine, Result } from '../document/result.ts';
import type { ImageText, ImageTexts, IntegrityField } from '../fields/image-integrity.ts';
import { checkDetailTexts } from '../fields/micr/cash-letter.ts';
import { parseMicr } from '../fields/micr/parse-micr.ts';
import { spacedText } from '../fields/micr/spaced-text.ts';

/**
 * What the image of a check shows of the fields of its record: its MICR line, without any repair, and of the amount
 * written in figures and the one printed in the line the one that was read more surely. Empty where nothing could be read.
 */
export function imageTexts({ pages, fields }: Pick<Result, 'pages' | 'fields'>): ImageTexts {
  const line = pages
    .flatMap(({ micr = [] }) => micr)
    .map(lineTexts)
    .find((texts) => texts !== undefined);
  const { ItemAmount: printed, ...others } = line ?? {};
  const amounts = [amountText(fields.amount), printed].filter((amount) => amount !== undefined);
  const [amount] = amounts.sort((a, b) => b.confidence - a.confidence);
  return { ...others, ...(amount && { ItemAmount: amount }) };
}

/** A line that has no amount says nothing of it: most are printed before the amount is known. */
function lineTexts(line: MicrLine): ImageTexts | undefined {
  const meaning = parseMicr({ script: line.script, text: spacedText(line) });
  const detail = meaning && checkDetailTexts(meaning);
  if (detail === undefined) return undefined;
  const { MICRValidIndicator: _, CorrectionIndicator: __, ...texts } = detail;
  const read = Object.entries(texts).filter(([field, text]) => field !== 'ItemAmount' || text !== '');
  const { confidence } = line;
  const shown = read.map(([field, text]): [string, ImageText] => [field, { text, confidence }]);
  return Object.fromEntries(shown) satisfies Partial<Record<IntegrityField, ImageText>>;
}

function amountText(field: Result['fields'][string] | undefined): ImageText | undefined {
  const value = field?.value;
  if (field === undefined || typeof value !== 'object' || value === null) return undefined;
  if (typeof value.minorUnits !== 'number') return undefined;
  return { text: String(value.minorUnits), confidence: field.confidence };
}
