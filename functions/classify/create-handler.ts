import type { Classifier } from '../../lib/classify/classifier.ts';
import { packClassification } from '../../lib/classify/pack-crops.ts';
import { packReadings } from '../../lib/classify/pack-strips.ts';
import { packError } from '../../lib/classify/packed-envelope.ts';
import { type ClassifyRequest, type PackedAnswer, unpackRequest } from '../../lib/classify/packing.ts';
import { DigitliftError } from '../../lib/document/errors.ts';

export type ClassifyHandler = (event: unknown) => Promise<PackedAnswer>;

/**
 * Packed crops or strips in, packed probabilities out (lib/classify/packing.ts). A DigitliftError is answered as such; any other
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
      const request = unpackRequest(event);
      return await answer(await opened(), request);
    } catch (error) {
      if (error instanceof DigitliftError) return packError(error);
      throw error;
    }
  };
}

async function answer(classifier: Classifier, request: ClassifyRequest): Promise<PackedAnswer> {
  switch (request.kind) {
    case 'crops':
      return packClassification(await classifier.classify(request.crops));
    case 'strips':
      return packReadings(await classifier.readStrips(request.strips, undefined, request.network));
  }
}
