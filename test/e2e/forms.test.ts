import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalClassifier } from '../../lib/classify/local-classifier.ts';
import { readDocument } from '../../lib/pipeline/read-document.ts';
import { dataFolder } from '../../local/data-folder.ts';
import { loadTemplates } from '../../local/load-templates.ts';
import { openLocalClassifier } from './in-process.ts';

const FORMS = join(dataFolder(), 'documents/forms-c1');
const TEMPLATES = fileURLToPath(new URL('../../templates', import.meta.url));
const FILE = join(FORMS, 'images/test25.png');
const VOTES = { votes_01: 'X30', votes_02: '172', total_valid: '202', invalid: 'X06', total: '208' };

describe.skipIf(!existsSync(FORMS))(
  'a scanned form, by the template that ships (needs DIGITLIFT_DATA)',
  () => {
    let classifier: LocalClassifier;
    beforeAll(async () => {
      classifier = await openLocalClassifier();
    });
    afterAll(() => classifier.dispose());

    const read = async (bytes: Uint8Array) => {
      const { fields } = await readDocument(bytes, classifier, { templates: await loadTemplates(TEMPLATES) });
      return Object.fromEntries(Object.entries(fields).map(([name, { raw }]) => [name, raw]));
    };

    test('has every cell read, crossed ones told apart', async () => {
      expect(await read(readFileSync(FILE))).toEqual({ ...VOTES, date: '17042019' });
    });

    test.each([
      ['larger', (picture: Sharp) => picture.resize({ width: 1300 })],
      [
        'with a margin',
        (picture: Sharp) => picture.extend({ top: 70, left: 110, right: 30, background: 'white' }),
      ],
      ['leaning by 2 degrees', (picture: Sharp) => picture.rotate(2, { background: 'white' })],
    ])('is found %s', async (_, change) => {
      const fields = await read(
        await change(sharp(readFileSync(FILE)))
          .png()
          .toBuffer(),
      );
      expect(Object.keys(fields)).toEqual([...Object.keys(VOTES), 'date']);
      const right = Object.entries(VOTES).filter(([name, raw]) => fields[name] === raw);
      expect(right.length).toBeGreaterThanOrEqual(4);
    });
  },
);
