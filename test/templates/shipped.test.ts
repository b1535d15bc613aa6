import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { COUNTRIES } from '../../lib/fields/country.ts';
import { parseTemplate } from '../../lib/fields/templates/parse-template.ts';

const folder = fileURLToPath(new URL('../../templates', import.meta.url));
const names = readdirSync(folder);
const templates = names.map((name) => ({
  name,
  own: parseTemplate(readFileSync(join(folder, name), 'utf8'), name),
}));

test('every template that ships can be used and is named as its file is', () => {
  expect(names.length).toBeGreaterThan(0);
  for (const { name, own } of templates) expect(`${own.name}.json`).toBe(name);
});

test('there is a cheque of every country whose cheques are known', () => {
  const countries = templates.filter(({ own }) => own.kind === 'cheque').map(({ own }) => own.country);
  expect(new Set(countries)).toEqual(new Set(COUNTRIES));
});

test('places lie on the page', () => {
  for (const { own } of templates) {
    for (const { fields, anchors } of own.pages) {
      const places = [
        ...anchors.map(({ place }) => place),
        ...fields.flatMap(({ zones }) => zones.map(({ place }) => place)),
      ];
      for (const { x, y, width, height } of places) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(1.0001);
        expect(y + height).toBeLessThanOrEqual(1.0001);
      }
    }
  }
});

test('the schema that they name is there', () => {
  for (const { own } of templates) expect(existsSync(join(folder, own.$schema!))).toBe(true);
});
