import { MAX_PAGE_PIXELS } from '../document/bounds.ts';
import { type Box, shrinkBox } from '../document/geometry.ts';
import type { BinaryImage, GreyImage } from '../document/image.ts';
import type { PageQuality, QuarterTurn } from '../document/result.ts';
import { type Component, findComponents } from './cv/connected-components.ts';
import { despeckle } from './despeckle.ts';
import { enlargeImage } from './enlarge.ts';
import { estimateAxis, type TextAxis } from './estimate-axis.ts';
import { estimateSkew } from './estimate-skew.ts';
import { type FindRulesOptions, findRules } from './find-rules.ts';
import { reduceImage } from './reduce.ts';
import { removeRules } from './remove-rules.ts';
import { rotateImage, unrotateBox } from './rotate.ts';
import type { Rule } from './rule.ts';
import { type Binarization, separateInk } from './separate-ink.ts';
import { turnImage, unturnBox } from './turn.ts';

/** What is known of a page before anything on it is read. */
export interface PageInput {
  readonly image: GreyImage;
  readonly dpi: number;
  readonly bitonal: boolean;
}

export interface PreparePageOptions {
  /** Clockwise turn that sets the page upright. */
  readonly turn: QuarterTurn;
  /** Look for skew and take it out. A picture of a single line is too short to tell. @default true */
  readonly deskew?: boolean;
  /** Pixels that a lying rule is at least long. @default half an inch */
  readonly minRuleLength?: number;
  /** @default 'sauvola' */
  readonly binarization?: Binarization;
  /** A page of fewer dots an inch is enlarged to at least so many, as far as pages may be large. @default 0 */
  readonly leastDpi?: number;
  /** What `surveyPage` found of this page, if it was asked: a page that needs no turn is not reduced again then. */
  readonly lie?: PageLie;
}

/** A page turned upright, straightened and stripped of rules: the picture that glyphs are looked for in. */
export interface PreparedPage {
  readonly width: number;
  readonly height: number;
  readonly dpi: number;
  /** How much ink there is: 0 paper, 255 full ink; rules still in it. */
  readonly soft: GreyImage;
  /** Row-major; 0 is paper and removed rules, else the component's label. */
  readonly labels: Int32Array;
  readonly components: readonly Component[];
  /** The rules that were removed. */
  readonly rules: readonly Pick<Rule, 'direction' | 'box'>[];
  readonly turned: QuarterTurn;
  /** Degrees clockwise by which the upright page leaned, to a tenth. */
  readonly skew: number;
  readonly quality: readonly PageQuality[];
  /** The box in pixels of the page as delivered, clipped to it, on whole pixels. */
  toSource(box: Box): Box;
}

/** The side, in pixels, of the reduced page that orientation and skew are taken from: about 100 dpi of a letter. */
const REDUCED_SIDE = 1_100;
/** The strip along a page's side where its edge shows, as a share of its width; what stands there is this slender. */
const EDGE_SHARE = 0.012;
const EDGE_SLENDERNESS = 2;
/** Pixels of the reduced page along the longer side of a glyph. */
const SMALLEST_GLYPH = 6;
const LARGEST_GLYPH = REDUCED_SIDE / 12;
/** Leaning less than this moves nothing by more than a stroke's width across a page. */
const LEAST_SKEW = 0.1;
/** A character seldom has a lying stroke this long, in inches, or a standing one; the sides of comb boxes are shorter. */
const RULE_INCH = 0.5;
const STANDING_RULE_INCH = 0.55;
const BOX_SIDE_INCH = 0.16;
const RULE_THICKNESS_INCH = 0.05;
const RULE_BREAK_INCH = 0.01;
/** Enlarged further, a page only takes longer to read. */
const MOST_ENLARGED = 2;
/** Scans under this many dots an inch have digits of under 10 pixels. */
const LOW_RESOLUTION_DPI = 90;
/** Ink that stands out from the paper by fewer levels of grey, of 255. */
const LOW_CONTRAST = 48;
/** More components than this are noise for the most part. */
const CROWDED_COMPONENTS = 20_000;

/** What a look at the reduced page tells of how it lies. */
export interface PageLie {
  readonly axis: TextAxis;
  /** Of the reduced page, as it was delivered. */
  readonly ink: BinaryImage;
}

/** Looks at a reduced copy of the page: do its lines run across or down? */
export function surveyPage(page: PageInput): PageLie {
  const reduced = reducePage(page);
  const { binary, soft } = separateInk(reduced.image, reduced);
  const glyphs = despeckle(findComponents(binary), { dpi: reduced.dpi, soft }).filter(
    ({ box, area }) =>
      area >= 8 &&
      Math.max(box.width, box.height) >= SMALLEST_GLYPH &&
      Math.max(box.width, box.height) < LARGEST_GLYPH,
  );
  return { axis: estimateAxis(glyphs.map(({ box }) => box)), ink: binary };
}

