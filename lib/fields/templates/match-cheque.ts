import type { Box } from '../../document/geometry.ts';
import type { TemplateMatch } from './match-template.ts';
import type { Template } from './template-schema.ts';

/** A cheque whose MICR line was read. */
export interface SeenCheque {
  /** Round the MICR line, in prepared-page pixels. */
  readonly micr: Box;
  /** Its routing number or sort code, all digits; undefined where it was not understood. */
  readonly routing: string | undefined;
  readonly country: string | undefined;
}

/**
 * The template of one bank's cheques that a cheque is, by its routing number, laid over it by its MICR line: the longest beginning
 * that fits, of equal ones the first. Undefined where there is none.
 */
export function matchCheque(templates: readonly Template[], cheque: SeenCheque): TemplateMatch | undefined {
  let best: { readonly match: TemplateMatch; readonly length: number } | undefined;
  for (const template of templates) {
    const length = fittingLength(template, cheque);
    const match = length > (best?.length ?? 0) ? layOver(template, cheque.micr) : undefined;
    if (match !== undefined) best = { match, length };
  }
  return best?.match;
}

function fittingLength(
  { kind, routing = [], country }: Template,
  { routing: own = '', country: told }: SeenCheque,
): number {
  if (kind !== 'cheque' || (country !== undefined && told !== undefined && country !== told)) return 0;
  return Math.max(0, ...routing.filter((start) => own.startsWith(start)).map((start) => start.length));
}

/** The line's width tells the scale on both axes, as the height of its characters is too small to. */
function layOver(template: Template, micr: Box): TemplateMatch | undefined {
  const { anchors, size } = template.pages[0]!;
  const place = anchors.find(({ find }) => find === 'micr-line')?.place;
  if (place === undefined) return undefined;
  const scale = micr.width / (place.width * size.width);
  const across = micr.x - scale * place.x * size.width;
  const down = micr.y + micr.height / 2 - scale * (place.y + place.height / 2) * size.height;
  return {
    template,
    templatePage: 0,
    placement: { x: { scale, offset: across }, y: { scale, offset: down } },
    fit: 1,
    by: 'micr',
  };
}
