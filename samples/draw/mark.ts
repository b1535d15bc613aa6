import type { NumberKind } from '../../lib/document/result.ts';
import { type DrawnText, numbersIn } from './drawn-text.ts';
import type { Path } from './path.ts';

export interface Ink {
  readonly fill?: string;
  readonly stroke?: string;
  /** Pixels. */
  readonly width?: number;
  /** From 0 to 1. */
  readonly opacity?: number;
}

/** A number among the marks: part of the page's truth. */
export interface NumberMark {
  readonly drawn: DrawnText;
  readonly kind: NumberKind;
  /** The field that this number fills. */
  readonly field?: string;
}

/** Something drawn on a page, and the numbers that it shows. */
export interface Mark {
  readonly path: Path;
  readonly ink: Ink;
  readonly numbers: readonly NumberMark[];
}

export function mark(path: Path, ink: Ink): Mark {
  return { path, ink, numbers: [] };
}

/** Text of which every word with a digit is a number of its own. */
export function textMark(drawn: DrawnText, ink: Ink, kind: NumberKind): Mark {
  return { path: drawn.path, ink, numbers: numbersIn(drawn).map((number) => ({ drawn: number, kind })) };
}

/** Text that as a whole is one number, spaces included. */
export function numberMark(drawn: DrawnText, ink: Ink, kind: NumberKind, field?: string): Mark {
  return { path: drawn.path, ink, numbers: [{ drawn, kind, ...(field === undefined ? {} : { field }) }] };
}
