import type { Box } from '../document/geometry.ts';
import type { BinaryImage } from '../document/image.ts';
import { findRules } from '../preprocess/find-rules.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import type { Rule } from '../preprocess/rule.ts';
import { faintInk, inkWithRules } from './page-ink.ts';

/** Rules as forms have them: the sides of cells are short, drop-out colours faint, some walls are rows of dots. */
const LEAST_INCH = 0.14;
const THICKEST_INCH = 0.05;
/** Solid rules are torn by less; dots stand so far apart. */
const BREAK_INCH = 0.012;
const DOTS_INCH = 0.045;
/** A row of dots is this thin: letters in a row, with breaks as wide, are higher. */
const THICKEST_DOTS_INCH = 0.03;

/** Parts of letters in a row have the others beside them; of a rule so much at most has ink so far beside it, on either side. */
const BESIDE_INCH = 0.06;
const MOST_BESIDE = 0.5;
const LEAST_BESIDE = 0.15;
/** Rules may lean by so much. */
const LEAN = 0.02;
/** Rules this near to an edge of the page, as a share of its shorter side, are that edge. */
const EDGE = 0.012;
/** Shorter rules count only if they end on others: strokes of writing end somewhere. */
const FREE_INCH = 0.6;
/** How near that is. */
const MEET_INCH = 0.06;

/** Finds what a form is ruled with, faint and dotted rules and the short sides of cells included. */
export function formRules(page: PreparedPage): Rule[] {
  const whole = { x: 0, y: 0, width: page.width, height: page.height };
  const ink = inkWithRules(page, whole);
  const faint = faintInk(page, whole);
  const beside = Math.max(3, Math.round(BESIDE_INCH * page.dpi));
  const dotted = rulesOf(ink, page.dpi, { most: THICKEST_DOTS_INCH, breaks: DOTS_INCH });
  const rules = [
    ...rulesOf(ink, page.dpi, { most: THICKEST_INCH, breaks: BREAK_INCH }).filter((rule) =>
      isThin(rule, THICKEST_INCH * page.dpi),
    ),
    ...rulesOf(faint, page.dpi, { most: THICKEST_INCH, breaks: BREAK_INCH }).filter((rule) =>
      standsAlone(rule, faint, beside),
    ),
    ...dotted.filter((rule) => isThin(rule, THICKEST_DOTS_INCH * page.dpi) && standsAlone(rule, ink, beside)),
  ].filter(({ box }) => !isPageEdge(box, page));
  return withoutStrokes(rules, FREE_INCH * page.dpi, MEET_INCH * page.dpi);
}

function isThin({ box }: Rule, most: number): boolean {
  const [across, along] = [Math.min(box.width, box.height), Math.max(box.width, box.height)];
  return across <= Math.max(4, most) + LEAN * along;
}

/** Whether most of a rule has no ink beside it, on either side. */
function standsAlone(
  { direction, box }: Rule,
  { width, height, data }: BinaryImage,
  beside: number,
): boolean {
  if (direction === 'standing') return true;
  const { x, y: line, width: length, height: thick } = box;
  const inked = (from: number, to: number) => {
    let count = 0;
    for (let column = x; column < x + length; column++) {
      let hasInk = false;
      for (let y = Math.max(0, from); y <= Math.min(height - 1, to) && !hasInk; y++) {
        hasInk = data[y * width + column] === 1;
      }
      if (hasInk) count++;
    }
    return count;
  };
  // A pixel of its own fringe says nothing.
  const sides = [inked(line - beside, line - 2), inked(line + thick + 1, line + thick - 1 + beside)];
  return Math.max(...sides) <= MOST_BESIDE * length && Math.min(...sides) <= LEAST_BESIDE * length;
}

/** The paper's edge, or what lies behind it. */
function isPageEdge(
  box: Box,
  { width, height }: { readonly width: number; readonly height: number },
): boolean {
  const side = EDGE * Math.min(width, height);
  return (
    box.x + box.width < side || box.x > width - side || box.y + box.height < side || box.y > height - side
  );
}

/** Leaves out short rules with a loose end, until there is none: without one stroke of a digit the next is loose. */
function withoutStrokes(rules: readonly Rule[], free: number, near: number): Rule[] {
  let kept = [...rules];
  for (let before = -1; before !== kept.length; ) {
    before = kept.length;
    const all = kept;
    kept = all.filter((rule) => {
      const { x, y, width, height } = rule.box;
      if (Math.max(width, height) >= free) return true;
      const crossing = all.filter(({ direction }) => direction !== rule.direction);
      const meets = (atX: number, atY: number) =>
        crossing.some(
          ({ box }) =>
            atX >= box.x - near &&
            atX <= box.x + box.width + near &&
            atY >= box.y - near &&
            atY <= box.y + box.height + near,
        );
      return rule.direction === 'lying'
        ? meets(x, y + height / 2) && meets(x + width, y + height / 2)
        : meets(x + width / 2, y) && meets(x + width / 2, y + height);
    });
  }
  return kept;
}

function rulesOf(
  ink: BinaryImage,
  dpi: number,
  { most, breaks }: { readonly most: number; readonly breaks: number },
): Rule[] {
  const least = LEAST_INCH * dpi;
  return findRules(ink, {
    minLength: least,
    // Only long ones are followed over breaks: a stroke of a digit would be led astray.
    minStandingLength: FREE_INCH * dpi,
    minSideLength: least,
    maxThickness: Math.max(3, most * dpi),
    maxBreak: Math.max(1, Math.round(breaks * dpi)),
  });
}
