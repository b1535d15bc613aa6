import type { Classifier } from '../classify/classifier.ts';
import { MAX_STRIP_COLUMNS } from '../document/bounds.ts';
import { type Box, holdsCentre, unionBoxes } from '../document/geometry.ts';
import type { PlaceReading } from '../fields/field-reading.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import { guessKind } from '../read/guess-kind.ts';
import { placeWritings } from '../read/place-writings.ts';
import type { ReadLine } from '../read/settle-number.ts';
import { PRINT_WEIGHTS, type ReadingWeights } from '../read/weigh-readings.ts';
import { digitBoxes } from '../read/writing-shapes.ts';
import { type LineStrip, lineStrip } from '../segment/line-strip.ts';
import { roomFor } from '../segment/room-for-digits.ts';
import { segmentPage } from '../segment/segment-page.ts';
import type { TextLine } from '../segment/text-line.ts';
import type { AnsweringModel } from './answering-model.ts';
import { cropsOf, scoresByLine } from './line-crops.ts';
import { lookAtStrips, type ShownStrip } from './look-at-strips.ts';
import { mainLine } from './main-line.ts';

/** How large an amount is shown, too, by the height of its digits: which of them are full-size may be uncertain. */
const LARGER = 1.14;
const SMALLER = 0.88;
/** So many of the places where an amount may stand are looked at that closely, the likeliest ones: it is most of a page's work. */
export const MOST_CLOSELY = 3;
/** No part of a broken digit is as small as this in both directions, in line heights. */
const SPECK = 0.22;
const MOST_POINTS = 3;
const NONE: ReadonlySet<Box> = new Set();

/** A page ready for its zones to be read. */
export interface ZonedPage {
  /** From 0. */
  readonly index: number;
  readonly prepared: PreparedPage;
}

export interface ReadZoneOptions {
  readonly signal?: AbortSignal | undefined;
  /** @default READING_WEIGHTS, as a zone holds digits; PRINT_WEIGHTS where they are printed */
  readonly weights?: ReadingWeights | undefined;
  /** Those of the zones in which amounts may stand. @default none */
  readonly amounts?: ReadonlySet<Box> | undefined;
  /** Those of them that are shown at several sizes. @default the first few, as the likeliest */
  readonly closely?: ReadonlySet<Box> | undefined;
  /** Those in which nothing but digits stands, so that many specks between them are not shown. @default none */
  readonly codes?: ReadonlySet<Box> | undefined;
}

export interface ZoneReadings {
  /** For each zone what stands in it. */
  readonly places: readonly PlaceReading[];
  /** Left out when there was no zone to ask about. */
  readonly answered?: AnsweringModel;
}

/** Reads one zone as `readZones` does. */
export async function readZone(
  zone: Box,
  page: ZonedPage,
  classifier: Classifier,
  options: ReadZoneOptions = {},
): Promise<PlaceReading> {
  const { places } = await readZones([zone], page, classifier, options);
  return places[0]!;
}

/**
 * Reads zones that hold one number each: boxes in prepared-page pixels, in which ink counts by the middle of what it hangs
 * together with. Each is looked at for itself, whatever stands round it, and read as one line. Asks the classifier once
 * for glyphs and once for lines, those of print apart. Throws what the classifier throws.
 */
export async function readZones(
  zones: readonly Box[],
  page: ZonedPage,
  classifier: Classifier,
  {
    signal,
    weights,
    amounts = NONE,
    closely = new Set([...amounts].slice(0, MOST_CLOSELY)),
    codes = NONE,
  }: ReadZoneOptions = {},
): Promise<ZoneReadings> {
  if (zones.length === 0) return { places: [] };
  const { prepared } = page;
  const lines = zones.map((zone) => segmentPage({ ...prepared, components: inkWithin(zone, prepared) }));
  const classification = await classifier.classify(cropsOf(lines.flat(), prepared), signal);
  const scores = scoresByLine(lines.flat(), classification);
  let before = 0;
  const reads = lines.map((ofZone) => {
    const own = scores.slice(before, before + ofZone.length);
    before += ofZone.length;
    return mainLine(ofZone, own, classification.model.classes);
  });
  const shown = zones.map((zone, i): ShownStrip[] => {
    const read = reads[i];
    if (read === undefined) return [];
    const network = isPrinted(read) ? 'print' : 'lines';
    const line = codes.has(zone) ? withoutSpecks(read.line) : read.line;
    return stripsOf({ ...read, line }, prepared, closely.has(zone)).map((strip) => ({ strip, network }));
  });
  const { looks, answered } = await lookAtStrips(shown.flat(), classifier, signal);
  const places = zones.map((zone, i): PlaceReading => {
    const read = reads[i];
    const [first, ...others] = shown[i]!.map(({ strip }) => looks.get(strip)!);
    const nothing = { page: page.index, box: prepared.toSource(zone), writings: [] };
    if (read === undefined || first === undefined) return nothing;
    const own = weights ?? (isPrinted(read) ? PRINT_WEIGHTS : undefined);
    const writings = placeWritings(read, [first, ...others], answered.calibration, {
      weights: own,
      isAmount: amounts.has(zone),
    });
    return { ...nothing, box: prepared.toSource(inkBox(read)), writings };
  });
  return { places, answered };
}

/**
 * The line as it is shown to the line network, if it is not too wide: where it is looked at closely at several sizes, one of
 * them such that no digit is cut off.
 */
function stripsOf(read: ReadLine, page: PreparedPage, closely: boolean): LineStrip[] {
  const { line } = read;
  const at = (size: number) => ({ ...line, height: line.height / size });
  const shown = closely ? [line, roomFor(digitBoxes(read), line) ?? at(LARGER), at(SMALLER)] : [line];
  return shown.map((stretch) => lineStrip(stretch, page)).filter(({ width }) => width <= MAX_STRIP_COLUMNS);
}

/** The line without specks where it has many; a few may be the points by which a number shows that it is an amount or a date. */
function withoutSpecks(line: TextLine): TextLine {
  const most = SPECK * line.height;
  const pieces = line.pieces.filter(({ box }) => box.width > most || box.height > most);
  const specks = line.pieces.length - pieces.length;
  return specks <= MOST_POINTS || pieces.length === 0 ? line : { ...line, pieces };
}

/** The components whose middle lies in the zone: a digit may reach out of its box. */
export function inkWithin(zone: Box, { components }: Pick<PreparedPage, 'components'>) {
  return components.filter(({ box }) => holdsCentre(zone, box));
}

function isPrinted(read: ReadLine): boolean {
  return guessKind(digitBoxes(read)) === 'printed';
}

function inkBox({ line }: ReadLine): Box {
  return unionBoxes(line.pieces.map(({ box }) => box));
}
