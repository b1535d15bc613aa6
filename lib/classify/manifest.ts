import * as z from 'zod/mini';
import { CROP_SIZE } from '../document/image.ts';

/** What lies in a model directory: `manifest.json` and the two files that it names. */

export const MANIFEST_FILE = 'manifest.json';
export const MANIFEST_FORMAT = 1;

/** A plain name, so that a manifest cannot lead the loader out of its directory. */
const fileName = z.string().check(z.regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/, 'Expected a plain file name'));
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'Expected 64 lower-case hex digits'));
const count = z.int('Expected a whole number').check(z.minimum(0, 'Expected 0 or more'));

export const manifestSchema = z.readonly(
  z.object({
    format: z.literal(MANIFEST_FORMAT, `Expected format ${MANIFEST_FORMAT}`),
    version: z.string('Expected a text').check(z.minLength(1, 'Expected a text')),
    topology: z.readonly(z.object({ file: fileName, sha256 })),
    weights: z.readonly(z.object({ file: fileName, sha256, bytes: count })),
    /** One name for each output of the network, in order. */
    classes: z.readonly(
      z
        .array(z.string().check(z.minLength(1, 'Expected a text')))
        .check(z.minLength(2, 'Expected two classes or more'))
        .check(z.refine((names) => new Set(names).size === names.length, 'Expected each class once')),
    ),
    /** A crop's byte times `scale` is what the network takes. */
    input: z.readonly(
      z.object({
        size: z.literal(CROP_SIZE, `Expected ${CROP_SIZE}`),
        scale: z.number('Expected a number').check(z.positive('Expected a number over 0')),
      }),
    ),
    parameters: count,
    multiplyAdds: count,
    trainingSets: z.readonly(
      z.array(z.readonly(z.object({ name: z.string(), licence: z.string(), crops: count }))),
    ),
    /** Whatever the training measured; for people, nothing is computed from it. */
    metrics: z.record(z.string(), z.unknown()),
  }),
);

export type ModelManifest = z.infer<typeof manifestSchema>;

/** A layers model as TF.js saves it in `model.json`; its layers are checked by TF.js itself. */
export const topologySchema = z.readonly(
  z.object({
    modelTopology: z.record(z.string(), z.unknown()),
    weightsManifest: z.readonly(
      z.array(
        z.object({
          paths: z.readonly(z.array(z.string())),
          weights: z.readonly(
            z.array(
              z.object({
                name: z.string(),
                shape: z.array(count),
                dtype: z.literal('float32', 'Expected float32 weights'),
              }),
            ),
          ),
        }),
      ),
    ),
  }),
);

export type ModelTopology = z.infer<typeof topologySchema>;
