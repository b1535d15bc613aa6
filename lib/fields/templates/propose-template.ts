import type { Box } from '../../document/geometry.ts';
import type { PageLook } from './match-template.ts';
import { MAX_ANCHORS, MAX_FIELDS } from './template-bounds.ts';
import { TEMPLATE_VERSION, type Template, type TemplateField, type TemplatePage } from './template-schema.ts';

/** What was found on one page of a form, in prepared-page pixels. */
export interface ProposedPage extends PageLook {
  readonly combs: readonly { readonly box: Box; readonly cells: number }[];
}

/** A table's rule is at least this share of the page wide; rules belong together if their ends are this near. */
const LEAST_RULE = 0.12;
const NEAR = 0.012;
/** Boxes are at least this share of the page high. */
const LEAST_BOX = 0.012;
const MOST_ANCHORS = 30;

/** A template to begin with: every comb is a field of digits, every ruled box an anchor; its author names and prunes them. */
export function proposeTemplate(name: string, pages: readonly ProposedPage[]): Template {
  let number = 0;
  return {
    $schema: 'template.schema.json',
    templateVersion: TEMPLATE_VERSION,
    name,
    kind: 'form',
    pages: pages.map((page): TemplatePage => {
      const fields = page.combs.slice(0, MAX_FIELDS).map(({ box, cells }): TemplateField => {
        const zones = [{ place: fractionsOf(box, page), cells }];
        return { name: `field_${++number}`, kind: 'digits', zones, emptyCells: ['blank', 'crossed'] };
      });
      const anchors = boxesOf(page)
        .slice(0, Math.min(MOST_ANCHORS, MAX_ANCHORS))
        .map((box, i) => ({ name: `box_${i + 1}`, find: 'box' as const, place: fractionsOf(box, page) }));
      return { size: { width: page.width, height: page.height }, anchors, fields };
    }),
  };
}

/** Between two lying rules that begin and end together, one right below the other; the largest first. */
function boxesOf({ rules, width, height }: PageLook): Box[] {
  const lying = rules
    .filter(({ direction, box }) => direction === 'lying' && box.width >= LEAST_RULE * width)
    .map(({ box }) => box)
    .sort((a, b) => a.y - b.y);
  const near = NEAR * width;
  return lying
    .flatMap((top, i): Box[] => {
      const foot = lying
        .slice(i + 1)
        .find(
          (other) =>
            other.y - top.y >= LEAST_BOX * height &&
            Math.abs(other.x - top.x) <= near &&
            Math.abs(other.x + other.width - top.x - top.width) <= near,
        );
      const from = top.y + top.height / 2;
      return foot ? [{ x: top.x, y: from, width: top.width, height: foot.y + foot.height / 2 - from }] : [];
    })
    .sort((a, b) => b.width * b.height - a.width * a.height);
}

function fractionsOf({ x, y, width, height }: Box, page: PageLook): Box {
  return {
    x: rounded(x / page.width),
    y: rounded(y / page.height),
    width: rounded(width / page.width),
    height: rounded(height / page.height),
  };
}

/** To a ten-thousandth: a fifth of a pixel of most scans. */
function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
