import * as z from 'zod/mini';
import {
  MAX_ANCHOR_REACH,
  MAX_ANCHORS,
  MAX_CELL_GAP,
  MAX_CELLS,
  MAX_FIELD_LENGTH,
  MAX_FIELDS,
  MAX_NAME_LENGTH,
  MAX_PAGE_SIZE,
  MAX_ROUTINGS,
  MAX_ROWS,
  MAX_RULE_LENGTH,
  MAX_RULES,
  MAX_TEMPLATE_PAGES,
  MAX_TITLE_LENGTH,
  MAX_ZONES,
} from './template-bounds.ts';

/** Where the fields of a page lie and what they hold. The schema is the type; docs/template.schema.json is made from it. */

export const TEMPLATE_VERSION = 1;

/** Of a field or an anchor; no name of what every object has (`constructor`), as fields are properties of a result. */
const nameSchema = z.string().check(
  z.maxLength(MAX_NAME_LENGTH),
  z.regex(/^[a-z][a-zA-Z0-9_]*$/u),
  z.refine((name) => !(name in Object.prototype), 'Expected another name: this one is taken by the language'),
);
const templateNameSchema = z.string().check(z.maxLength(MAX_NAME_LENGTH), z.regex(/^[a-z0-9][a-z0-9_-]*$/u));

const daySchema = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/u));
const length = z.int().check(z.minimum(1), z.maximum(MAX_FIELD_LENGTH));
const rowsSchema = z.int().check(z.minimum(1), z.maximum(MAX_ROWS));
const cellsSchema = z.int().check(z.minimum(1), z.maximum(MAX_CELLS));
const gapSchema = z.number().check(z.minimum(0), z.maximum(MAX_CELL_GAP));

const reach = z.number().check(z.minimum(-MAX_ANCHOR_REACH), z.maximum(MAX_ANCHOR_REACH));
const side = z.number().check(z.positive(), z.maximum(MAX_ANCHOR_REACH));

/**
 * A place on the page, `x`, `y` its top-left corner: in fractions of the page's width and height, or, where an anchor is
 * named, in widths and heights of what was found of it, from its top-left corner on.
 */
const placeSchema = z.strictObject({ x: reach, y: reach, width: side, height: side });

/** Something that can be found on the page, so that it is known where everything else lies. */
const anchorSchema = z.readonly(
  z.strictObject({
    name: nameSchema,
    /**
     * `micr-line`: the line of magnetic ink characters. `box`: four rules round a place. `comb`: cells of one width side by
     * side. `rule`: one rule along the middle of a place, lying where that is wider than high. `page`: the picture's own edges,
     * for scans that are cut to the paper.
     */
    find: z.enum(['micr-line', 'box', 'comb', 'rule', 'page']),
    /** Of a comb. */
    cells: z.optional(cellsSchema),
    gap: z.optional(gapSchema),
    /** Where it lies, in fractions of the page. */
    place: z.readonly(placeSchema),
  }),
);

const zoneSchema = z.readonly(
  z.strictObject({
    place: z.readonly(placeSchema),
    /** The name of the anchor that `place` is told from. */
    anchor: z.optional(nameSchema),
    /** The zone is a comb of so many cells, one character each. */
    cells: z.optional(cellsSchema),
    /** White between the cells of a comb, in shares of the distance from one cell to the next. @default 0 */
    gap: z.optional(gapSchema),
    /** The zone holds so many lines of writing below one another; of these the field is the one named `row`, from 1. */
    rows: z.optional(rowsSchema),
    row: z.optional(rowsSchema),
  }),
);

