import type { Classifier } from '../../lib/classify/classifier.ts';
import {
  type PackedClassification,
  type PackedError,
  packClassification,
  packError,
  unpackCrops,
} from '../../lib/classify/packing.ts';
import { DigitliftError } from '../../lib/document/errors.ts';

export type ClassifyHandler = (event: unknown) => Promise<PackedClassification | PackedError>;

/**
 * Packed crops in, packed probabilities out (lib/classify/packing.ts). A DigitliftError is answered as such; any other
 * error is thrown, which Lambda reports as FunctionError. The classifier is opened at once and kept for the life of the
 * process; a call after a failed opening tries again.
 */
export function createHandler(open: () => Promise<Classifier>): ClassifyHandler {
  let opening: Promise<Classifier> | undefined;
  const opened = () => {
    opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  // While Lambda starts the process, which has more CPU then; the first call reports what failed.
  opened().catch(() => undefined);
  return async (event) => {
    try {
      const crops = unpackCrops(event);
      const classifier = await opened();
      return packClassification(await classifier.classify(crops));
    } catch (error) {
      if (error instanceof DigitliftError) return packError(error);
      throw error;
    }
  };
}
