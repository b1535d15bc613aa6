import { parseTemplate } from '../../lib/fields/templates/parse-template.ts';
import type { Template } from '../../lib/fields/templates/template-schema.ts';
import c1 from '../../templates/c1-ppwp-2019.json' with { type: 'json' };
import stock from '../../templates/sample-stock-taking.json' with { type: 'json' };
import tally from '../../templates/tally-34a-2022.json' with { type: 'json' };

/** The templates of forms that come with the project, as the command line has them; bundled, as a function has no other folder. */
export const SHIPPED_TEMPLATES: readonly Template[] = [c1, stock, tally].map((template) =>
  parseTemplate(JSON.stringify(template), template.name),
);
