import type { CropBatch, StripBatch } from '../document/image.ts';
import type { ModelIdentity } from '../document/model-identity.ts';
import type { CalibrationTable } from '../read/calibration.ts';

export interface Classification {
  readonly model: ModelIdentity;
  /** `count` rows of `model.classes.length` probabilities, each row summing to 1. */
  readonly probabilities: Float32Array;
}

export interface StripReadings {
  readonly model: ModelIdentity;
  /** One name for each output of the network that read them, in order, `BLANK` last. */
  readonly classes: readonly string[];
  /** For each strip `width / STRIP_FRAME` rows of `classes.length` probabilities, each row summing to 1. */
  readonly frames: readonly Float32Array[];
  /** What these weights are right about when they are so sure; absent when the model was never calibrated. */
  readonly calibration?: CalibrationTable;
}

/** The networks that read strips: writing by hand, words and numbers of print, magnetic ink characters, and amounts in words. */
export const STRIP_NETWORKS = ['lines', 'print', 'micr', 'words'] as const;

export type StripNetwork = (typeof STRIP_NETWORKS)[number];

/** One of something for each network that reads strips. */
export function byNetwork<T>(make: (network: StripNetwork) => T): Readonly<Record<StripNetwork, T>> {
  const made = STRIP_NETWORKS.map((network) => [network, make(network)] as const);
  return Object.fromEntries(made) as Record<StripNetwork, T>;
}

/**
 * The networks behind two calls. Implementations: a TF.js engine in this process, or the classify function
 * across an Invoke. An empty batch is allowed and tells which model answers.
 * Both throw TransientError `classifier-failed` when the answer may come on a retry, RequestError otherwise.
 */
export interface Classifier {
  /** Single glyphs, by the glyph network. */
  classify(crops: CropBatch, signal?: AbortSignal): Promise<Classification>;
  /**
   * Whole lines, by one of the networks for lines. What is read in a strip does not depend on the others in the batch.
   * `network` is `lines` unless another is named.
   */
  readStrips(strips: StripBatch, signal?: AbortSignal, network?: StripNetwork): Promise<StripReadings>;
}
