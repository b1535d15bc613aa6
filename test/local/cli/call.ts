import type { LocalClassifier } from '../../../lib/classify/local-classifier.ts';
import { DocumentError } from '../../../lib/document/errors.ts';
import type { NumberReading, Result } from '../../../lib/document/result.ts';
import type { extractDocument } from '../../../lib/pipeline/extract-document.ts';
import { resultKey } from '../../../lib/pipeline/result-key.ts';
import { FolderStore } from '../../../lib/store/folder-store.ts';
import { type CommandDependencies, type CommandIo, run } from '../../../local/cli/run.ts';
import { failingClassifier } from '../../classify/fake-classifier.ts';

/** Runs the command in this process, with a stand-in for the reading itself, and keeps what it printed. */
export async function call(
  args: readonly string[],
  options: {
    readonly cwd: string;
    readonly dependencies?: Partial<CommandDependencies>;
    readonly io?: Partial<CommandIo>;
  },
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const printed = { stdout: '', stderr: '' };
  const collect = (name: keyof typeof printed) => ({
    write: (text: string) => {
      printed[name] += text;
    },
  });
  let clock = 0;
  const code = await run(
    args,
    {
      stdout: collect('stdout'),
      stderr: collect('stderr'),
      cwd: options.cwd,
      signal: new AbortController().signal,
      colours: false,
      // Every look at the clock is 5 ms after the one before.
      now: () => {
        clock += 5;
        return clock;
      },
      ...options.io,
    },
    {
      extract: fakeExtract,
      openStore: (folder) => new FolderStore(folder),
      openClassifier: async () => idleClassifier,
      ...options.dependencies,
    },
  );
  return { code, ...printed };
}

const idleClassifier: LocalClassifier = {
  ...failingClassifier(new Error('The stand-in for the reading asks no classifier')),
  dispose() {},
};

/**
 * Reads a file's text as if it were its numbers: `12 345` gives two. `review` asks for review, `bad` is corrupt;
 * `crash` is a fault of the program. Writes what the real one writes.
 */
export const fakeExtract: typeof extractDocument = async ({ key }, { inbox, results }, options = {}) => {
  const text = Buffer.from((await inbox.get(key)).bytes).toString();
  if (text === 'crash') throw new TypeError('Cannot read properties of undefined');
  const error = text === 'bad' ? new DocumentError('corrupt', 'It breaks off') : undefined;
  const numbers = text.split(' ').filter((word) => /^\d+$/.test(word));
  const result = fakeResult(inbox.container, key, error, numbers, text.includes('review'));
  const name = resultKey(key);
  const overlayKeys: string[] = [];
  if (options.overlay && error === undefined) {
    overlayKeys.push(name.replace(/\.json$/, '.overlay.png'));
    await results.replace(overlayKeys[0]!, Buffer.from('picture'), { contentType: 'image/png' });
  }
  const bytes = Buffer.from(JSON.stringify(result));
  await results.replace(name, bytes, { contentType: 'application/json' });
  return { result, resultKey: name, overlayKeys, outcome: 'replaced' };
};

function fakeResult(
  container: string,
  key: string,
  error: DocumentError | undefined,
  numbers: readonly string[],
  review: boolean,
): Result {
  const reason = review ? [{ code: 'low-confidence', page: 0 }] : [];
  return {
    schemaVersion: 1,
    document: { container, key, sha256: '0'.repeat(64), kind: error === undefined ? 'png' : 'unknown' },
    status: error !== undefined ? 'rejected' : review ? 'review' : 'accepted',
    reasons: error === undefined ? reason : [{ code: error.code, message: error.message }],
    pages:
      error !== undefined
        ? []
        : [
            {
              index: 0,
              width: 600,
              height: 400,
              dpi: 200,
              dpiSource: 'metadata',
              turned: 0,
              skew: 0,
              quality: [],
              numbers: numbers.map(numberReading),
            },
          ],
    fields: {},
    model: { version: 'test', sha256: '1'.repeat(64) },
  };
}

function numberReading(text: string, index: number): NumberReading {
  const box = { x: 10.4, y: 20 * index, width: 100, height: 18 };
  return { text, box, confidence: 0.9996, kind: 'printed', glyphs: [] };
}
