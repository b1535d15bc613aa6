import sharp from 'sharp';
import { type Box, overlapArea } from '../document/geometry.ts';
import type { GreyImage } from '../document/image.ts';
import type { Field, NumberReading } from '../document/result.ts';
import {
  BAND_COLOURS,
  type BandColours,
  CANDIDATE_STYLES,
  type CandidateLook,
  candidateLook,
  confidenceBand,
} from './overlay-colours.ts';
import { labelSvg, placeLabel } from './overlay-label.ts';
import { legendSvg } from './overlay-legend.ts';
import { trackOccupied } from './overlay-occupied.ts';
import {
  clamp,
  filled,
  framePath,
  insetBox,
  outlined,
  type PageSize,
  pixelBox,
  rectPath,
} from './overlay-svg.ts';
import { textWidth } from './overlay-text.ts';
import type { CandidateTrace } from './read-document.ts';

export interface OverlayInput {
  readonly picture: GreyImage;
  readonly numbers: readonly NumberReading[];
  /** By name; numbers that lie in one are drawn without a label of their own. @default none */
  readonly fields?: Readonly<Record<string, Field>>;
  /** Lowest confidence that is accepted: from there on boxes are drawn as sure. */
  readonly threshold: number;
  /** Drawn thinly under the numbers when given: cuts, merges and rejected candidates each in a colour. */
  readonly candidates?: readonly CandidateTrace[];
}

/** Black ink is drawn as this grey, so that boxes and digits stand out. */
const INK_LEVEL = 120;
/** Greys that are left of 256: a scan's noise would make the PNG large and slow to write. */
const GREY_STEP = 16;
/** Fast to write: level 6 takes three times as long on a noisy A4 page for a tenth fewer bytes. */
const COMPRESSION_LEVEL = 3;

/** Sizes in pixels that keep the drawing legible on a page shown whole: parts of its shorter side. */
const LINE_PART = 1 / 300;
const THIN_PART = 1 / 800;
const TEXT_PART = 1 / 100;
const LEGEND_PART = 1 / 80;
/** A field's frame lies so many lines outside of its ink, and its text is so many times as high as the smallest. */
const FIELD_MARGIN = 3;
const FIELD_TEXT = 2;
/** A number belongs to a field that this share of it lies in. */
const WITHIN = 0.6;

/** Draws what was read over the page as PNG bytes: a box for each number, its digits above it, confidence by colour. */
export async function drawOverlay(input: OverlayInput): Promise<Uint8Array> {
  const { width, height } = input.picture;
  const page = sharp(lighten(input.picture), {
    raw: { width, height, channels: 1 },
    limitInputPixels: false,
  });
  const drawing = Buffer.from(overlaySvg(input));
  return page
    .toColourspace('srgb')
    .composite([{ input: drawing, limitInputPixels: false }])
    .removeAlpha()
    .png({ compressionLevel: COMPRESSION_LEVEL, adaptiveFiltering: false })
    .toBuffer();
}

function lighten(picture: GreyImage): Uint8Array {
  const levels = Uint8Array.from({ length: 256 }, (_, level) => {
    const coarse = Math.min(255, Math.round(level / GREY_STEP) * GREY_STEP);
    return INK_LEVEL + Math.round((coarse * (255 - INK_LEVEL)) / 255);
  });
  const light = new Uint8Array(picture.data.length);
  for (let i = 0; i < light.length; i++) light[i] = levels[picture.data[i]!]!;
  return light;
}

