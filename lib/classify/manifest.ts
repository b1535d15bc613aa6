import * as z from 'zod/mini';
import { CROP_SIZE, STRIP_HEIGHT } from '../document/image.ts';
import { BLANK } from '../document/model-identity.ts';

/** What lies in a model directory: `manifest.json`, the two files that it names for each network, and its calibration. */

export const MANIFEST_FILE = 'manifest.json';
export const MANIFEST_FORMAT = 5;

/** A plain name, so that a manifest cannot lead the loader out of its directory. */
const fileName = z.string().check(z.regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/, 'Expected a plain file name'));
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'Expected 64 lower-case hex digits'));
const count = z.int('Expected a whole number').check(z.minimum(0, 'Expected 0 or more'));
/** A picture's byte times this is what the network takes. */
const scale = z.number('Expected a number').check(z.positive('Expected a number over 0'));
/** One name for each output of the network, in order. */
const classes = z
  .array(z.string().check(z.minLength(1, 'Expected a text')))
  .check(z.minLength(2, 'Expected two classes or more'))
  .check(z.refine((names) => new Set(names).size === names.length, 'Expected each class once'));

const network = {
  topology: z.readonly(z.object({ file: fileName, sha256 })),
  weights: z.readonly(z.object({ file: fileName, sha256, bytes: count })),
  parameters: count,
};

const glyphs = z.object({
  ...network,
  classes: z.readonly(classes),
  input: z.readonly(z.object({ size: z.literal(CROP_SIZE, `Expected ${CROP_SIZE}`), scale })),
  multiplyAdds: count,
});

const strips = z.object({
  ...network,
  classes: z.readonly(
    classes.check(z.refine((names) => names.at(-1) === BLANK, `Expected ${BLANK} as the last class`)),
  ),
  input: z.readonly(z.object({ height: z.literal(STRIP_HEIGHT, `Expected ${STRIP_HEIGHT}`), scale })),
  /** For each column of a strip. */
  multiplyAddsPerColumn: count,
});

export const manifestSchema = z.readonly(
  z.object({
    format: z.literal(MANIFEST_FORMAT, `Expected format ${MANIFEST_FORMAT}`),
    version: z.string('Expected a text').check(z.minLength(1, 'Expected a text')),
    /** The network that reads single glyphs. */
    glyphs: z.readonly(glyphs),
    /** The network that reads whole lines written by hand. */
    lines: z.readonly(strips),
    /** The network that reads words and numbers of print. */
    print: z.readonly(strips),
    /** The network that reads lines of magnetic ink characters. */
    micr: z.readonly(strips),
    /** The network that reads lines of words. */
    words: z.readonly(strips),
    /** How sure the reader has to be; see calibration-file.ts. Absent until `npm run calibrate` was run. */
    calibration: z.optional(z.readonly(z.object({ file: fileName, sha256 }))),
    trainingSets: z.readonly(
      z.array(
        z.readonly(
          z.object({
            name: z.string(),
            licence: z.string(),
            /** What the glyph network was trained on. */
            crops: z.optional(count),
            /** What the line network was trained on. */
            lines: z.optional(count),
            /** What the network for print was trained on. */
            printLines: z.optional(count),
            /** What the MICR network was trained on. */
            micrLines: z.optional(count),
            /** What the network for words was trained on. */
            wordLines: z.optional(count),
          }),
        ),
      ),
    ),
    /** Whatever the training measured; for people, nothing is computed from it. */
    metrics: z.record(z.string(), z.unknown()),
  }),
);

export type ModelManifest = z.infer<typeof manifestSchema>;

/** The names of all files of a model, the manifest's own first. */
export function filesOf({
  glyphs,
  lines,
  print,
  micr,
  words,
  calibration,
}: ModelManifest): readonly string[] {
  return [
    MANIFEST_FILE,
    ...[glyphs, lines, print, micr, words].flatMap(({ topology, weights }) => [topology.file, weights.file]),
    ...(calibration === undefined ? [] : [calibration.file]),
  ];
}

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
