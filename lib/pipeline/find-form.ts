import type { BinaryImage } from '../document/image.ts';
import { lengthRange } from '../fields/templates/check-template.ts';
import { isForm } from '../fields/templates/form-evidence.ts';
import { matchTemplates, type PageLook, type TemplateMatch } from '../fields/templates/match-template.ts';
import { placeBox, wholePage } from '../fields/templates/placement.ts';
import type { Template, TemplatePage } from '../fields/templates/template-schema.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import { formRules } from '../segment/form-rules.ts';
import { faintInk, inkWithRules } from '../segment/page-ink.ts';
import { ruleSeen } from '../segment/rule-seen.ts';
import { writingRows } from '../segment/writing-rows.ts';

/** A picture is cut as a template says if its proportions are those up to this ratio. */
const SAME_SHAPE = 1.3;
/** Of the characters that a column of numbers is said to have, this share has to stand there, apart from each other. */
const LEAST_GLYPHS = 0.6;
/** So many times as many rows may stand there as count: some are struck out. More are another column's. */
const MOST_ROWS = 1.5;

/** A rule lies where it is expected up to this share of the page's longer side. */
const OFF = 0.004;

/**
 * The template that a page is of: by its rules, faint and dotted ones too, or, for pictures that are cut to one column of numbers
 * and have no rules to go by, by their proportions and by as many rows of as many characters standing there. Undefined where
 * none fits.
 */
export function findForm(templates: readonly Template[], page: PreparedPage): TemplateMatch | undefined {
  const forms = templates.filter(({ kind }) => kind === 'form');
  if (forms.length === 0) return undefined;
  const faint = forms.filter(({ pages }) => pages.some(({ ruling }) => ruling === 'faint'));
  const whole = { x: 0, y: 0, width: page.width, height: page.height };
  const faintly = () => seenForm(faint, { ...page, rules: formRules(page) }, () => faintInk(page, whole));
  return (
    seenForm(forms, page, () => inkWithRules(page, whole)) ??
    (faint.length > 0 ? faintly() : undefined) ??
    matchColumn(forms, page)
  );
}

/** The first of the likely forms whose rules are seen in the page's ink, which is laid out only where there is such a form. */
function seenForm(
  templates: readonly Template[],
  page: PageLook,
  inkOf: () => BinaryImage,
): TemplateMatch | undefined {
  const likely = matchTemplates(templates, page);
  if (likely.length === 0) return undefined;
  const ink = inkOf();
  const reach = Math.max(2, Math.round(OFF * Math.max(page.width, page.height)));
  return likely.find((match) => isForm(match, (rule) => ruleSeen(rule, ink, reach)));
}

function matchColumn(templates: readonly Template[], page: PreparedPage): TemplateMatch | undefined {
  for (const template of templates) {
    for (const [templatePage, own] of template.pages.entries()) {
      if (!own.anchors.some(({ find }) => find === 'page') || !hasShape(own, page)) continue;
      const fit = rowsFit(own, page);
      if (fit >= LEAST_GLYPHS)
        return { template, templatePage, placement: wholePage(own.size, page), fit, by: 'rows' };
    }
  }
  return undefined;
}

function hasShape({ size }: TemplatePage, page: PreparedPage): boolean {
  const ratio = page.width / page.height / (size.width / size.height);
  return ratio < SAME_SHAPE && ratio > 1 / SAME_SHAPE;
}

/** Share of the characters expected in rows that are there; 0 where there are no rows to go by. */
function rowsFit({ fields, size }: TemplatePage, page: PreparedPage): number {
  const placement = wholePage(size, page);
  let expected = 0;
  let found = 0;
  const known = new Map<string, ReturnType<typeof writingRows>>();
  for (const field of fields) {
    for (const { place, rows, row } of field.zones) {
      const length = lengthRange(field)?.min;
      if (rows === undefined || row === undefined || length === undefined) continue;
      const key = JSON.stringify([place, rows]);
      const own = known.get(key) ?? writingRows(placeBox(place, size, placement), rows, page);
      known.set(key, own);
      if (own.standing > MOST_ROWS * rows) return 0;
      const glyphs = own.rows[row - 1]?.glyphs.length ?? 0;
      expected += length;
      // Too many characters speak against it as too few do.
      found += Math.max(0, length - Math.abs(length - glyphs));
    }
  }
  return expected === 0 ? 0 : found / expected;
}
