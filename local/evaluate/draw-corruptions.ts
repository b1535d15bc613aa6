import { drawBarChart } from './charts.ts';
import { drawContactSheet, type SheetTile } from './contact-sheet.ts';
import type { DigitsReport, RobustnessFigures } from './report.ts';

/** A row of eight pictures, enlarged three times. */
const TILE = { tileWidth: 8 * 28 * 2, tileHeight: 28 * 2 };

/** The report with its figures on damaged pictures and their mean. */
export function withRobustness(report: DigitsReport, robustness: RobustnessFigures): DigitsReport {
  const { corruptions } = robustness;
  const sum = corruptions.reduce((total, { accuracy }) => total + accuracy, 0);
  return {
    ...report,
    metrics: { ...report.metrics, corruptionAccuracy: sum / corruptions.length },
    robustness,
  };
}

/** Errors under each corruption in percent, as SVG. */
export function drawCorruptionChart(set: string, { corruptions }: RobustnessFigures): string {
  const rows = corruptions.map(({ name, accuracy }) => ({ label: name, value: 100 * (1 - accuracy) }));
  return drawBarChart({ title: `${set}: read wrong under each corruption`, unit: '%', rows });
}

/** What the corruptions look like, as PNG bytes. */
export function drawCorruptionSheet(set: string, examples: readonly SheetTile[]): Promise<Uint8Array> {
  return drawContactSheet(examples, { title: `${set}: the corruptions`, ...TILE });
}
