import type { Classifier } from '../classify/classifier.ts';
import type { PlaceReading, Writing } from '../fields/field-reading.ts';
import type { FoundZone } from '../fields/layout/cheque-look.ts';
import { findStackedCents } from '../fields/layout/stacked-cents.ts';
import { inkWithin, readZones, type ZonedPage } from './read-zone.ts';

/** Ways to write the whole that are worth keeping. */
const MOST_WRITINGS = 12;

/**
 * Reads the places of amounts whose cents stand as a fraction, as `1234 56/100` on one line: the digits before it and those
 * over its line each for themselves, for one line of text holds no second one. Other places are left out.
 * Throws what the classifier throws.
 */
export async function readStackedCents(
  zones: readonly FoundZone[],
  page: ZonedPage,
  classifier: Classifier,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<FoundZone, PlaceReading>> {
  const stacked = zones.flatMap((zone) => {
    const found = findStackedCents(inkWithin(zone.box, page.prepared).map(({ box }) => box));
    return found === undefined ? [] : [{ zone, ...found }];
  });
  const boxes = stacked.flatMap(({ units, cents }) => [units, cents]);
  const amounts = new Set(stacked.map(({ units }) => units));
  const { places } = await readZones(boxes, page, classifier, { signal, amounts });
  const read = new Map<FoundZone, PlaceReading>();
  stacked.forEach(({ zone }, i) => {
    const [units, cents] = [places[2 * i]!, places[2 * i + 1]!];
    const writings = together(units.writings, cents.writings);
    if (writings.length > 0)
      read.set(zone, { page: page.index, box: page.prepared.toSource(zone.box), writings });
  });
  return read;
}

function together(units: readonly Writing[], cents: readonly Writing[]): Writing[] {
  return units
    .flatMap((before) =>
      cents.map((over) => ({
        text: `${before.text} ${over.text}/100`,
        probability: before.probability * over.probability,
      })),
    )
    .sort((a, b) => b.probability - a.probability)
    .slice(0, MOST_WRITINGS);
}
