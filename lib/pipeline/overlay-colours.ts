import type { CandidateTrace } from './read-document.ts';

/** How much a confidence is worth to a person who looks at the page. */
export type ConfidenceBand = 'high' | 'middle' | 'low';

/** Below the threshold a confidence from here on is middling, the others are low. */
export const MIDDLE_CONFIDENCE = 0.6;

/** The band of a confidence between 0 and 1; high is what is accepted and asks for nobody's review. */
export function confidenceBand(confidence: number, threshold: number): ConfidenceBand {
  if (confidence >= threshold) return 'high';
  return confidence >= MIDDLE_CONFIDENCE ? 'middle' : 'low';
}

export interface BandColours {
  /** Of the box and of the plate under the digits. */
  readonly box: string;
  /** Of the digits on that plate: at least 4.5 : 1 against it (WCAG 2, contrast minimum). */
  readonly text: string;
}

/**
 * Green, amber and red that stay apart for colour-blind eyes, as they differ in lightness too
 * (after Okabe and Ito, "Color Universal Design", 2008; green and red darkened to carry white digits).
 */
export const BAND_COLOURS: Readonly<Record<ConfidenceBand, BandColours>> = {
  high: { box: '#007a59', text: '#ffffff' },
  middle: { box: '#e69f00', text: '#000000' },
  low: { box: '#b3261e', text: '#ffffff' },
};

export interface CandidateStyle {
  readonly label: string;
  readonly colour: string;
  /** Dash and gap in line widths; none is a solid line. */
  readonly dash?: readonly number[];
}

/** Candidates that differ in look; one that became part of a number as it was found needs no mark of its own. */
export type CandidateLook =
  | 'cut'
  | 'merged'
  | 'not-digit'
  | 'rejected-cut'
  | 'rejected-merged'
  | 'rejected-whole';

const CUT = '#0072b2';
const MERGED = '#9b3f87';
const WHOLE = '#666666';
const REJECTED_DASH = [4, 4];

/** Colour says how a candidate came to be, the line how it ended. In the order in which they are drawn. */
export const CANDIDATE_STYLES: Readonly<Record<CandidateLook, CandidateStyle>> = {
  'rejected-whole': { label: 'rejected', colour: WHOLE, dash: REJECTED_DASH },
  'rejected-cut': { label: 'rejected cut', colour: CUT, dash: REJECTED_DASH },
  'rejected-merged': { label: 'rejected merge', colour: MERGED, dash: REJECTED_DASH },
  'not-digit': { label: 'not a digit', colour: WHOLE, dash: [1, 3] },
  cut: { label: 'cut', colour: CUT },
  merged: { label: 'merged', colour: MERGED },
};

/** How a candidate is drawn; undefined for a whole one that was chosen, which the number's own glyph box shows. */
export function candidateLook({ origin, outcome }: CandidateTrace): CandidateLook | undefined {
  switch (outcome) {
    case 'chosen':
      return origin === 'whole' ? undefined : origin;
    case 'not-digit':
      return 'not-digit';
    case 'rejected':
      return `rejected-${origin}`;
  }
}