function overlaySvg({ picture: page, numbers, fields = {}, threshold, candidates }: OverlayInput): string {
  const shorter = Math.min(page.width, page.height);
  const line = Math.max(1, Math.round(shorter * LINE_PART));
  const thin = Math.ceil(shorter * THIN_PART);
  const smallText = Math.max(8, shorter * TEXT_PART);

  // The frame lies around the number, so that it hides none of its ink.
  const frames = numbers.map((number) => pixelBox(number.box, page, line));
  const taken = trackOccupied();
  for (const frame of frames) taken.add(frame);
  const places = fieldPlaces(fields, page, line);
  for (const { frame } of places) taken.add(frame);
  const glyphs: string[] = [];
  const boxes: string[] = [];
  const labels: string[] = [];
  for (const [index, number] of numbers.entries()) {
    const frame = frames[index]!;
    const { box: colour, text: ink } = BAND_COLOURS[confidenceBand(number.confidence, threshold)];
    const glyphFrames = number.glyphs.map((glyph) => framePath(pixelBox(glyph.box, page), thin));
    glyphs.push(filled(glyphFrames, colour, 0.6));
    boxes.push(filled([framePath(frame, line)], colour));

    if (places.some((place) => isWithin(number.box, place.frame))) continue;
    const text = labelText(number);
    const fitting = Math.min(number.box.height * 0.7, frame.width / textWidth(text, 1));
    const label = placeLabel(text, frame, clamp(fitting, smallText, 3 * smallText), page, taken);
    if (label === undefined) continue;
    taken.add(label.box);
    labels.push(labelSvg(label, { plate: colour, text: ink }));
  }
  for (const { frame, text, colours } of places) {
    boxes.push(filled([framePath(frame, 2 * line)], colours.box));
    const label = placeLabel(text, frame, FIELD_TEXT * smallText, page, taken);
    if (label === undefined) continue;
    taken.add(label.box);
    labels.push(labelSvg(label, { plate: colours.box, text: colours.text }));
  }
  const traces = candidates === undefined ? '' : candidatesSvg(candidates, page, thin);
  if (candidates !== undefined) {
    for (const { box } of candidates) taken.add(box);
    const height = Math.max(9, shorter * LEGEND_PART);
    labels.push(legendSvg({ page, threshold, line, height }, taken));
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${page.width}" height="${page.height}">`,
    `<g shape-rendering="crispEdges">${glyphs.join('')}${traces}${boxes.join('')}</g>`,
    `${labels.join('')}</svg>`,
  ].join('');
}

interface FieldPlace {
  readonly frame: Box;
  readonly text: string;
  readonly colours: BandColours;
}

/** Fields that have a place of their own, a wide frame round each, with its name and value: green where it is accepted. */
function fieldPlaces(
  fields: NonNullable<OverlayInput['fields']>,
  page: PageSize,
  line: number,
): FieldPlace[] {
  return Object.entries(fields).flatMap(([name, field]): FieldPlace[] => {
    if (field.box === undefined) return [];
    const colours =
      BAND_COLOURS[field.decision === 'accept' ? 'high' : field.value === null ? 'low' : 'middle'];
    const percent = Math.floor(field.confidence * 100);
    const text = `${name} ${shownValue(field)} ${percent}%`;
    return [{ frame: pixelBox(field.box, page, FIELD_MARGIN * line), text, colours }];
  });
}

function shownValue({ value, raw }: Field): string {
  if (typeof value === 'string') return value;
  if (value === null || typeof value.minorUnits !== 'number') return raw;
  return `${(value.minorUnits / 100).toFixed(2)} ${String(value.currency)}`;
}

function isWithin(box: Box, frame: Box): boolean {
  return overlapArea(box, frame) >= WITHIN * box.width * box.height;
}

/** Rounded down: 100% is only said of a confidence of 1. */
function labelText(number: NumberReading): string {
  return `${number.text} ${Math.floor(number.confidence * 100)}%`;
}

function candidatesSvg(candidates: readonly CandidateTrace[], page: PageSize, line: number): string {
  const paths = new Map<CandidateLook, string[]>();
  for (const candidate of candidates) {
    const look = candidateLook(candidate);
    if (look === undefined) continue;
    const path = rectPath(insetBox(pixelBox(candidate.box, page), line / 2));
    const same = paths.get(look);
    if (same === undefined) paths.set(look, [path]);
    else same.push(path);
  }
  return Object.entries(CANDIDATE_STYLES)
    .map(([look, { colour, dash }]) => outlined(paths.get(look as CandidateLook) ?? [], colour, line, dash))
    .join('');
}
