import { formatConfusion } from './metrics/confusion.ts';
import type {
  DamageFigures,
  DigitsReport,
  DocumentsReport,
  FieldFigures,
  LinesReport,
  Report,
} from './report.ts';

/** Of the first column of the table of confidences. */
const CONFIDENCE_WIDTH = 14;

/** A report for people, as lines of text. */
export function formatReport(report: Report): string {
  switch (report.kind) {
    case 'digits':
      return formatDigits(report);
    case 'lines':
      return formatLines(report);
    case 'documents':
      return formatDocuments(report);
  }
}

function formatDigits(report: DigitsReport): string {
  const { metrics } = report;
  return [
    heading(report, report.split),
    figure('accuracy', percent(metrics.accuracy)),
    figure('strict, of eleven classes', percent(metrics.strictAccuracy)),
    figure('mean of 15 corruptions', percent(metrics.corruptionAccuracy)),
    figure('not-a-digit refused', percent(metrics.notADigitAccuracy)),
    figure('false digits at 99 %', percent(metrics.falseDigits)),
    figure('ms per picture', metrics.msPerItem.toFixed(3)),
    figure('errors', String(report.errors.length)),
    figure('refused, though known', String(report.refusals.length)),
    ...formatRobustness(report.robustness),
    '',
    formatConfusion(report.confusion),
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}

function formatRobustness(robustness: DigitsReport['robustness']): string[] {
  if (robustness === undefined) return [];
  const table = (title: string, rows: readonly DamageFigures[]) => [
    '',
    row([title, 'accuracy', 'strict']),
    ...rows.map(({ name, accuracy, strictAccuracy }) =>
      row([name, percent(accuracy), percent(strictAccuracy)]),
    ),
  ];
  return [...table('corruption', robustness.corruptions), ...table('delivered', robustness.variants)];
}

function formatLines(report: LinesReport): string {
  const { exact, cer, readAtMisread, ece, accepted, msPerItem } = report.metrics;
  return [
    heading(report, report.split),
    figure('exact strings', percent(exact)),
    figure('character error rate', percent(cer)),
    figure('read at 1 % misread', percent(readAtMisread['0.01'])),
    figure('read at 0.1 % misread', percent(readAtMisread['0.001'])),
    figure('calibration error', percent(ece)),
    figure('ms per line', msPerItem.toFixed(1)),
    '',
    ...formatAccepted(accepted),
    '',
    ...formatReliability('lines', report.reliability),
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}

function formatReliability(what: string, bins: LinesReport['reliability']): string[] {
  return [
    row(['confidence', what, 'mean', 'right'], CONFIDENCE_WIDTH),
    ...bins.map(({ from, to, n, confidence, right }) =>
      row([`${from} to ${to}`, String(n), percent(confidence), percent(right)], CONFIDENCE_WIDTH),
    ),
  ];
}

function formatAccepted({
  maxMisread,
  threshold,
  shown,
  read,
  misread,
  ece,
}: LinesReport['metrics']['accepted']): (string | undefined)[] {
  return [
    `  accepted at a confidence of ${threshold.toFixed(4)} or more, for at most ${percent(maxMisread)} misread`,
    `  (${whatWasShown(maxMisread, shown)})`,
    figure('read', percent(read)),
    figure('misread', percent(misread)),
    figure('calibration error', percent(ece)),
  ];
}

function whatWasShown(maxMisread: number, shown: number | undefined): string {
  if (shown === undefined) return 'the model is not calibrated: its confidence is taken at its word';
  if (shown <= maxMisread) return `validation showed this threshold to keep ${percent(shown)}`;
  return `validation could show ${percent(shown)} at best: too few lines for less`;
}

function formatDocuments(report: DocumentsReport): string {
  const { numbers, metrics } = report;
  const lines = [
    heading(report, report.split),
    figure('strings found', `${percent(numbers.recall) ?? 'none to find'} of ${numbers.n}`),
    figure('of digits alone, found', percent(numbers.plainRecall)),
    figure('digits found in order', percent(numbers.digitsRecall)),
    figure('reported that are right', percent(numbers.precision)),
    figure('of those, called printed', percent(numbers.calledPrinted)),
    figure('documents failed', String(metrics.failed)),
    figure('ms per document', metrics.msPerItem.toFixed(0)),
    figure('peak memory', `${metrics.peakRssMb} MB`),
    ...formatFields('field', report.fields),
    ...Object.entries(report.variants ?? {}).flatMap(([variant, fields]) => formatFields(variant, fields)),
  ];
  if (report.reliability.length > 0) lines.push('', ...formatReliability('fields', report.reliability));
  lines.push(...formatCounts('what spoils it, guessed by rule', report.causes));
  lines.push(...formatCounts('what is reported and not right, by rule', report.wrong));
  return lines.filter((line) => line !== undefined).join('\n');
}

function formatCounts(title: string, counts: Readonly<Record<string, number>>): string[] {
  const rows = Object.entries(counts);
  if (rows.length === 0) return [];
  return ['', `  ${title}`, ...rows.map(([cause, count]) => `  ${String(count).padStart(6)}  ${cause}`)];
}

function formatFields(title: string, fields: Readonly<Record<string, FieldFigures>>): string[] {
  const rows = Object.entries(fields);
  if (rows.length === 0) return [];
  return [
    '',
    row([title, 'n', 'exact', 'read', 'misread', 'found']),
    ...rows.map(([name, { n, exact, read, misread, found }]) =>
      row([name, String(n), percent(exact), percent(read), percent(misread) ?? '', percent(found) ?? '']),
    ),
  ];
}

function row(cells: readonly string[], firstWidth = 18): string {
  return `  ${cells.map((cell, index) => (index === 0 ? cell.padEnd(firstWidth) : cell.padStart(9))).join('')}`;
}

function heading(report: Report, split?: string): string {
  return `${report.kind} ${report.set}${split === undefined ? '' : ` (${split})`}: ${report.n.toLocaleString('en')}`;
}

function figure(name: string, value: string | undefined): string | undefined {
  return value === undefined ? undefined : `  ${name.padEnd(26)}${value}`;
}

function percent(rate: number): string;
function percent(rate: number | undefined): string | undefined;
function percent(rate: number | undefined): string | undefined {
  return rate === undefined ? undefined : `${(rate * 100).toFixed(2)} %`;
}
