import { areaOf, type Box, isMostlyIn, overlapX, overlapY } from '../../document/geometry.ts';
import { type PageLook, placeTemplate } from './match-template.ts';
import type { Size } from './placement.ts';
import { MAX_ANCHORS, MAX_FIELDS } from './template-bounds.ts';
import {
  TEMPLATE_VERSION,
  type Template,
  type TemplateAnchor,
  type TemplateField,
  type TemplatePage,
  type TemplateZone,
} from './template-schema.ts';

/** What was found on one page of a form, in prepared-page pixels. */
export interface ProposedPage extends Size {
  readonly rules: PageLook['rules'];
  /** Those of them that are found on any page. */
  readonly plainRules: PageLook['rules'];
  /** In reading order, as the places are. */
  readonly combs: readonly ProposedCells[];
  readonly places: readonly ProposedRoom[];
  /** All that rules enclose: what the form is known by. */
  readonly cells: readonly Box[];
}

interface ProposedCells {
  readonly box: Box;
  readonly cells: number;
  readonly gap: number;
}

interface ProposedRoom {
  readonly look: 'box' | 'cell' | 'line';
  readonly box: Box;
  readonly at?: { readonly table: number; readonly row: number; readonly column: number };
}

const MOST_ANCHORS = 30;
const MOST_BOXES = 20;
/** A form of whose rules less is found than this, on its own scan, has to be looked at more closely. */
const PLAIN_FIT = 0.6;
/** Boxes whose sides are nearer than this share of the page's width are one. */
const SAME = 0.006;
/** Rules are told apart by the long ones: of at least this share of the page's shorter side. */
const LEAST_RULE = 0.12;
/** One that runs along a box's side over more than this share of its length is that side. */
const ON_SIDE = 0.4;
/** Combs of so many cells side by side are a date; what stands between them is at most so wide, in heights. */
const DATES: readonly (readonly number[])[] = [
  [2, 2, 4],
  [2, 2, 2],
  [4, 2, 2],
];
const BETWEEN = 6;

/**
 * A template to begin with: every comb, box, cell and line to write on is a field, every ruled box an anchor; its author names
 * and prunes them.
 */
export function proposeTemplate(name: string, pages: readonly ProposedPage[]): Template {
  const count = counter();
  return {
    $schema: 'template.schema.json',
    templateVersion: TEMPLATE_VERSION,
    name,
    kind: 'form',
    pages: pages.map((page, index): TemplatePage => {
      const prefix = index === 0 ? '' : `page_${index + 1}_`;
      const fields = [
        ...combFields(page, count),
        ...page.places.map((place) => roomField(place, page, count)),
      ];
      const own = {
        size: { width: page.width, height: page.height },
        anchors: anchorsOf(page),
        fields: fields.slice(0, MAX_FIELDS).map((field) => ({ ...field, name: `${prefix}${field.name}` })),
      };
      const plain = placeTemplate(own, { ...page, rules: page.plainRules });
      return plain.fit >= PLAIN_FIT ? own : { ...own, ruling: 'faint' };
    }),
  };
}

/** Numbers what is alike: `comb_1`, `comb_2`. */
function counter(): (look: string) => string {
  const counts = new Map<string, number>();
  return (look) => {
    const next = (counts.get(look) ?? 0) + 1;
    counts.set(look, next);
    return `${look}_${next}`;
  };
}

function combFields({ combs, ...page }: ProposedPage, count: (look: string) => string): TemplateField[] {
  const fields: TemplateField[] = [];
  for (let i = 0; i < combs.length; ) {
    const date = DATES.find((cells) => isDate(combs.slice(i, i + cells.length), cells));
    const own = combs.slice(i, i + (date?.length ?? 1));
    i += own.length;
    const zones = own.map(
      ({ box, cells, gap }): TemplateZone => ({
        place: fractionsOf(box, page),
        cells,
        ...(gap > 0 && { gap: rounded(gap) }),
      }),
    );
    const emptyCells = ['blank', 'crossed'] as const;
    fields.push(
      date === undefined
        ? { name: count('comb'), kind: 'digits', zones, emptyCells: [...emptyCells] }
        : { name: count('date'), kind: 'date', zones, ...(date[0] === 4 && { dateOrder: 'YMD' }) },
    );
  }
  return fields;
}

