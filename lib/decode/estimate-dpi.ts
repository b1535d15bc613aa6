import type { PageResult } from '../document/result.ts';

export interface Resolution {
  /** Dots an inch. */
  readonly dpi: number;
  readonly dpiSource: PageResult['dpiSource'];
}

/** What a scanner can mean: below it no digit is legible, above it no sheet fits the bounds of a page. */
const BELIEVABLE_DPI = { min: 50, max: 2_400 };
/** What programs write that know nothing: a screen of 1984, and Windows. */
const MEANINGLESS_DPI = [72, 96];
/** A meaningless value is believed if it is this near to the estimate, as a ratio. */
const AGREEMENT = 1.15;
/** Inches along the longer side: more than A3 or tabloid, 17 in, is a number made up; less was made smaller after the scan. */
const BELIEVABLE_INCHES = { min: 1, max: 17.5 };

const ESTIMATED_DPI = { min: 60, max: 600 };

/**
 * Longer side over shorter side of what gets scanned, and how long it is in inches. Letter is 11 in (1.29), A4 11.7 in
 * (1.41), legal 14 in (1.65). Cheques: US personal 6 x 2.75 in (2.18) and business 8.5 x 3.5 in (2.43) by ANSI X9.100-160,
 * Indian CTS-2010 202 x 92 mm (8 x 3.6 in, 2.20); 8 in lies amid them, and is at most a third wrong.
 */
const SHEETS: readonly { readonly maxAspect: number; readonly longSideInches: number }[] = [
  { maxAspect: 1.53, longSideInches: 11.35 },
  { maxAspect: 1.8, longSideInches: 14 },
  { maxAspect: 3, longSideInches: 8 },
];
/** Longer than any sheet: one line that was cut out of a page. The clear band of a MICR line is 5/8 in (ANSI X9.100-160). */
const LINE_HEIGHT_INCHES = 0.625;

/**
 * The resolution of a page of `width` x `height` pixels: what its file says, if that is possible, else an estimate that
 * takes the page for a sheet of paper, a cheque or a cut-out line by its aspect ratio alone.
 */
export function resolveDpi(stated: number | undefined, width: number, height: number): Resolution {
  const estimate = estimateDpi(width, height);
  if (stated !== undefined && isBelievable(stated, estimate, Math.max(width, height))) {
    return { dpi: stated, dpiSource: 'metadata' };
  }
  return { dpi: estimate, dpiSource: 'estimated' };
}

/** A whole number of dots an inch, from 60 to 600, at which a page of this size in pixels would be a usual sheet. */
export function estimateDpi(width: number, height: number): number {
  const long = Math.max(width, height);
  const short = Math.min(width, height);
  const sheet = SHEETS.find(({ maxAspect }) => long <= short * maxAspect);
  const dpi = sheet === undefined ? short / LINE_HEIGHT_INCHES : long / sheet.longSideInches;
  return Math.min(ESTIMATED_DPI.max, Math.max(ESTIMATED_DPI.min, Math.round(dpi)));
}

function isBelievable(dpi: number, estimate: number, longSide: number): boolean {
  if (!(dpi >= BELIEVABLE_DPI.min && dpi <= BELIEVABLE_DPI.max)) return false;
  const inches = longSide / dpi;
  if (inches < BELIEVABLE_INCHES.min || inches > BELIEVABLE_INCHES.max) return false;
  if (!MEANINGLESS_DPI.includes(dpi)) return true;
  return Math.max(dpi / estimate, estimate / dpi) <= AGREEMENT;
}
