import type { LineSplit } from '../../local/evaluate/line-splits.ts';
import type { Machine } from '../machine.ts';
import type { Figures } from './figures.ts';
import type { Preparation } from './prepare-picture.ts';

/** The machine-readable report of `--json`. */
export interface PeersReport {
  readonly machine: Pick<Machine, 'cpu' | 'cores' | 'node'>;
  readonly sets: readonly SetReport[];
}

export interface SetReport {
  readonly set: string;
  /** Left out for a set without parts. */
  readonly split?: LineSplit;
  /** Lines read. */
  readonly n: number;
  readonly readers: readonly ReaderReport[];
}

export type ReaderReport = ReadReport | AbsentReport;

export interface ReadReport extends Figures {
  readonly status: 'read';
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** That recognition runs on. */
  readonly threads: number;
  /** Absent: the file as it is. */
  readonly preparation?: Preparation;
  /** Lines whose string is wrong. */
  readonly errors: readonly { readonly file: string; readonly truth: string; readonly read: string }[];
}

/** Named rather than left out, so that nobody takes a missing row for a comparison. */
export interface AbsentReport {
  readonly status: 'skipped' | 'failed';
  readonly id: string;
  readonly name: string;
  readonly reason: string;
}