/** Whether combs side by side have as many cells as day, month and year. */
function isDate(combs: readonly ProposedCells[], cells: readonly number[]): boolean {
  return (
    combs.length === cells.length &&
    combs.every(({ box, cells: own }, i) => {
      const before = combs[i - 1]?.box;
      if (own !== cells[i]) return false;
      if (before === undefined) return true;
      const between = box.x - before.x - before.width;
      const isAbreast = overlapY(box, before) > 0.7 * box.height && overlapX(box, before) === 0;
      return isAbreast && between >= 0 && between <= BETWEEN * box.height;
    })
  );
}

function roomField(
  { look, box, at }: ProposedRoom,
  page: ProposedPage,
  count: (look: string) => string,
): TemplateField {
  const name = at === undefined ? count(look) : `table_${at.table}_row_${at.row}_col_${at.column}`;
  return { name, kind: 'digits', zones: [{ place: fractionsOf(box, page) }] };
}

/** The largest boxes that rules enclose, each once, and the longest rules that are no sides of them. */
function anchorsOf({ cells, combs, rules, ...page }: ProposedPage): TemplateAnchor[] {
  const near = SAME * page.width;
  const boxes: Box[] = [];
  const apart = cells.filter((cell) => !combs.some(({ box }) => isMostlyIn(cell, box)));
  for (const box of [...apart].sort((a, b) => areaOf(b) - areaOf(a))) {
    if (boxes.length < MOST_BOXES && boxes.every((other) => !isSame(box, other, near))) boxes.push(box);
  }
  const sides = [...boxes, ...combs.map(({ box }) => box)];
  const longest: Box[] = [];
  for (const { direction, box } of [...rules].sort((a, b) => lengthOf(b.box) - lengthOf(a.box))) {
    const isLong = lengthOf(box) >= LEAST_RULE * Math.min(page.width, page.height);
    if (!isLong || sides.some((side) => isOnSide(box, direction, side, near))) continue;
    if (longest.every((other) => !isSame(box, other, near))) longest.push(box);
  }
  const found = [
    ...boxes.map((box) => ({ find: 'box' as const, box })),
    ...longest.map((box) => ({ find: 'rule' as const, box })),
  ].slice(0, Math.min(MOST_ANCHORS, MAX_ANCHORS));
  const count = counter();
  return found.map(({ find, box }) => ({ name: count(find), find, place: fractionsOf(box, page) }));
}

function lengthOf({ width, height }: Box): number {
  return Math.max(width, height);
}

/** Whether a rule runs along a side of a box, over some of it. */
function isOnSide(rule: Box, direction: 'lying' | 'standing', box: Box, near: number): boolean {
  const [at, sides, shared] =
    direction === 'lying'
      ? [rule.y + rule.height / 2, [box.y, box.y + box.height], overlapX(rule, box)]
      : [rule.x + rule.width / 2, [box.x, box.x + box.width], overlapY(rule, box)];
  return shared > ON_SIDE * lengthOf(rule) && sides.some((side) => Math.abs(side - at) <= near);
}

function isSame(a: Box, b: Box, near: number): boolean {
  return (
    Math.abs(a.x - b.x) <= near &&
    Math.abs(a.y - b.y) <= near &&
    Math.abs(a.x + a.width - b.x - b.width) <= near &&
    Math.abs(a.y + a.height - b.y - b.height) <= near
  );
}

function fractionsOf({ x, y, width, height }: Box, page: Size): Box {
  const left = Math.max(0, x);
  const top = Math.max(0, y);
  return {
    x: rounded(left / page.width),
    y: rounded(top / page.height),
    width: rounded((Math.min(page.width, x + width) - left) / page.width),
    height: rounded((Math.min(page.height, y + height) - top) / page.height),
  };
}

/** To a ten-thousandth: a fifth of a pixel of most scans. */
function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
