import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Classifier } from '../../../lib/classify/classifier.ts';
import { resultSchema } from '../../../lib/document/result.ts';
import { extractDocument } from '../../../lib/pipeline/extract-document.ts';
import { MemoryStore } from '../../../lib/store/memory-store.ts';

/** How the images of cash letters compare with their records. */
export interface CashLetterFigures {
  readonly files: number;
  readonly checks: number;
  /** Fields that agree, of all fields that the records have. */
  readonly agree: number;
  readonly fields: number;
  /** Those that do not, and files that could not be read. */
  readonly differences: readonly CashLetterDifference[];
}

export interface CashLetterDifference {
  readonly file: string;
  /** From 1; left out for a whole file. */
  readonly check?: number;
  /** A field's name, or why the file was rejected. */
  readonly field: string;
  readonly record: string;
  /** Null where it could not be read. */
  readonly image: string | null;
}

/** Names of the image cash letters in a folder, in order. */
export async function listCashLetters(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.x937')).sort();
}

/** Reads cash letters and counts the fields of their records that the images show too; undefined where there are none. */
export async function evaluateCashLetters(
  folder: string,
  classifier: Classifier,
): Promise<CashLetterFigures | undefined> {
  const files = await listCashLetters(folder);
  if (files.length === 0) return undefined;
  const counts = { checks: 0, agree: 0, fields: 0 };
  const differences: CashLetterDifference[] = [];
  for (const file of files) {
    const [inbox, results] = [new MemoryStore(), new MemoryStore()];
    const type = { contentType: 'application/octet-stream' };
    await inbox.create(file, await readFile(join(folder, file)), type);
    const { result } = await extractDocument({ key: file }, { inbox, results, classifier });
    if (result.cashLetter === undefined) {
      const { code } = result.reasons[0] ?? { code: 'no cash letter' };
      differences.push({ file, field: code, record: '', image: null });
    }
    for (const { number, resultKey } of result.cashLetter?.items ?? []) {
      const { bytes } = await results.get(resultKey);
      const { imageIntegrity = [] } = resultSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
      counts.checks++;
      for (const { field, record, image, agrees } of imageIntegrity) {
        counts.fields++;
        if (agrees === true) counts.agree++;
        else differences.push({ file, check: number, field, record, image });
      }
    }
  }
  return { files: files.length, ...counts, differences };
}

/** The figures for people, as lines of text. */
export function formatCashLetters({
  files,
  checks,
  agree,
  fields,
  differences,
}: CashLetterFigures): string[] {
  return [
    `Cash letters: ${agree} of ${fields} fields of the records agree with the image (${checks} checks in ${files} files)`,
    ...differences.map(({ file, check, field, record, image }) => {
      const where = check === undefined ? file : `${file} check ${check}`;
      return `  ${where}: ${field} ${JSON.stringify(record)} -> ${image === null ? '(nothing)' : JSON.stringify(image)}`;
    }),
  ];
}
