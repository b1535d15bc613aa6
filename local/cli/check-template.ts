import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Classifier } from '../../lib/classify/classifier.ts';
import { DocumentError } from '../../lib/document/errors.ts';
import type { Field } from '../../lib/document/result.ts';
import { parseTemplate } from '../../lib/fields/templates/parse-template.ts';
import type { Template } from '../../lib/fields/templates/template-schema.ts';
import { drawOverlay } from '../../lib/pipeline/draw-overlay.ts';
import { readResult } from '../../lib/pipeline/make-result.ts';
import { type PageReading, readDocument } from '../../lib/pipeline/read-document.ts';
import { DEFAULT_MAX_MISREAD } from '../../lib/read/calibration.ts';
import { EXIT_READ, EXIT_SOME_FAILED } from './exit-codes.ts';
import { formatFailure, formatReason } from './format-document.ts';
import type { CommandDependencies, CommandIo } from './run.ts';
import { readNamed } from './run-template.ts';
import type { TemplateCall } from './template-arguments.ts';
import { paint, plain } from './terminal-text.ts';

/** Reads scans by one template and shows what it reads. Throws what `parseTemplate` and opening the classifier throw. */
export async function checkTemplate(
  { template: path, scans, out, model }: TemplateCall & { readonly kind: 'check' },
  io: CommandIo,
  { openClassifier }: Pick<CommandDependencies, 'openClassifier'>,
): Promise<number> {
  const template = parseTemplate(Buffer.from(await readNamed(path, io.cwd)).toString('utf8'), path);
  const documents = [];
  for (const scan of scans) documents.push({ scan, bytes: await readNamed(scan, io.cwd) });
  const folder = resolve(io.cwd, out);
  await mkdir(folder, { recursive: true });
  const classifier = await openClassifier({ ...NO_SETTINGS, ...(model !== undefined && { model }) });
  let code = EXIT_READ;
  try {
    for (const document of documents) {
      if (io.signal.aborted) return EXIT_SOME_FAILED;
      if (!(await checkOne(document, { template, folder, classifier, io }))) code = EXIT_SOME_FAILED;
    }
  } finally {
    classifier.dispose();
  }
  return code;
}

const NO_SETTINGS = {
  inputs: [],
  out: '',
  overlay: false,
  candidates: false,
  json: false,
  quiet: true,
  maxMisread: DEFAULT_MAX_MISREAD,
} as const;

/** Whether the template fits the scan. */
async function checkOne(
  { scan, bytes }: { readonly scan: string; readonly bytes: Uint8Array },
  {
    template,
    folder,
    classifier,
    io,
  }: {
    readonly template: Template;
    readonly folder: string;
    readonly classifier: Classifier;
    readonly io: CommandIo;
  },
): Promise<boolean> {
  const pages: Pick<PageReading, 'picture' | 'form'>[] = [];
  try {
    const reading = await readDocument(bytes, classifier, {
      templates: [template],
      signal: io.signal,
      onPage: ({ picture, form }) => {
        pages.push({ picture, ...(form && { form }) });
      },
    });
    const identity = { container: '', key: scan, sha256: '' };
    const { fields, reasons, acceptance } = readResult(identity, reading, DEFAULT_MAX_MISREAD);
    const fits = pages.some(({ form }) => form !== undefined);
    const verdict = fits ? paint('fits', 'green', io.colours) : paint('does not fit', 'red', io.colours);
    io.stdout.write(`${plain(scan)}  ${verdict}\n`);
    if (!fits) io.stdout.write('  too few of the rules that the template expects lie where they should\n');
    else {
      io.stdout.write(formatFields(fields));
      for (const reason of reasons) io.stdout.write(`  ${plain(formatReason(reason))}\n`);
    }
    for (const [i, { picture }] of pages.entries()) {
      const file = join(folder, `${basename(scan)}.check${i === 0 ? '' : `-${i + 1}`}.png`);
      const own = Object.fromEntries(Object.entries(fields).filter(([, { page = 0 }]) => page === i));
      const threshold = acceptance?.threshold ?? 1;
      await writeFile(file, await drawOverlay({ picture, numbers: [], fields: own, threshold }));
      io.stdout.write(`  ${plain(file)}\n`);
    }
    return fits;
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    io.stderr.write(formatFailure(scan, 'rejected', `${error.code}: ${error.message}`, io.colours));
    return false;
  }
}

function formatFields(fields: Readonly<Record<string, Field>>): string {
  const rows = Object.entries(fields).map(([name, field]) => [
    name,
    field.raw === '' ? '(nothing)' : field.raw,
    valueText(field.value),
    `${(Math.floor(field.confidence * 1_000) / 10).toFixed(1)}%`,
    field.decision,
    field.evidence.flatMap(({ rule, held }) => (held ? [] : [`not ${rule}`])).join(', '),
  ]);
  const header = ['field', 'stands there', 'value', 'confidence', 'decision', ''];
  const widths = header.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  return [header, ...rows]
    .map(
      (row) =>
        `  ${row
          .map((cell, i) => plain(cell).padEnd(widths[i]!))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function valueText(value: Field['value']): string {
  if (value === null) return '-';
  if (typeof value === 'string') return value;
  return 'minorUnits' in value ? `${value.minorUnits} ${value.currency}` : Object.values(value).join(' ');
}
