import type { Classifier } from '../classify/classifier.ts';
import type { DecodedPage } from '../decode/open-document.ts';
import { type Box, holdsCentre } from '../document/geometry.ts';
import type { NumberReading, PageResult, QuarterTurn } from '../document/result.ts';
import {
  type PreparedPage,
  type PreparePageOptions,
  preparePage,
  surveyPage,
} from '../preprocess/prepare-page.ts';
import type { Binarization } from '../preprocess/separate-ink.ts';
import { UNCALIBRATED } from '../read/calibration.ts';
import { findNumbers } from '../read/find-numbers.ts';
import { segmentPage } from '../segment/segment-page.ts';
import type { TextLine } from '../segment/text-line.ts';
import { type AnsweringModel, sameModel } from './answering-model.ts';
import { askTogether } from './ask-together.ts';
import { beginCheque } from './begin-cheque.ts';
import { chooseTurn, micrTurn } from './choose-turn.ts';
import { withMicrNumbers } from './describe-micr.ts';
import { cropOf, cropsOf, type IsShown, scoresByLine } from './line-crops.ts';
import { lookAtText, mayBeDigit, type TextLook } from './look-at-text.ts';
import type { Observe, Stage } from './observe.ts';
import type { CandidateTrace, PageReading } from './read-document.ts';
import { type FieldOptions, readFields } from './read-fields.ts';
import { type MicrLook, readMicr } from './read-micr.ts';
import { readStanding, withStanding } from './read-standing.ts';
import { asRead } from './reading-order.ts';
import { rememberAnswers } from './remember-answers.ts';
import { describeCandidates, describeNumber } from './report.ts';
import { settleNumbers, type ToldNumber } from './settle-numbers.ts';

export interface ReadPageOptions extends FieldOptions {
  readonly signal?: AbortSignal;
  readonly observe?: Observe;
  /** @default 'sauvola' */
  readonly binarization?: Binarization;
  /** Hears of each number of print what it was told from letters by, also of those that are not reported. */
  readonly onTold?: (told: ToldOnPage) => void;
}

export interface ToldOnPage extends ToldNumber {
  /** In pixels of the page as delivered. */
  readonly box: Box;
  /** From 0. */
  readonly page: number;
}

/** Numbers less likely than this are not worth a person's look: most are letters. */
const LEAST_CONFIDENCE = 0.1;

/** Print of 8 points has digits of 10 pixels then: with fewer they touch. */
export const LEAST_DPI = 130;

/** Most of what stands on a page is text. */
const READ = { digitPrior: 0.3 };

/**
 * Reads one page: turn, prepare, segment, normalize, classify, read, fields. Throws what the classifier throws, and what `sameModel`
 * does.
 */
export async function readPage(
  page: DecodedPage,
  asked: Classifier,
  options: ReadPageOptions = {},
): Promise<{ reading: PageReading; answered: AnsweringModel }> {
  const classifier = rememberAnswers(asked);
  const look = await lookUpright(page, classifier, options);
  const { prepared, lines, print, micr } = look;
  const isMicr = isIn(micr, prepared);
  const isShown: IsShown = (line, candidate) => mayBeDigit(line, candidate, print) && !isMicr(candidate.box);
  let end = begin(options, 'normalize', page.index);
  const crops = cropsOf(lines, prepared, isShown);
  end();
  end = begin(options, 'classify', page.index);
  const micrLines = micr.lines.map(({ line }) => line);
  const [classification, cheque] = await Promise.all([
    classifier.classify(crops, options.signal),
    // What is asked has to leave this process before anything else is worked out.
    nextTurn().then(() => beginCheque({ prepared, lines, micr: micrLines }, classifier, options.signal)),
  ]);
  end();
  end = begin(options, 'read', page.index);
  const { classes } = classification.model;
  const scores = scoresByLine(lines, classification, isShown);
  const read = lines.map((line, i) => {
    const own = { line, scores: scores[i]!, classes };
    return { ...own, ...findNumbers(line, own.scores, classes, { ...READ, ink: prepared }) };
  });
  end();
  end = begin(options, 'classify', page.index);
  const onTold = (told: ToldNumber) =>
    options.onTold?.({ ...told, box: prepared.toSource(told.number.box), page: page.index });
  const [settled, standing] = await askTogether(
    [
      (shared) => settleNumbers(read, prepared, print, shared, options.signal, onTold),
      (shared) => readStanding(lines, prepared, shared, options.signal),
    ],
    classifier,
    options.signal,
  );
  end();
  const first = { model: classification.model };
  const answered = sameModel(sameModel(first, micr.answered ?? first), settled.answered ?? first);
  const numbers: NumberReading[] = [];
  const candidates: CandidateTrace[] = [];
  read.forEach((line, i) => {
    const of = { ...line, page: prepared };
    const kept = settled.numbers[i]!.filter(({ confidence }) => confidence >= LEAST_CONFIDENCE);
    numbers.push(...kept.map((number) => describeNumber(number, of)));
    candidates.push(...describeCandidates(kept, line.reading, of));
  });
  const result: PageResult = {
    index: page.index,
    width: page.image.width,
    height: page.image.height,
    dpi: page.dpi,
    dpiSource: page.dpiSource,
    turned: prepared.turned,
    skew: prepared.skew,
    quality: prepared.quality,
    numbers: asRead(
      withMicrNumbers(withStanding(numbers, standing), micr.lines),
      prepared.turned,
      page.image,
    ),
    ...(micrLines.length > 0 && { micr: micrLines }),
  };
  end = begin(options, 'fields', page.index);
  const found = { index: page.index, prepared, numbers: settled.numbers.flat(), cheque };
  const { answered: ofFields = answered, ...meaning } = await readFields(found, classifier, options);
  end();
  const together = sameModel(answered, ofFields);
  const { calibration = UNCALIBRATED } = together;
  return {
    reading: { result, picture: page.image, candidates, ...meaning, calibration },
    answered: together,
  };
}

