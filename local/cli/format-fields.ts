import type { Field, Result } from '../../lib/document/result.ts';
import { type Colour, paint, plain } from './terminal-text.ts';

const DECISION_COLOUR: Readonly<Record<Field['decision'], Colour>> = { accept: 'green', review: 'yellow' };

/** A row for each field: its name, what it says, how sure that is and what was decided; none where there is no field. */
export function formatFields({ fields }: Pick<Result, 'fields'>, colours: boolean): string[] {
  const rows = Object.entries(fields).map(([name, field]) => ({ name, field, value: fieldText(field) }));
  if (rows.length === 0) return [];
  const nameWidth = Math.max(5, ...rows.map(({ name }) => plain(name).length));
  const valueWidth = Math.max(5, ...rows.map(({ value }) => plain(value).length));
  return [
    `  ${'field'.padEnd(nameWidth)}  ${'value'.padEnd(valueWidth)}  confidence  decision`,
    ...rows.map(({ name, field, value }) => {
      const confidence = `${(Math.floor(field.confidence * 1_000) / 10).toFixed(1)}%`;
      return [
        `  ${plain(name).padEnd(nameWidth)}`,
        plain(value).padEnd(valueWidth),
        confidence.padStart(10),
        paint(field.decision, DECISION_COLOUR[field.decision], colours),
      ].join('  ');
    }),
  ];
}

/** What a field says: an amount with its decimals and currency, a MICR line as it was read; `?` before what has no meaning. */
export function fieldText({ kind, raw, value }: Field): string {
  if (value === null) return raw === '' ? '-' : `? ${raw}`;
  if (typeof value === 'string') return value;
  if (kind === 'amount' && 'minorUnits' in value) {
    return `${(Number(value.minorUnits) / 100).toFixed(2)} ${String(value.currency)}`;
  }
  return raw;
}
