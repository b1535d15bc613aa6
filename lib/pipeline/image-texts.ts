import type { Result } from '../document/result.ts';
import type { ImageText, ImageTexts } from '../fields/image-integrity.ts';

/** What the image of a check shows of the fields of its record. */
export function imageTexts({ fields }: Result): ImageTexts {
  const amount = amountText(fields.amount);
  return { ...(amount && { ItemAmount: amount }) };
}

function amountText(field: Result['fields'][string] | undefined): ImageText | undefined {
  const value = field?.value;
  if (field === undefined || typeof value !== 'object' || value === null) return undefined;
  if (typeof value.minorUnits !== 'number') return undefined;
  return { text: String(value.minorUnits), confidence: field.confidence };
}
