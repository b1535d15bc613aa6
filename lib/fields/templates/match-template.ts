import type { Box } from '../../document/geometry.ts';
import { type Placement, placeBox, placeWithin, type Size } from './placement.ts';
import { type PageRule, registerPage } from './register-page.ts';
import { templateEdges } from './template-edges.ts';
import type { Template, TemplatePage, TemplateZone } from './template-schema.ts';

/** What a page shows before anything on it is read, in prepared-page pixels. */
export interface PageLook extends Size {
  readonly rules: readonly { readonly direction: 'lying' | 'standing'; readonly box: Box }[];
}

/** A template's page that a page was found to be. */
export interface TemplateMatch {
  readonly template: Template;
  /** From 0. */
  readonly templatePage: number;
  readonly placement: Placement;
  /** Share (0 to 1) of the rules expected that were found. */
  readonly fit: number;
}

/**
 * Under this share of its rules a form is another one: of a form with a table and combs of its own nearly a half may fall
 * together by chance, scans of the form itself have two thirds and more.
 */
export const LEAST_FIT = 0.56;
/** Fewer rules than this tell no form from another. */
const LEAST_EDGES = 6;

/** The form that a page is, of all templates whose rules were found; undefined where none fits. */
export function matchTemplate(templates: readonly Template[], page: PageLook): TemplateMatch | undefined {
  const rules = page.rules.map(toEdge);
  let best: TemplateMatch | undefined;
  for (const template of templates) {
    if (template.kind !== 'form') continue;
    template.pages.forEach((own, templatePage) => {
      const edges = templateEdges(own);
      if (edges.length < LEAST_EDGES) return;
      const { placement, fit } = registerPage(edges, own.size, rules, page);
      if (fit >= LEAST_FIT && fit > (best?.fit ?? 0)) best = { template, templatePage, placement, fit };
    });
  }
  return best;
}

/** Where a template's page lies on a page that is said to be it, whether or not its rules are found. */
export function placeTemplate(
  own: TemplatePage,
  page: PageLook,
): { readonly placement: Placement; readonly fit: number } {
  return registerPage(templateEdges(own), own.size, page.rules.map(toEdge), page);
}

/** Where a zone lies, in prepared-page pixels. */
export function placeZone({ place, anchor }: TemplateZone, page: TemplatePage, placement: Placement): Box {
  const own = page.anchors.find(({ name }) => name === anchor);
  if (own === undefined) return placeBox(place, page.size, placement);
  return placeWithin(place, placeBox(own.place, page.size, placement));
}

function toEdge({ direction, box }: PageLook['rules'][number]): PageRule {
  return direction === 'lying'
    ? { direction, at: box.y + box.height / 2, from: box.x, to: box.x + box.width }
    : { direction, at: box.x + box.width / 2, from: box.y, to: box.y + box.height };
}
