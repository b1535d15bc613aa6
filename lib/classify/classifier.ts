import type { CropBatch } from '../document/image.ts';
import type { ModelIdentity } from '../document/model-identity.ts';

export interface Classification {
  readonly model: ModelIdentity;
  /** `count` rows of `model.classes.length` probabilities, each row summing to 1. */
  readonly probabilities: Float32Array;
}

/**
 * The network behind one call. Implementations: a TF.js engine in this process, or the classify function
 * across an Invoke. An empty batch is allowed and tells which model answers.
 * Throws TransientError `classifier-failed` when the answer may come on a retry, RequestError otherwise.
 */
export interface Classifier {
  classify(crops: CropBatch, signal?: AbortSignal): Promise<Classification>;
}
