import type { Classifier, StripReadings } from '../../lib/classify/classifier.ts';
import { STRIP_FRAME, type StripBatch } from '../../lib/document/image.ts';
import { BLANK, type ModelIdentity, OTHER } from '../../lib/document/model-identity.ts';

/** The classes of a line network. */
export const LINE_CLASSES: readonly string[] = [...'0123456789.,/-', OTHER, BLANK];

/** The classes of a MICR network. */
export const MICR_CLASSES: readonly string[] = [...'0123456789ABCDFGHIJ', BLANK];

/** What a network answers that reads nothing in any strip: all frames are blank. */
export function blankReadings(
  { widths }: StripBatch,
  model: ModelIdentity,
  classes = LINE_CLASSES,
): StripReadings {
  const blank = classes.indexOf(BLANK);
  const frames = widths.map((width) =>
    Float32Array.from({ length: (width / STRIP_FRAME) * classes.length }, (_, i) =>
      i % classes.length === blank ? 1 : 0,
    ),
  );
  return { model, classes, frames };
}

/** A classifier that throws the same whatever it is asked. */
export function failingClassifier(error: Error): Classifier {
  return { classify: () => Promise.reject(error), readStrips: () => Promise.reject(error) };
}