/** Looks at the page the way its lines run, and once more if that was upside down. */
async function lookUpright(
  page: DecodedPage,
  classifier: Classifier,
  options: ReadPageOptions,
): Promise<Look> {
  let end = begin(options, 'orient', page.index);
  const lie = surveyPage(page);
  end();
  const { axis } = lie;
  const first = await lookAt(page, { turn: axis === 'down' ? 90 : 0, lie }, classifier, options);
  end = begin(options, 'orient', page.index);
  // The characters of a MICR line tell more surely than any others which way is up.
  const turn =
    (await micrTurn({ axis, ...first }, classifier, options.signal)) ??
    (await chooseTurn(
      {
        axis,
        lines: first.lines,
        cropOf: (line, candidate) => cropOf(line, candidate, first.prepared),
      },
      classifier,
      options.signal,
    ));
  end();
  if (turn === 0) return first;
  const upright = ((first.prepared.turned + turn) % 360) as QuarterTurn;
  return lookAt(page, { turn: upright, lie }, classifier, options);
}

interface Look {
  readonly prepared: PreparedPage;
  readonly lines: readonly TextLine[];
  readonly print: TextLook;
  readonly micr: MicrLook;
}

async function lookAt(
  page: DecodedPage,
  lies: Required<Pick<PreparePageOptions, 'turn' | 'lie'>>,
  classifier: Classifier,
  options: ReadPageOptions,
): Promise<Look> {
  const { binarization, signal } = options;
  let end = begin(options, 'preprocess', page.index);
  const prepared = await preparePage(page, {
    ...lies,
    leastDpi: LEAST_DPI,
    ...(binarization === undefined ? {} : { binarization }),
  });
  end();
  end = begin(options, 'segment', page.index);
  const lines = segmentPage(prepared);
  end();
  end = begin(options, 'classify', page.index);
  // Only between two turns of the event loop does what is asked leave this process; the answer takes longer than all that is
  // done here meanwhile.
  const reading = nextTurn().then(() => readMicr(prepared, classifier, signal));
  const isMicr = reading.then((micr) => isIn(micr, prepared));
  const [print, micr] = await Promise.all([
    lookAtText(lines, prepared, classifier, { signal, isMicr }),
    reading,
  ]);
  end();
  return { prepared, lines, print, micr };
}

/** What the MICR network read is asked of no other. */
function isIn({ lines }: MicrLook, { toSource }: PreparedPage): (box: Box) => boolean {
  return (box) => lines.some(({ line }) => holdsCentre(line.box, toSource(box)));
}

function begin({ observe }: ReadPageOptions, stage: Stage, page: number): () => void {
  observe?.({ stage, page, phase: 'start' });
  return () => observe?.({ stage, page, phase: 'end' });
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
