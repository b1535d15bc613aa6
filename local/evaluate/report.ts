import type { CashLetterFigures } from './documents/cash-letters.ts';
import type { LineSplit } from './line-splits.ts';
import type { AcceptedFigures, ReliabilityBin } from './metrics/confidence.ts';
import type { DigitFigures } from './metrics/digit-figures.ts';

/** The machine-readable report of `--json`. Rates run from 0 to 1; a metric that does not apply is left out. */

export interface ReadingError {
  readonly file: string;
  readonly truth: string;
  /** Empty when nothing was read. */
  readonly read: string;
  readonly confidence: number;
}

export interface DigitsReport {
  readonly kind: 'digits';
  readonly set: string;
  /** Left out for a folder that is not split. */
  readonly split?: 'train' | 'test';
  /** Pictures read. */
  readonly n: number;
  readonly metrics: {
    /** Of the digits: the likeliest of the ten digits is right. Left out when there are none, as the next is. */
    readonly accuracy?: number;
    /** Of the digits: the likeliest class is the right digit; calling it not-a-digit is wrong. */
    readonly strictAccuracy?: number;
    /** Mean of the accuracies under the fifteen corruptions. */
    readonly corruptionAccuracy?: number;
    /** Of the pictures of something else: read as not-a-digit. Left out when the set holds digits alone. */
    readonly notADigitAccuracy?: number;
    /** Of the same, what would pass for a digit at the confidence that 99 % of the rightly named digits reach. */
    readonly falseDigits?: number;
    /** Normalizing and classifying, without reading the file. */
    readonly msPerItem: number;
  };
  /** `counts[truth][read]` in the order of `classes`. */
  readonly confusion: {
    readonly classes: readonly string[];
    readonly counts: readonly (readonly number[])[];
  };
  /** With `--corruptions`. */
  readonly robustness?: RobustnessFigures;
  /** Digits of which another digit was likeliest, and anything else that was taken for a digit. */
  readonly errors: readonly ReadingError[];
  /** Digits known by name of which not-a-digit was likelier still. */
  readonly refusals: readonly ReadingError[];
}

export interface DamageFigures extends DigitFigures {
  readonly name: string;
}

/** The same digits again, damaged, and delivered in other ways: inverted, bitonal, in other sizes. */
export interface RobustnessFigures {
  readonly corruptions: readonly DamageFigures[];
  readonly variants: readonly DamageFigures[];
}

export interface LinesReport {
  readonly kind: 'lines';
  readonly set: string;
  /** Left out for a set of which nothing is trained on. */
  readonly split?: LineSplit;
  readonly n: number;
  readonly metrics: {
    readonly exact: number;
    /** Edit distance over the length of the truth, all lines together. */
    readonly cer: number;
    /** For each misread rate, the largest share of lines that can be accepted at it. */
    readonly readAtMisread: Readonly<Record<'0.01' | '0.001', number>>;
    readonly ece: number;
    /** What the model's own threshold for the caller's misread rate does. */
    readonly accepted: AcceptedFigures & {
      readonly maxMisread: number;
      /** Lowest confidence that is accepted. */
      readonly threshold: number;
      /** Misread rate that validation showed this threshold to keep; left out for a model that was not calibrated. */
      readonly shown?: number;
    };
    readonly msPerItem: number;
  };
  /** How sure and how often right, in ten bins; those without a line are left out. */
  readonly reliability: readonly ReliabilityBin[];
  readonly errors: readonly ReadingError[];
}

export interface FieldFigures {
  readonly n: number;
  readonly exact: number;
  /** Share accepted at the caller's misread rate. */
  readonly read: number;
  /** Of those accepted, the share that is wrong. Left out when none was accepted. */
  readonly misread?: number;
  /** Share that a person has to look at: 1 - read. */
  readonly review: number;
  /** Share of which every digit string is among the page's numbers, wherever. Left out for a field without digits. */
  readonly found?: number;
}

/** A field that is not what the truth says. */
export interface FieldError extends ReadingError {
  readonly field: string;
  /** It would have gone through without anybody's look. */
  readonly accepted: boolean;
}

/** Why a string of the truth is not among the reported numbers, guessed by rule. */
export type MissCause =
  | 'nothing proposed'
  | 'proposed, not reported'
  | 'not found'
  | 'joined with a neighbour'
  | 'split in parts'
  | 'wrong digit'
  | 'extra or missing digit'
  | 'garbled'
  | 'document failed';

/** Why a reported number is not right, guessed by rule. */
export type WrongCause =
  | 'nothing with a digit there'
  | 'several strings as one'
  | 'more digits than there'
  | 'a part of what is there'
  | 'other digits';

export interface DocumentError extends ReadingError {
  readonly field?: string;
  readonly cause: MissCause;
}

export interface DocumentsReport {
  readonly kind: 'documents';
  readonly set: string;
  /** Left out for a set of which nothing is trained on. */
  readonly split?: LineSplit;
  readonly n: number;
  readonly fields: Readonly<Record<string, FieldFigures>>;
  /** By the part of the file name before its first dash, where the set comes in variants. */
  readonly variants?: Readonly<Record<string, Readonly<Record<string, FieldFigures>>>>;
  /** How sure of the fields that have a value, and how often right, in ten bins; those without a field are left out. */
  readonly reliability: readonly ReliabilityBin[];
  readonly numbers: {
    readonly n: number;
    readonly recall?: number;
    /** Of those that the truth writes with digits alone. */
    readonly plainRecall?: number;
    readonly precision?: number;
    readonly digitsRecall?: number;
    /** Of the reported numbers that are right, the share that is called printed. */
    readonly calledPrinted?: number;
  };
  readonly metrics: { readonly failed: number; readonly msPerItem: number; readonly peakRssMb: number };
  readonly causes: Readonly<Partial<Record<MissCause, number>>>;
  /** Of the reported numbers that are not right; empty where the truth is not complete. */
  readonly wrong: Readonly<Partial<Record<WrongCause, number>>>;
  /** Digit strings that are not among the numbers. */
  readonly errors: readonly DocumentError[];
  readonly fieldErrors: readonly FieldError[];
  /** Where the set holds image cash letters. */
  readonly cashLetters?: CashLetterFigures;
}

export type Report = DigitsReport | LinesReport | DocumentsReport;
