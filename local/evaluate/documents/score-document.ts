import { overlapArea } from '../../../lib/document/geometry.ts';
import { groupBy } from '../../../lib/document/group-by.ts';
import type { Field, PageResult } from '../../../lib/document/result.ts';
import type { CandidateTrace } from '../../../lib/pipeline/read-document.ts';
import { charactersInOrder } from '../metrics/edit-distance.ts';
import type { DocumentError, WrongCause } from '../report.ts';
import type { DocumentTruth } from '../shapes/truth.ts';
import { type FieldOutcome, fieldOutcomes } from './field-outcome.ts';
import { guessCause, type Place } from './guess-cause.ts';
import { guessWrong } from './guess-wrong.ts';
import { atPlace, matchItems, type ReportedNumber, reportedNumbers } from './match-numbers.ts';
import { isExhaustive, type TruthItem, truthItems } from './truth-items.ts';

/** `right` of `total`. */
export interface Share {
  readonly right: number;
  readonly total: number;
}

export interface DocumentScore {
  /** Digit strings found. */
  readonly strings: Share;
  /** Those of them that the truth writes with digits alone. */
  readonly plain: Share;
  /** Reported numbers that are right, of those where the truth is known. */
  readonly reported: Share;
  /** Digits found in order, of the strings whose place is known. */
  readonly digits: Share;
  readonly fields: readonly FieldOutcome[];
  readonly misses: readonly PlacedMiss[];
  /** Of the reported numbers that are not right; empty where the truth does not have all numbers with their places. */
  readonly wrong: readonly WrongCause[];
  /** Of the reported numbers that are right: those called printed. */
  readonly printed: Share;
}

export interface PlacedMiss {
  readonly error: DocumentError;
  /** Left out when nothing tells. */
  readonly place?: Place;
}

/** What was read of a document, with its fields decided on. */
export interface ScoredReading {
  readonly pages: readonly PageResult[];
  readonly fields: Readonly<Record<string, Field>>;
}

/** Compares what was reported of one document with its truth. `read` is undefined when it could not be read. */
export function scoreDocument(
  truth: DocumentTruth,
  read: ScoredReading | undefined,
  options: {
    /** What the reader weighed, by page. */
    readonly candidates?: ReadonlyMap<number, readonly CandidateTrace[]>;
    readonly variant?: string;
  } = {},
): DocumentScore {
  const items = truthItems(truth);
  const counted = items.filter(({ repeats }) => !repeats);
  const numbers = reportedNumbers(read?.pages ?? []);
  const matches = matchItems(counted, withFields(counted, numbers, read?.fields ?? {}));
  // Repeats are looked for on their own, so that they do not take a number away from what they repeat.
  const repeated = items.filter(({ repeats }) => repeats).flatMap((item) => matchItems([item], numbers));
  const missed = matches.filter((match) => match.numbers.length === 0).map(({ item }) => item);
  const right = new Set(matches.flatMap((match) => match.numbers));
  // What was found elsewhere explains no miss.
  const unexplained = read && numbers.filter((number) => !right.has(number));
  const judged = judgedNumbers(truth, counted, numbers);
  const plain = matches.filter(({ item }) => /^\d+$/u.test(item.text));
  return {
    strings: { right: counted.length - missed.length, total: counted.length },
    plain: { right: plain.filter((match) => match.numbers.length > 0).length, total: plain.length },
    reported: { right: judged.filter((number) => right.has(number)).length, total: judged.length },
    digits: digitsInOrder(counted, numbers),
    fields: fieldOutcomes(truth, read?.fields ?? {}, [...matches, ...repeated], options.variant),
    misses: missed.map((item) =>
      placedMiss(truth.file, item, unexplained, options.candidates?.get(item.page) ?? []),
    ),
    wrong: isExhaustive(truth)
      ? numbers.filter((number) => !right.has(number)).map((number) => guessWrong(number, counted))
      : [],
    printed: {
      right: [...right].filter(({ kind }) => kind === 'printed').length,
      total: [...right].filter(({ kind }) => kind !== undefined).length,
    },
  };
}

/**
 * The numbers that items are looked for among. Where the truth names neither fields nor places, a field that a template read
 * tells a number too, and better than the numbers that were found at its place.
 */
function withFields(
  items: readonly TruthItem[],
  numbers: readonly ReportedNumber[],
  fields: ScoredReading['fields'],
): readonly ReportedNumber[] {
  if (items.some(({ field, regions }) => field !== undefined || regions.length > 0)) return numbers;
  const told = Object.values(fields).flatMap(({ kind, value, box, page = 0, confidence }) =>
    kind === 'digits' && typeof value === 'string' && box
      ? [{ digits: value, written: value, box, page, confidence }]
      : [],
  );
  const isTold = ({ box, page }: ReportedNumber) =>
    told.some((field) => field.page === page && overlapArea(field.box, box) >= 0.5 * box.width * box.height);
  return [...told, ...numbers.filter((number) => !isTold(number))];
}

/** The numbers of which the truth says whether they are right: all, or those at a place that it knows. */
function judgedNumbers(
  truth: DocumentTruth,
  items: readonly TruthItem[],
  numbers: readonly ReportedNumber[],
): readonly ReportedNumber[] {
  if (isExhaustive(truth)) return numbers;
  const placed = items.filter(({ regions }) => regions.length > 0);
  const known = new Set(placed.flatMap((item) => atPlace(item, numbers)));
  return numbers.filter((number) => known.has(number));
}

function digitsInOrder(items: readonly TruthItem[], numbers: readonly ReportedNumber[]): Share {
  // The strings of one field lie in one box: they are aligned together, or each digit could be found twice.
  const placed = items.filter(({ regions }) => regions.length > 0);
  const lines = groupBy(placed, (item) => item.field ?? item);
  let right = 0;
  let total = 0;
  for (const line of lines.values()) {
    const truth = line.flatMap(({ groups }) => groups).join('');
    const read = atPlace(line[0]!, numbers).map(({ digits }) => digits);
    right += charactersInOrder(truth, read.join(''));
    total += truth.length;
  }
  return { right, total };
}

function placedMiss(
  file: string,
  item: TruthItem,
  numbers: readonly ReportedNumber[] | undefined,
  candidates: readonly CandidateTrace[],
): PlacedMiss {
  const about = {
    file,
    ...(item.field !== undefined && { field: item.field }),
    truth: item.groups.join(' '),
  };
  if (numbers === undefined)
    return { error: { ...about, read: '', confidence: 0, cause: 'document failed' } };
  const { cause, read, confidence, place } = guessCause(item, numbers, candidates);
  return { error: { ...about, read, confidence, cause }, ...(place && { place }) };
}
