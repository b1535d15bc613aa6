import type { GreyImage } from '../../lib/document/image.ts';
import { cutOut } from '../../lib/segment/cut-out.ts';
import { segmentPage } from '../../lib/segment/segment-page.ts';
import { NOT_A_DIGIT_INDEX } from './crop-set.ts';
import type { FoundInk } from './found-ink.ts';

/** A line of which it is known which digit each pixel belongs to. */
export interface KnownLine {
  readonly found: FoundInk;
  readonly dpi: number;
  readonly labels: readonly number[];
  /** Row-major; for each pixel the index in `labels`, or -1. */
  readonly owners: Int16Array;
}

export interface LabelledCandidate {
  readonly label: number;
  readonly ink: GreyImage;
}

/** A candidate with this much of a digit's ink, and this pure, is that digit. */
const WHOLE = 0.85;
const PURE = 0.82;
/** One with less of the digit than this is a part of it; what lies between is left out, as people would not agree. */
const PART = 0.5;
/** One with this much of two digits is a pair. */
const PAIR = 0.4;
const INK_LEVEL = 64;
/** Less than this of any digit is a mark or a speck; one in so many is kept. */
const SPECK = 0.15;
const KEEP_SPECKS = 3;
/** So many candidates of one digit are kept, which differ by what sticks to it. */
const MAX_ALIKE = 3;

/** Parts from the right, or the left, of these digits may be read as a digit themselves: the stem of a 4, half an 8. */
const LEGIBLE_LEFT: ReadonlySet<number> = new Set([1, 5]);
const LEGIBLE_RIGHT: ReadonlySet<number> = new Set([1, 3, 4, 5, 7, 8, 9]);

/**
 * Every candidate glyph that the segmenter proposes for a line, labelled by what it holds: a digit, or not-a-digit
 * (part of a digit, two digits, a mark). Candidates that are neither for sure are left out.
 */
export function labelCandidates(line: KnownLine): LabelledCandidate[] {
  const { found, dpi } = line;
  const kept = new Set(found.components.map(({ label }) => label));
  const totals = new Float64Array(line.labels.length);
  const sumX = new Float64Array(line.labels.length);
  for (let i = 0; i < line.owners.length; i++) {
    const owner = line.owners[i]!;
    if (owner < 0 || !kept.has(found.labels[i]!)) continue;
    totals[owner]!++;
    sumX[owner]! += i % found.width;
  }
  const middles = sumX.map((sum, k) => sum / Math.max(1, totals[k]!));
  const labelled: LabelledCandidate[] = [];
  const seen = new Map<Verdict['of'], number>();
  for (const text of segmentPage({ ...found, dpi })) {
    for (const candidate of text.candidates) {
      const ink = cutOut(text, candidate, found);
      const verdict = judge(line, ink, candidate.box.x - 1, candidate.box.y - 1, totals, middles);
      if (verdict === undefined) continue;
      // A digit and the specks about it make many candidates that look the same, and specks even more.
      const count = (seen.get(verdict.of) ?? 0) + 1;
      seen.set(verdict.of, count);
      const keep =
        verdict.of === 'speck' ? count % KEEP_SPECKS === 1 : verdict.of === 'other' || count <= MAX_ALIKE;
      if (keep) labelled.push({ label: verdict.label, ink });
    }
  }
  return labelled;
}

interface Verdict {
  readonly label: number;
  /** The digit's place in the line, where it is one. */
  readonly of: number | 'speck' | 'other';
}

const OTHER: Verdict = { label: NOT_A_DIGIT_INDEX, of: 'other' };

function judge(
  line: KnownLine,
  ink: GreyImage,
  left: number,
  top: number,
  totals: Float64Array,
  middles: Float64Array,
): Verdict | undefined {
  const { found, owners, labels } = line;
  const held = new Float64Array(labels.length);
  let all = 0;
  let massX = 0;
  for (let y = 0; y < ink.height; y++) {
    for (let x = 0; x < ink.width; x++) {
      if (ink.data[y * ink.width + x]! < INK_LEVEL) continue;
      const at = (top + y) * found.width + left + x;
      if (found.labels[at] === 0) continue;
      all++;
      massX += left + x;
      const owner = owners[at]!;
      if (owner >= 0) held[owner]!++;
    }
  }
  if (all === 0) return undefined;
  const shares = held.map((pixels, k) => pixels / Math.max(1, totals[k]!));
  const best = shares.indexOf(Math.max(...shares));
  if (best < 0) return OTHER;
  const purity = held[best]! / all;
  if (shares[best]! >= WHOLE && purity >= PURE) return { label: labels[best]!, of: best };
  const second = Math.max(0, ...shares.filter((_, k) => k !== best));
  if (shares[best]! >= PAIR && second >= PAIR) return OTHER;
  if (shares[best]! >= PART) return purity < 0.5 ? OTHER : undefined;
  const isLeft = massX / all < middles[best]!;
  const legible = purity > PURE && (isLeft ? LEGIBLE_LEFT : LEGIBLE_RIGHT).has(labels[best]!);
  // An upright stroke by itself is what a 1 looks like, whatever it was cut from.
  const upright = ink.width < 0.45 * ink.height;
  if (legible || (upright && shares[best]! > 0.25)) return undefined;
  return shares[best]! < SPECK ? { ...OTHER, of: 'speck' } : OTHER;
}