function reducePage(page: PageInput): PageInput {
  const factor = Math.max(1, Math.round(Math.max(page.image.width, page.image.height) / REDUCED_SIDE));
  if (factor === 1 || Math.min(page.image.width, page.image.height) < factor) return page;
  return { image: reduceImage(page.image, factor), dpi: page.dpi / factor, bitonal: false };
}

/** Does all that is done to a page's pixels before segmentation: turn, straighten, binarize, remove rules, despeckle. */
export async function preparePage(page: PageInput, options: PreparePageOptions): Promise<PreparedPage> {
  const upright = turnImage(page.image, options.turn);
  const skew = options.deskew === false ? 0 : measureSkew({ ...page, image: upright }, options);
  const factor = enlargement(page, options.leastDpi ?? 0);
  const dpi = factor * page.dpi;
  const large = await enlargeImage(upright, factor);
  const straight = skew === 0 ? large : await rotateImage(large, -skew);
  const ink = separateInk(straight, {
    dpi,
    // Enlarged, two levels have others between them.
    bitonal: page.bitonal && factor === 1,
    ...(options.binarization === undefined ? {} : { method: options.binarization }),
  });
  const rules = findRules(ink.binary, ruleSizes(dpi, options.minRuleLength));
  const labelled = findComponents(removeRules(ink.binary, rules));
  const components = despeckle(labelled, { dpi, soft: ink.soft }).filter(
    ({ box }) => !isPageEdge(box, straight),
  );
  return {
    width: straight.width,
    height: straight.height,
    dpi,
    soft: ink.soft,
    labels: labelled.labels,
    components,
    rules: rules.map(({ direction, box }) => ({ direction, box })),
    turned: options.turn,
    skew,
    quality: pageQuality(page, components, ink.contrast),
    toSource: (box) => {
      const flat = skew === 0 ? box : unrotateBox(box, -skew, { rotated: straight, source: large });
      return clip(
        unturnBox(shrinkBox(flat, factor), options.turn, page.image.width, page.image.height),
        page.image,
      );
    },
  };
}

/** By how much a page has to be enlarged; a page may not become larger than pages may be. */
function enlargement({ image, dpi }: PageInput, leastDpi: number): number {
  const wanted = Math.ceil(leastDpi / dpi);
  const most = Math.floor(Math.sqrt(MAX_PAGE_PIXELS / (image.width * image.height)));
  return Math.max(1, Math.min(wanted, most, MOST_ENLARGED));
}

function measureSkew(upright: PageInput, { turn, lie }: PreparePageOptions): number {
  const ink = turn === 0 && lie ? lie.ink : reducedInk(upright);
  const lean = Math.round(estimateSkew(ink) * 10) / 10;
  return Math.abs(lean) < LEAST_SKEW ? 0 : lean;
}

function reducedInk(page: PageInput): BinaryImage {
  const reduced = reducePage(page);
  return separateInk(reduced.image, reduced).binary;
}

/** A thin standing strip at the side of the page is the paper's edge or what lies behind it. */
function isPageEdge(box: Box, { width }: GreyImage): boolean {
  const side = EDGE_SHARE * width;
  const atSide = box.x + box.width < side || box.x > width - side;
  return atSide && box.height > EDGE_SLENDERNESS * box.width;
}

function ruleSizes(dpi: number, minLength = Math.max(24, dpi * RULE_INCH)): FindRulesOptions {
  return {
    minLength,
    minStandingLength: Math.max(36, dpi * STANDING_RULE_INCH),
    minSideLength: Math.max(12, dpi * BOX_SIDE_INCH),
    maxThickness: Math.max(4, dpi * RULE_THICKNESS_INCH),
    maxBreak: Math.round(dpi * RULE_BREAK_INCH),
  };
}

function pageQuality(page: PageInput, components: readonly Component[], contrast: number): PageQuality[] {
  const quality: PageQuality[] = [];
  if (page.bitonal) quality.push('bitonal');
  if (page.dpi < LOW_RESOLUTION_DPI) quality.push('low-resolution');
  if (components.length === 0) quality.push('blank');
  else if (contrast < LOW_CONTRAST) quality.push('low-contrast');
  if (components.length > CROWDED_COMPONENTS) quality.push('crowded');
  return quality;
}

function clip(box: Box, { width, height }: GreyImage): Box {
  const left = Math.min(width, Math.max(0, Math.floor(box.x)));
  const top = Math.min(height, Math.max(0, Math.floor(box.y)));
  const right = Math.min(width, Math.max(left, Math.ceil(box.x + box.width)));
  const bottom = Math.min(height, Math.max(top, Math.ceil(box.y + box.height)));
  return { x: left, y: top, width: right - left, height: bottom - top };
}
