import { RequestError } from '../../lib/document/errors.ts';
import { parseTemplate } from '../../lib/fields/templates/parse-template.ts';
import { MAX_TEMPLATE_BYTES, MAX_TEMPLATES } from '../../lib/fields/templates/template-bounds.ts';
import type { Template } from '../../lib/fields/templates/template-schema.ts';
import type { ObjectStore } from '../../lib/store/object-store.ts';
import type { LogLine } from './document-log.ts';

/** Gives the user's own templates as they are now, or were a minute ago. */
export type FindTemplates = () => Promise<readonly Template[]>;

/** Milliseconds for which templates are not asked for again: long for a busy process, short for somebody who mends one. */
export const KEEP_TEMPLATES_MS = 60_000;

export interface TemplateSourceOptions {
  readonly store: ObjectStore;
  /** What the keys of templates begin with; those that end in `.json` are read. */
  readonly prefix: string;
  readonly log: (line: LogLine) => void;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

/**
 * The templates of a store. Throws RequestError `template-invalid` where one of them cannot be used, and logs its name: a form must
 * not be read as if its template were not there, so documents wait until it is mended. Throws what the store throws.
 */
export function createTemplateSource(options: TemplateSourceOptions): FindTemplates {
  let kept: { readonly templates: readonly Template[]; readonly since: number } | undefined;
  return async () => {
    const since = options.now();
    if (kept === undefined || since - kept.since >= KEEP_TEMPLATES_MS) {
      kept = { templates: await readTemplates(options), since };
    }
    return kept.templates;
  };
}

async function readTemplates({ store, prefix, log }: TemplateSourceOptions): Promise<Template[]> {
  const templates: Template[] = [];
  for await (const key of store.list(prefix)) {
    if (!key.endsWith('.json')) continue;
    if (templates.length === MAX_TEMPLATES) {
      throw new RequestError(
        'template-invalid',
        `Expected at most ${MAX_TEMPLATES} templates below ${prefix}: take some away`,
      );
    }
    try {
      const { bytes } = await store.get(key, { maxBytes: MAX_TEMPLATE_BYTES });
      templates.push(parseTemplate(new TextDecoder().decode(bytes), key));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== 'bad-request' && code !== 'too-many-bytes') throw error;
      log({ event: 'template-failed', template: key.slice(prefix.length) });
      throw new RequestError('template-invalid', `The template ${key} cannot be used`, error);
    }
  }
  return templates;
}
