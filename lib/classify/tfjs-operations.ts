// By name: what is not named stays out of the bundle.
import {
  fused,
  getBackend,
  maxPool,
  memory,
  pad,
  reshape,
  setBackend,
  softmax,
  tensor,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';

/** The part of TF.js that running a network takes. */
export const operations = {
  fused,
  getBackend,
  maxPool,
  memory,
  pad,
  reshape,
  setBackend,
  softmax,
  tensor,
  tensor4d,
  tidy,
};
