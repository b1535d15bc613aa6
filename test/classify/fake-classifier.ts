import type { Classifier, StripReadings } from '../../lib/classify/classifier.ts';
import { STRIP_FRAME, type StripBatch } from '../../lib/document/image.ts';
import { BLANK, type ModelIdentity, OTHER } from '../../lib/document/model-identity.ts';

/** The classes of a line network. */
export const LINE_CLASSES: readonly string[] = [...'0123456789.,/-', OTHER, BLANK];

/** What a line network answers that reads nothing in any strip: all frames are blank. */
export function blankReadings({ widths }: StripBatch, model: ModelIdentity): StripReadings {
  const blank = LINE_CLASSES.indexOf(BLANK);
  const frames = widths.map((width) =>
    Float32Array.from({ length: (width / STRIP_FRAME) * LINE_CLASSES.length }, (_, i) =>
      i % LINE_CLASSES.length === blank ? 1 : 0,
    ),
  );
  return { model, classes: LINE_CLASSES, frames };
}

/** A classifier that throws the same whatever it is asked. */
export function failingClassifier(error: Error): Classifier {
  return { classify: () => Promise.reject(error), readStrips: () => Promise.reject(error) };
}
