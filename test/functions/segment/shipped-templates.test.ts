import { expect, it } from 'vitest';
import { SHIPPED_TEMPLATES } from '../../../functions/segment/shipped-templates.ts';
import { TEMPLATES_FOLDER } from '../../../local/cli/installed-files.ts';
import { loadTemplates } from '../../../local/load-templates.ts';

it('reads the same forms as the command line', async () => {
  const forms = (await loadTemplates(TEMPLATES_FOLDER)).filter(({ kind }) => kind === 'form');
  expect(forms.length).toBeGreaterThan(1);
  expect(SHIPPED_TEMPLATES).toEqual(forms);
});
