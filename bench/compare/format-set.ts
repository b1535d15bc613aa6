import { formatPreparation } from './prepare-picture.ts';
import type { ReaderReport, SetReport } from './report.ts';

const HEADER = ['reader', 'whole strings right', 'character errors', 'ms a line', 'memory', 'picture'];

/** The figures of a set as a Markdown table whose columns stand under each other on a terminal too; below it, why a row is empty. */
export function formatSet({ set, split, n, readers }: SetReport): string {
  const rows = [HEADER, ...readers.map(cells)];
  const widths = HEADER.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const [header, ...body] = rows.map(line);
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  const title = `${set}${split === undefined ? '' : ` (${split})`}: ${n.toLocaleString('en')} lines`;
  const notes = readers.flatMap((reader) =>
    reader.status === 'read' ? [] : ['', `${reader.name} ${reader.status}: ${reader.reason}`],
  );
  return [title, '', header, rule, ...body, ...notes].join('\n');
}

function cells(reader: ReaderReport): readonly string[] {
  if (reader.status !== 'read') return [reader.name, reader.status, '', '', '', ''];
  return [
    reader.name,
    percent(reader.exact),
    percent(reader.cer),
    reader.msPerLine.toFixed(1),
    `${reader.peakRssMb} MB`,
    formatPreparation(reader.preparation),
  ];
}

export function percent(rate: number): string {
  return `${(rate * 100).toFixed(1)} %`;
}
