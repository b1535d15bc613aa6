import { access, mkdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { openDocument } from '../../lib/decode/open-document.ts';
import { DocumentError, RequestError } from '../../lib/document/errors.ts';
import { placeBox, wholePage } from '../../lib/fields/templates/placement.ts';
import { type ProposedPage, proposeTemplate } from '../../lib/fields/templates/propose-template.ts';
import { MAX_NAME_LENGTH, MAX_TEMPLATE_PAGES } from '../../lib/fields/templates/template-bounds.ts';
import type { TemplatePage } from '../../lib/fields/templates/template-schema.ts';
import { drawZones } from '../../lib/pipeline/draw-zones.ts';
import { type PreparedPage, preparePage, surveyPage } from '../../lib/preprocess/prepare-page.ts';
import { proposePlaces } from '../../lib/segment/propose-places.ts';
import { EXIT_READ, EXIT_SOME_FAILED } from './exit-codes.ts';
import { counted, formatFailure } from './format-document.ts';
import type { CommandIo } from './run.ts';
import { readNamed } from './run-template.ts';
import type { TemplateCall } from './template-arguments.ts';

/** Rules of fewer dots an inch are one pixel wide and torn. */
const LEAST_DPI = 130;

/** Proposes a template from a scan. Throws RequestError for a scan that is not there or a template that is there already. */
export async function initTemplate(
  { scan, name, out, force }: TemplateCall & { readonly kind: 'init' },
  { cwd, stdout, stderr, colours }: CommandIo,
): Promise<number> {
  const bytes = await readNamed(scan, cwd);
  const own = nameOf(name ?? basename(scan).replace(/\.[^.]*$/u, ''));
  const folder = resolve(cwd, out);
  const path = join(folder, `${own}.json`);
  if (!force && (await isThere(path))) {
    throw new RequestError(
      'bad-request',
      `${path} is there already; give another --name, or --force to write over it`,
    );
  }
  const pages: (PreparedPage & ProposedPage)[] = [];
  try {
    for await (const page of (await openDocument(bytes)).pages()) {
      if (pages.length === MAX_TEMPLATE_PAGES) break;
      const lie = surveyPage(page);
      const turn = lie.axis === 'down' ? 90 : 0;
      const prepared = await preparePage(page, { turn, lie, leastDpi: LEAST_DPI });
      pages.push({ ...prepared, ...proposePlaces(prepared), plainRules: prepared.rules });
    }
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    stderr.write(formatFailure(scan, 'rejected', `${error.code}: ${error.message}`, colours));
    return EXIT_SOME_FAILED;
  }
  const template = proposeTemplate(own, pages);
  await mkdir(folder, { recursive: true });
  await writeFile(path, `${JSON.stringify(template, null, 2)}\n`);
  stdout.write(`${path}\n`);
  for (const [i, page] of pages.entries()) {
    const picture = join(folder, `${own}${i === 0 ? '' : `-${i + 1}`}.png`);
    await writeFile(picture, await drawTemplate(template.pages[i]!, page));
    stdout.write(`${picture}\n`);
  }
  const fields = template.pages.reduce((sum, page) => sum + page.fields.length, 0);
  const anchors = template.pages.reduce((sum, page) => sum + page.anchors.length, 0);
  stdout.write(`${counted(fields, 'field')}, ${counted(anchors, 'anchor')}\n`);
  if (fields > 0) return EXIT_READ;
  stderr.write(
    'There is no comb, box or line to write on in this scan: add fields by hand, their zones in fractions of the page\n',
  );
  return EXIT_SOME_FAILED;
}

function drawTemplate({ size, fields, anchors }: TemplatePage, page: PreparedPage): Promise<Uint8Array> {
  const placement = wholePage(size, page);
  return drawZones(
    page.soft,
    fields.flatMap(({ name, zones }) =>
      zones.map(({ place, cells, gap }, i) => ({
        label: i === 0 ? name : '',
        cells,
        gap,
        box: placeBox(place, size, placement),
      })),
    ),
    anchors.map(({ place }) => ({ label: '', box: placeBox(place, size, placement) })),
  );
}

/** As templates may be named: lower-case letters, digits, `-` and `_`. */
function nameOf(text: string): string {
  const name = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/gu, '-')
    .replace(/^[-_]+/u, '')
    .slice(0, MAX_NAME_LENGTH);
  if (name !== '') return name;
  throw new RequestError(
    'bad-request',
    `Expected a name of letters or digits but received "${text}"; give --name`,
  );
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