const fieldSchema = z.readonly(
  z.strictObject({
    name: nameSchema,
    kind: z.enum(['micr', 'routing', 'serial', 'account', 'code', 'amount', 'date', 'digits']),
    /** Read one after the other as one text: a date may stand in three combs. */
    zones: z.readonly(z.array(zoneSchema).check(z.minLength(1), z.maxLength(MAX_ZONES))),
    /** How many characters stand there, empty cells not counted; left out where any number may. */
    length: z.optional(z.union([length, z.readonly(z.strictObject({ min: length, max: length }))])),
    checksum: z.optional(z.enum(['aba', 'luhn', 'mod10', 'mod11', 'mod97', 'rib'])),
    /** ISO 4217, of an amount. */
    currency: z.optional(z.string().check(z.regex(/^[A-Z]{3}$/u))),
    /** Of a date; without it an ambiguous date goes to review. */
    dateOrder: z.optional(z.enum(['DMY', 'MDY', 'YMD'])),
    /** ISO 8601: the days between which a date on this form lies, both included. */
    earliest: z.optional(daySchema),
    latest: z.optional(daySchema),
    /** A page on which nothing stands there goes to review. @default false */
    required: z.optional(z.boolean()),
    /** What cells may hold in place of a digit: nothing, or a stroke or cross that says so. @default [] */
    emptyCells: z.optional(z.readonly(z.array(z.enum(['blank', 'crossed'])).check(z.maxLength(2)))),
  }),
);

const pageSchema = z.readonly(
  z.strictObject({
    /** Of the page that the fractions are of, in any one unit (millimetres, pixels): its proportions are what counts. */
    size: z.readonly(
      z.strictObject({
        width: z.number().check(z.positive(), z.maximum(MAX_PAGE_SIZE)),
        height: z.number().check(z.positive(), z.maximum(MAX_PAGE_SIZE)),
      }),
    ),
    /** `faint`: in a colour that scanners drop, or of dots. It takes longer to find. @default solid, dark rules */
    ruling: z.optional(z.enum(['faint'])),
    anchors: z.readonly(z.array(anchorSchema).check(z.maxLength(MAX_ANCHORS))),
    fields: z.readonly(z.array(fieldSchema).check(z.maxLength(MAX_FIELDS))),
  }),
);

export const templateSchema = z.readonly(
  z.strictObject({
    $schema: z.optional(z.string().check(z.maxLength(MAX_TITLE_LENGTH))),
    templateVersion: z.literal(TEMPLATE_VERSION),
    name: templateNameSchema,
    /** For people. */
    title: z.optional(z.string().check(z.maxLength(MAX_TITLE_LENGTH))),
    kind: z.enum(['cheque', 'form']),
    /** ISO 3166-1. Whose grammar the MICR line of a cheque follows. */
    country: z.optional(z.string().check(z.regex(/^[A-Z]{2}$/u))),
    /**
     * Of a cheque: whose cheques these are, by what the routing number of their MICR line begins with. A template without it is
     * laid over no cheque.
     */
    routing: z.optional(
      z.readonly(
        z.array(z.string().check(z.regex(/^\d{1,12}$/u))).check(z.minLength(1), z.maxLength(MAX_ROUTINGS)),
      ),
    ),
    pages: z.readonly(z.array(pageSchema).check(z.minLength(1), z.maxLength(MAX_TEMPLATE_PAGES))),
    /** What fields have to do with each other: `total = votes_01 + votes_02`, `serial = serial_printed`. */
    rules: z.optional(
      z.readonly(z.array(z.string().check(z.maxLength(MAX_RULE_LENGTH))).check(z.maxLength(MAX_RULES))),
    ),
  }),
);

export type Template = z.infer<typeof templateSchema>;
export type TemplatePage = Template['pages'][number];
export type TemplateAnchor = TemplatePage['anchors'][number];
export type TemplateField = TemplatePage['fields'][number];
export type TemplateZone = TemplateField['zones'][number];
export type EmptyCell = NonNullable<TemplateField['emptyCells']>[number];

/** Templates as JSON Schema (draft 2020-12), for editors that check while one writes. */
export function templateJsonSchema(): Record<string, unknown> {
  return { title: `Digitlift template, version ${TEMPLATE_VERSION}`, ...z.toJSONSchema(templateSchema) };
}
