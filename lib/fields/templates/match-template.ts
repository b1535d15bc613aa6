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
  /** Share (0 to 1) of the rules expected that were found, or of the characters where there are no rules to go by. */
  readonly fit: number;
  /** What it was known by: rows of writing alone are some other column's too. */
  readonly by: 'rules' | 'rows' | 'micr';
}

/** A page on which fewer of a form's rules lie where they should is not looked at closer: by chance half of them may. */
const LEAST_FIT = 0.35;
/** Fewer rules than this tell no form from another. */
const LEAST_EDGES = 6;

/** The forms that a page may be, by the rules found on it, the likeliest first. */
export function matchTemplates(templates: readonly Template[], page: PageLook): TemplateMatch[] {
  const rules = page.rules.map(toEdge);
  return templates
    .filter(({ kind }) => kind === 'form')
    .flatMap((template) =>
      template.pages.flatMap((own, templatePage): TemplateMatch[] => {
        const edges = templateEdges(own);
        if (edges.length < LEAST_EDGES) return [];
        const { placement, fit } = registerPage(edges, own.size, rules, page);
        return fit >= LEAST_FIT ? [{ template, templatePage, placement, fit, by: 'rules' }] : [];
      }),
    )
    .sort((a, b) => b.fit - a.fit);
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
