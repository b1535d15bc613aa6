import type { Classifier } from '../classify/classifier.ts';
import { withMonth } from '../fields/date-words.ts';
import type { PlaceReading } from '../fields/field-reading.ts';
import { hearMonth } from '../fields/heard-month.ts';
import type { FoundZone } from '../fields/layout/cheque-look.ts';
import { lookAtWords } from './look-at-words.ts';
import type { ZonedPage } from './read-zone.ts';

/** A place where a date may stand whose month is named in letters, and what was read there without them. */
export interface NamedMonth {
  readonly zone: FoundZone;
  readonly place: PlaceReading;
}

/**
 * Shows dates that name their month to the network for words, all in one call, and answers what stands in those places with the month:
 * left out where none was made out. Throws what `lookAtWords` throws.
 */
export async function readMonths(
  dates: readonly NamedMonth[],
  { prepared }: ZonedPage,
  classifier: Classifier,
  signal?: AbortSignal,
): Promise<ReadonlyMap<FoundZone, PlaceReading>> {
  const seen = await lookAtWords(
    dates.map(({ zone }) => zone.box),
    prepared,
    classifier,
    signal,
  );
  return new Map(
    dates.flatMap(({ zone, place }) => {
      const scores = seen.get(zone.box);
      const heard = scores && hearMonth(scores);
      if (heard === undefined) return [];
      const writings = place.writings.flatMap(({ text, probability }) => {
        const named = withMonth(text, heard.month);
        return named === undefined ? [] : [{ text: named, probability: probability * heard.probability }];
      });
      return writings.length === 0 ? [] : [[zone, { ...place, writings }] as const];
    }),
  );
}
