import { editDistance } from '../../local/evaluate/metrics/edit-distance.ts';
import type { ReaderRun } from './run-reader.ts';

export interface Figures {
  /** Share of lines whose whole string is right. */
  readonly exact: number;
  /** Edit distance over the length of the truth, all lines together. */
  readonly cer: number;
  /** Processor time a line, all threads: what one core needs, whatever else runs on the machine. */
  readonly msPerLine: number;
  /** By the clock on the wall. */
  readonly wallMsPerLine: number;
  readonly peakRssMb: number;
}

/** Whatever a reader puts between or beside digits is not what it is measured by. */
export function digitsOf(text: string): string {
  return text.replaceAll(/[^0-9]/gu, '');
}

/** Throws RangeError when there is not one reading for each truth, or none. */
export function figuresOf(truths: readonly string[], run: ReaderRun): Figures {
  const { readings, peakRssMb } = run;
  if (truths.length === 0 || readings.length !== truths.length) {
    throw new RangeError(
      `Expected a reading for each of ${truths.length} lines but received ${readings.length}`,
    );
  }
  const mean = (of: (index: number) => number) =>
    truths.reduce((sum, _, index) => sum + of(index), 0) / truths.length;
  const read = readings.map(({ text }) => digitsOf(text));
  return {
    exact: mean((index) => (read[index] === truths[index] ? 1 : 0)),
    cer: mean((index) => editDistance(truths[index]!, read[index]!)) / mean((index) => truths[index]!.length),
    msPerLine: mean((index) => readings[index]!.cpuMs),
    wallMsPerLine: mean((index) => readings[index]!.wallMs),
    peakRssMb: Math.round(peakRssMb),
  };
}
