import { MAX_STRIP_COLUMNS_PER_CALL, MAX_STRIPS_PER_CALL } from '../document/bounds.ts';
import { RequestError } from '../document/errors.ts';
import { STRIP_FRAME, STRIP_HEIGHT, type StripBatch } from '../document/image.ts';
import type { ModelIdentity } from '../document/model-identity.ts';
import type { CalibrationTable } from '../read/calibration.ts';
import { calibrationTableSchema } from './calibration-file.ts';
import { checkStrips, checkWidths, countColumns } from './check-strips.ts';
import { STRIP_NETWORKS, type StripNetwork, type StripReadings } from './classifier.ts';
import { expectCount, expectNumbers, expectOneOf, expectRecord, expectTexts, expectValue } from './expect.ts';
import { expectBytes, expectProbabilities, packBytes, packProbabilities } from './packed-bytes.ts';
import { expectVersion, PACKING_VERSION, unpackAnswer } from './packed-envelope.ts';

export interface PackedStrips {
  readonly version: typeof PACKING_VERSION;
  readonly kind: 'strips';
  readonly network: StripNetwork;
  readonly height: typeof STRIP_HEIGHT;
  readonly widths: readonly number[];
  readonly strips: string;
}

export interface PackedReadings {
  readonly version: typeof PACKING_VERSION;
  readonly kind: 'strips';
  readonly model: ModelIdentity;
  /** Of the network that read them; `model.classes` are those of the glyph network. */
  readonly classes: readonly string[];
  /** Rows of all strips together. */
  readonly rows: number;
  readonly frames: string;
  /** With the answer, so that it is always of the weights that answered. Absent for a model without one. */
  readonly calibration?: CalibrationTable;
}

/**
 * Throws RequestError `bad-request` for more than `MAX_STRIPS_PER_CALL` strips or `MAX_STRIP_COLUMNS_PER_CALL` columns, for
 * widths that no strip may have and for bytes that do not fit them.
 */
export function packStrips(strips: StripBatch, network: StripNetwork = 'lines'): PackedStrips {
  checkStrips(strips);
  expectFewEnough(strips.widths);
  return {
    version: PACKING_VERSION,
    kind: 'strips',
    network,
    height: STRIP_HEIGHT,
    widths: strips.widths,
    strips: packBytes(strips.data),
  };
}

/** Reads a request of this kind. Throws RequestError `bad-request`. */
export function unpackStrips(value: unknown): { strips: StripBatch; network: StripNetwork } {
  const packed = expectRecord('request', value);
  expectVersion(packed);
  const network = expectOneOf('network', packed.network, STRIP_NETWORKS);
  expectValue('height', packed.height, STRIP_HEIGHT);
  const widths = expectNumbers('widths', packed.widths);
  checkWidths(widths);
  expectFewEnough(widths);
  const data = expectBytes('strips', packed.strips, countColumns(widths) * STRIP_HEIGHT);
  return { strips: { widths, data }, network };
}

/** Throws RangeError when the rows are not whole. */
export function packReadings({ model, classes, frames, calibration }: StripReadings): PackedReadings {
  const length = frames.reduce((sum, strip) => sum + strip.length, 0);
  const rows = length / classes.length;
  if (!Number.isInteger(rows)) {
    throw new RangeError(`Expected rows of ${classes.length} probabilities but received ${length}`);
  }
  return {
    version: PACKING_VERSION,
    kind: 'strips',
    model,
    classes,
    rows,
    frames: packProbabilities(frames),
    ...(calibration && { calibration }),
  };
}

/** Reads the answer to a request of strips as wide as `widths`. Throws what `unpackAnswer` throws. */
export function unpackReadings(value: unknown, widths: readonly number[]): StripReadings {
  const { packed, model } = unpackAnswer(value, 'strips');
  const classes = expectTexts('classes', packed.classes);
  const rows = countColumns(widths) / STRIP_FRAME;
  expectValue('rows', packed.rows, rows);
  const all = expectProbabilities('frames', packed.frames, rows * classes.length);
  let end = 0;
  const frames = widths.map((width) => {
    const start = end;
    end += (width / STRIP_FRAME) * classes.length;
    return all.subarray(start, end);
  });
  const calibration = expectCalibration(packed.calibration);
  return { model, classes, frames, ...(calibration && { calibration }) };
}

function expectCalibration(value: unknown): CalibrationTable | undefined {
  if (value === undefined) return undefined;
  const parsed = calibrationTableSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'root'}: ${message}`);
  throw new RequestError(
    'bad-request',
    `Expected the calibration in the answer to fit its schema; ${issues.join('; ')}`,
  );
}

function expectFewEnough(widths: readonly number[]): void {
  expectCount('number of strips', widths.length, MAX_STRIPS_PER_CALL);
  expectCount('columns of all strips', countColumns(widths), MAX_STRIP_COLUMNS_PER_CALL);
}
