import { parseIsoDate } from '../calendar.ts';
import { parseRule } from './template-rule.ts';
import type { Template, TemplateField, TemplatePage } from './template-schema.ts';

/** What the schema cannot say: mistakes between the parts of a template, each naming the field and what to do. */
export function templateMistakes(template: Template): string[] {
  const fields = template.pages.flatMap((page) => page.fields);
  return [
    ...repeated(fields.map(({ name }) => name)).map(
      (name) => `field "${name}": expected each name once, on all pages together; rename one of them`,
    ),
    ...template.pages.flatMap((page, index) => pageMistakes(page, `page ${index + 1}`)),
    ...fields.flatMap((field) => fieldMistakes(field).map((mistake) => `field "${field.name}": ${mistake}`)),
    ...routingMistakes(template),
    ...ruleMistakes(template, fields),
  ];
}

function routingMistakes({ kind, routing, pages }: Template): string[] {
  if (routing === undefined) return [];
  if (kind !== 'cheque')
    return [`routing: expected routing numbers of a cheque only but the kind is ${kind}; remove "routing"`];
  const isAnchored = pages[0]!.anchors.some(({ find }) => find === 'micr-line');
  return isAnchored
    ? []
    : [
        'page 1: expected an anchor that is the MICR line, which a cheque is laid out by; add one of "micr-line"',
      ];
}

function pageMistakes({ anchors, fields }: TemplatePage, where: string): string[] {
  const names = new Set(anchors.map(({ name }) => name));
  return [
    ...repeated(anchors.map(({ name }) => name)).map(
      (name) => `${where}, anchor "${name}": expected each name once; rename one of them`,
    ),
    ...anchors.flatMap(({ name, find, cells, gap }) => {
      if (find === 'comb' && cells === undefined)
        return [`${where}, anchor "${name}": expected how many cells the comb has; add "cells"`];
      if (find !== 'comb' && cells !== undefined)
        return [`${where}, anchor "${name}": expected cells of a comb only; remove "cells"`];
      if (find !== 'comb' && gap !== undefined)
        return [`${where}, anchor "${name}": expected a gap between cells of a comb only; remove "gap"`];
      return [];
    }),
    ...fields.flatMap(({ name, zones }) =>
      zones.flatMap(({ anchor }) =>
        anchor !== undefined && !names.has(anchor)
          ? [`field "${name}": expected an anchor of ${where} but received "${anchor}"`]
          : [],
      ),
    ),
  ];
}

function fieldMistakes(field: TemplateField): string[] {
  const { kind, zones, length, currency, dateOrder, earliest, latest, emptyCells } = field;
  const mistakes: string[] = [];
  const range = lengthRange(field);
  if (typeof length === 'object' && length.min > length.max)
    mistakes.push(`expected a length from min to max but received ${length.min} to ${length.max}`);
  for (const { cells, gap, rows, row } of zones) {
    if (gap !== undefined && cells === undefined)
      mistakes.push('expected a gap between cells of a comb only; add "cells" to its zone or remove "gap"');
    if (rows === undefined && row === undefined) continue;
    if (rows === undefined || row === undefined || row > rows)
      mistakes.push('expected both "rows" and "row", which is at most "rows"');
    if (cells !== undefined) mistakes.push('expected either "cells" or "rows" of a zone; remove one of them');
  }
  const combs = zones.filter(({ cells }) => cells !== undefined);
  const cells = combs.reduce((sum, zone) => sum + zone.cells!, 0);
  if (combs.length === zones.length && range !== undefined && range.max > cells)
    mistakes.push(`expected a length of at most its ${cells} cells but received ${range.max}`);
  if (combs.length === 0 && emptyCells !== undefined && emptyCells.length > 0)
    mistakes.push('expected "emptyCells" of a comb only; add "cells" to its zones or remove it');
  if (kind !== 'amount' && currency !== undefined)
    mistakes.push(`expected a currency of an amount only but the kind is ${kind}; remove "currency"`);
  if (kind === 'amount' && currency === undefined)
    mistakes.push('expected the currency of an amount; add "currency", such as "INR"');
  for (const [key, value] of Object.entries({ dateOrder, earliest, latest })) {
    if (kind !== 'date' && value !== undefined)
      mistakes.push(`expected "${key}" of a date only but the kind is ${kind}; remove it`);
  }
  for (const day of [earliest, latest]) {
    if (day !== undefined && !isDay(day))
      mistakes.push(`expected a day of the calendar but received "${day}"`);
  }
  if (earliest !== undefined && latest !== undefined && earliest > latest)
    mistakes.push(`expected the earliest day before the latest but received ${earliest} and ${latest}`);
  return mistakes;
}

function isDay(text: string): boolean {
  try {
    parseIsoDate(text);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** How many characters a field may have; undefined where any number may. */
export function lengthRange({
  length,
}: Pick<TemplateField, 'length'>): { readonly min: number; readonly max: number } | undefined {
  return typeof length === 'number' ? { min: length, max: length } : length;
}

function ruleMistakes({ rules = [] }: Template, fields: readonly TemplateField[]): string[] {
  const kinds = new Map(fields.map(({ name, kind }) => [name, kind]));
  return rules.flatMap((text) => {
    try {
      const { left, right } = parseRule(text);
      const unknown = [left, ...right].filter((name) => !kinds.has(name));
      if (unknown.length > 0)
        return [`rule "${text}": expected names of fields but there is no field "${unknown[0]}"`];
      const odd = right.length > 1 && [left, ...right].find((name) => !isCounted(kinds.get(name)!));
      return odd
        ? [`rule "${text}": expected digits or amounts to add up but "${odd}" is a ${kinds.get(odd)!}`]
        : [];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return [`rule: ${error.message}`];
    }
  });
}

function isCounted(kind: TemplateField['kind']): boolean {
  return kind === 'digits' || kind === 'amount';
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
}
