import { type Box, unionBoxes } from '../../../lib/document/geometry.ts';
import type { CandidateTrace } from '../../../lib/pipeline/read-document.ts';
import { charactersInOrder, editDistance } from '../metrics/edit-distance.ts';
import type { MissCause } from '../report.ts';
import { atPlace, inOneRow, type ReportedNumber, samePlace } from './match-numbers.ts';
import type { TruthItem } from './truth-items.ts';

export interface Miss {
  readonly cause: MissCause;
  /** What was reported instead; empty when nothing was. */
  readonly read: string;
  readonly confidence: number;
  /** Where to look; left out when nothing tells. */
  readonly place?: Place;
}

export interface Place {
  /** From 0. */
  readonly page: number;
  readonly box: Box;
}

/** Strings shorter than this are found by chance inside others: without a place they tell nothing. */
const TELLING_LENGTH = 3;

/**
 * Guesses by rule why an item was missed, from what was reported at its place (anywhere when that is not
 * known) and from the candidates that the reader weighed on its page.
 */
export function guessCause(
  item: TruthItem,
  numbers: readonly ReportedNumber[],
  candidates: readonly CandidateTrace[],
): Miss {
  const truth = item.groups.join('');
  const there = atPlace(item, numbers).filter(({ digits }) => digits !== '');
  return item.regions.length === 0 ? missAnywhere(truth, there) : missAt(truth, item, there, candidates);
}

function missAt(
  truth: string,
  item: TruthItem,
  there: readonly ReportedNumber[],
  candidates: readonly CandidateTrace[],
): Miss {
  const region = { page: item.page, box: unionBoxes(item.regions) };
  const unread = (): MissCause =>
    candidates.some(({ box }) => item.regions.some((place) => samePlace(box, place)))
      ? 'proposed, not reported'
      : 'nothing proposed';
  if (there.length === 0) return { cause: unread(), read: '', confidence: 0, place: region };
  const joined = there.find(({ digits }) => digits.includes(truth) && digits.length > truth.length);
  if (joined) return miss('joined with a neighbour', [joined], region);
  const all = there.map(({ digits }) => digits).join('');
  if (there.length > 1 && all.includes(truth)) return miss('split in parts', there, region);
  const nearest = nearestTo(truth, there);
  // What has less than half of the digits is another number, or a piece of something that is none.
  const alike = charactersInOrder(truth, nearest.digits) * 2 >= truth.length;
  return miss(alike ? compare(truth, nearest.digits) : unread(), [nearest], region);
}

function missAnywhere(truth: string, numbers: readonly ReportedNumber[]): Miss {
  if (truth.length < TELLING_LENGTH || numbers.length === 0)
    return { cause: 'not found', read: '', confidence: 0 };
  const joined = numbers.find(({ digits }) => digits.includes(truth) && digits.length > truth.length);
  if (joined) return miss('joined with a neighbour', [joined]);
  const parts = findParts(truth, numbers);
  if (parts) return miss('split in parts', parts);
  const nearest = nearestTo(truth, numbers);
  return editDistance(truth, nearest.digits) * 3 <= truth.length
    ? miss(compare(truth, nearest.digits), [nearest])
    : { cause: 'not found', read: '', confidence: 0 };
}

/** Neighbours in one row whose digits together are the truth. */
function findParts(truth: string, numbers: readonly ReportedNumber[]): readonly ReportedNumber[] | undefined {
  for (const [index, first] of numbers.entries()) {
    const parts = [first];
    let together = first.digits;
    for (const next of numbers.slice(index + 1)) {
      if (together.length >= truth.length || next.page !== first.page || !inOneRow(first.box, next.box))
        break;
      parts.push(next);
      together += next.digits;
    }
    if (parts.length > 1 && together === truth) return parts;
  }
  return undefined;
}

function compare(truth: string, read: string): MissCause {
  const distance = editDistance(truth, read);
  if (distance > Math.max(1, truth.length / 2)) return 'garbled';
  return truth.length === read.length ? 'wrong digit' : 'extra or missing digit';
}

function nearestTo(truth: string, numbers: readonly ReportedNumber[]): ReportedNumber {
  return numbers.reduce((best, number) =>
    editDistance(truth, number.digits) < editDistance(truth, best.digits) ? number : best,
  );
}

function miss(cause: MissCause, numbers: readonly ReportedNumber[], region?: Place): Miss {
  const page = numbers[0]!.page;
  return {
    cause,
    read: numbers.map(({ digits }) => digits).join(' '),
    confidence: numbers.reduce((product, { confidence }) => product * confidence, 1),
    place: region ?? { page, box: unionBoxes(numbers.map(({ box }) => box)) },
  };
}
