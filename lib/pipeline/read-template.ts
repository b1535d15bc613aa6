import type { Classifier } from '../classify/classifier.ts';
import type { Box } from '../document/geometry.ts';
import { lengthRange } from '../fields/templates/check-template.ts';
import { placeZone, type TemplateMatch } from '../fields/templates/match-template.ts';
import { readTemplateField, type TemplateReading, type ZoneReading } from '../fields/templates/read-field.ts';
import type { EmptyCell, TemplateField } from '../fields/templates/template-schema.ts';
import { type AnsweringModel, sameModel } from './answering-model.ts';
import { readCombs } from './read-combs.ts';
import { type RowReading, type RowReadings, readRows } from './read-rows.ts';
import { readZones, type ZonedPage } from './read-zone.ts';

export interface TemplatePageReading {
  /** By name; fields that only a MICR line can tell are left out. */
  readonly fields: ReadonlyMap<string, TemplateReading>;
  /** Where each zone was looked for, and found, in prepared-page pixels. */
  readonly zones: readonly PlacedZone[];
  /** Left out when there was nothing to ask about. */
  readonly answered?: AnsweringModel;
}

export interface PlacedZone {
  readonly field: string;
  readonly box: Box;
  readonly cells: number | undefined;
  readonly writings: ZoneReading['writings'];
}

/**
 * Reads the fields of a page that is known to be a template's: combs cell by cell, other zones as one line of writing each.
 * Throws what the classifier throws.
 */
export async function readTemplatePage(
  match: Pick<TemplateMatch, 'template' | 'templatePage' | 'placement'>,
  page: ZonedPage,
  classifier: Classifier,
  signal?: AbortSignal,
): Promise<TemplatePageReading> {
  const { template, placement } = match;
  const own = template.pages[match.templatePage]!;
  const zones = own.fields
    .filter(({ kind }) => kind !== 'micr')
    .flatMap((field) =>
      field.zones.map(({ cells, gap, rows, row, ...zone }) => ({
        field,
        cells,
        gap,
        rows,
        row,
        box: placeZone(zone, own, placement),
      })),
    );
  const combs = zones.filter(({ cells }) => cells !== undefined);
  const lines = zones.filter(({ cells, rows }) => cells === undefined && rows === undefined);
  const columns = await readColumns(zones, page, classifier, signal);
  const readings = await readCombs(
    combs.map(({ field, cells, gap, box }) => ({
      box,
      cells: cells!,
      gap,
      mayBeCrossed: allows(field, 'crossed'),
    })),
    page.prepared,
    classifier,
    signal,
  );
  const written = await readZones(
    lines.map(({ box }) => box),
    page,
    classifier,
    { signal, amounts: new Set(lines.filter(({ field }) => field.kind === 'amount').map(({ box }) => box)) },
  );
  const placed = zones.map((zone) => {
    const comb = readings.combs[combs.indexOf(zone)];
    const line = written.places[lines.indexOf(zone)] ?? columns.rowOf(zone);
    const reading: ZoneReading = {
      page: page.index,
      box: comb ? page.prepared.toSource(comb.box) : (line?.box ?? page.prepared.toSource(zone.box)),
      writings: comb ? comb.patterns : (line?.writings ?? []),
      isComb: comb !== undefined,
    };
    return { ...zone, box: comb?.box ?? zone.box, reading };
  });
  const fields = new Map(
    own.fields.flatMap((field) => {
      const ofField = placed.filter((zone) => zone.field === field).map(({ reading }) => reading);
      return ofField.length === 0
        ? []
        : [[field.name, readTemplateField(field, ofField, template.country)] as const];
    }),
  );
  const answers = [readings.answered, written.answered, columns.answered].filter(
    (answer) => answer !== undefined,
  );
  const answered = answers.reduce<AnsweringModel | undefined>(
    (first, next) => (first ? sameModel(first, next) : next),
    undefined,
  );
  return {
    fields,
    zones: placed.map(({ field, box, cells, reading }) => ({
      field: field.name,
      box,
      cells,
      writings: reading.writings,
    })),
    ...(answered && { answered }),
  };
}

interface FieldZone {
  readonly field: TemplateField;
  readonly box: Box;
  readonly rows: number | undefined;
  readonly row: number | undefined;
}

/** Reads the columns of rows, each once however many fields are in it. */
async function readColumns(
  zones: readonly FieldZone[],
  page: ZonedPage,
  classifier: Classifier,
  signal: AbortSignal | undefined,
): Promise<{ rowOf: (zone: FieldZone) => RowReading | undefined; readonly answered?: AnsweringModel }> {
  const columns = new Map<string, RowReadings>();
  const keyOf = ({ box, rows }: FieldZone) => JSON.stringify([box, rows]);
  let answered: AnsweringModel | undefined;
  for (const zone of zones) {
    if (zone.rows === undefined || columns.has(keyOf(zone))) continue;
    const range = lengthRange(zone.field);
    const length = range && range.min === range.max ? range.min : undefined;
    const column = await readRows({ box: zone.box, rows: zone.rows, length }, page, classifier, signal);
    columns.set(keyOf(zone), column);
    answered = column.answered && (answered ? sameModel(answered, column.answered) : column.answered);
  }
  return {
    rowOf: (zone) => (zone.row === undefined ? undefined : columns.get(keyOf(zone))?.rows[zone.row - 1]),
    ...(answered && { answered }),
  };
}

function allows(field: TemplateField, state: EmptyCell): boolean {
  return field.emptyCells?.includes(state) ?? false;
}
