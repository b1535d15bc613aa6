import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RequestError } from '../lib/document/errors.ts';
import { parseTemplate } from '../lib/fields/templates/parse-template.ts';
import type { Template } from '../lib/fields/templates/template-schema.ts';

/**
 * The templates of a folder: its files that end in `.json`, by name. Throws RequestError `not-found` for a folder that is not
 * there, and what `parseTemplate` throws.
 */
export async function loadTemplates(folder: string): Promise<Template[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (cause) {
    throw new RequestError('not-found', `Expected a folder of templates at ${folder}; name one`, cause);
  }
  const templates: Template[] = [];
  for (const name of names.filter((one) => one.endsWith('.json')).sort()) {
    templates.push(parseTemplate(await readFile(join(folder, name), 'utf8'), name));
  }
  return templates;
}
