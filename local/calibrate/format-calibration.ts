import { type Answer, reliabilityBins } from '../evaluate/metrics/confidence.ts';
import { stringsNeeded } from './choose-thresholds.ts';
import type { MadeCalibration, MadeTable } from './make-calibration.ts';

/** Rates that callers ask for: said by name when they could not be shown. */
const WANTED = [0.01, 0.001];
const BINS = 10;

/** A calibration for people, as lines of text. */
export function formatCalibration({ file, numbers, micr }: MadeCalibration): string {
  const { certainty } = file;
  if (micr === undefined) return formatTable(numbers, certainty);
  return `${formatTable(numbers, certainty)}\n\n${formatTable(micr, certainty)}`;
}

function formatTable({ table, before, after }: MadeTable, certainty: number): string {
  const { map, thresholds, sets, metrics } = table;
  const lowest = thresholds[0]?.misread ?? 1;
  return [
    row(['set', 'lines', 'read', 'right']),
    ...sets.map(({ name, lines, read, right }) => row([name, String(lines), String(read), String(right)])),
    '',
    `  logit(right) = ${map.a} ln(raw) - ${map.b} ln(1 - raw) + ${map.c}`,
    `  calibration error ${percent(metrics.eceBefore)} before, ${percent(metrics.eceAfter)} after (each string judged by a map made without it)`,
    '',
    row(['confidence', 'before', 'mean', 'right', 'after', 'mean', 'right']),
    ...formatReliability(before, after),
    '',
    `  thresholds that all keep their misread rate, with a certainty of ${percent(certainty)}`,
    row(['misread', 'from', 'accepted', 'wrong']),
    ...thresholds.map(({ misread, confidence, accepted, wrong }) =>
      row([`at most ${percent(misread)}`, confidence.toFixed(4), String(accepted), String(wrong)]),
    ),
    ...WANTED.filter((rate) => rate < lowest).map(
      (rate) =>
        `  ${percent(rate)} cannot be shown: that takes at least ${stringsNeeded(rate, certainty).toLocaleString('en')} accepted strings without a misread`,
    ),
  ].join('\n');
}

function formatReliability(before: readonly Answer[], after: readonly Answer[]): string[] {
  const columns = [before, after].map((answers) => reliabilityBins(answers, BINS));
  return Array.from({ length: BINS }, (_, i) => {
    const cells = columns.flatMap((bins) => {
      const bin = bins.find(({ from }) => from === i / BINS);
      return bin ? [String(bin.n), percent(bin.confidence), percent(bin.right)] : ['0', '', ''];
    });
    return row([`${i / BINS} to ${(i + 1) / BINS}`, ...cells]);
  });
}

function row(cells: readonly string[]): string {
  return `  ${cells.map((cell, i) => (i === 0 ? cell.padEnd(18) : cell.padStart(10))).join('')}`.trimEnd();
}

function percent(rate: number): string {
  return `${Number((rate * 100).toFixed(2))} %`;
}
