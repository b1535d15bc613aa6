import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { parseTemplate } from '../../../lib/fields/templates/parse-template.ts';
import { call } from './call.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Two tables of rules and a comb of four cells, at 150 dots an inch. */
async function drawForm(path: string): Promise<void> {
  const rect = (x: number, y: number, width: number, height: number) =>
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none" stroke="black" stroke-width="3"/>`;
  const cells = [0, 1, 2, 3].map((i) => rect(700 + i * 60, 900, 60, 70)).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1600"><rect width="1200" height="1600" fill="white"/>${rect(100, 120, 1000, 300)}${rect(100, 520, 1000, 250)}${cells}</svg>`;
  await sharp(Buffer.from(svg)).withMetadata({ density: 150 }).png().toFile(path);
}

describe('digitlift template init', () => {
  test('writes a template with the comb it finds, and a picture of it', async () => {
    const cwd = await temporaryFolder();
    await drawForm(join(cwd, 'Form 1.png'));
    const { code, stdout } = await call(['template', 'init', 'Form 1.png', '--out', 'own'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('1 field,');
    const template = parseTemplate(readFileSync(join(cwd, 'own/form-1.json'), 'utf8'), 'form-1.json');
    const [page] = template.pages;
    expect(page!.fields.map(({ zones }) => zones[0]!.cells)).toEqual([4]);
    const { place } = page!.fields[0]!.zones[0]!;
    expect(place.x).toBeCloseTo(700 / 1200, 2);
    expect(place.width).toBeCloseTo(240 / 1200, 2);
    expect(page!.anchors.length).toBeGreaterThanOrEqual(2);
    expect((await sharp(readFileSync(join(cwd, 'own/form-1.png'))).metadata()).format).toBe('png');
  });

  test('does not write over a template unless told to', async () => {
    const cwd = await temporaryFolder();
    await drawForm(join(cwd, 'form.png'));
    const init = (...more: string[]) => call(['template', 'init', 'form.png', ...more], { cwd });
    expect((await init()).code).toBe(0);
    const again = await init();
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('--force');
    expect((await init('--force')).code).toBe(0);
  });

  test('a page without combs gives a template to fill in, and says so', async () => {
    const cwd = await temporaryFolder();
    await sharp({ create: { width: 600, height: 800, channels: 3, background: 'white' } })
      .png()
      .toFile(join(cwd, 'empty.png'));
    const { code, stderr } = await call(['template', 'init', 'empty.png'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain('There is no comb, box or line');
  });

  test('what cannot be read is said, and nothing written', async () => {
    const cwd = await temporaryFolder();
    writeFileSync(join(cwd, 'bad.png'), 'no picture');
    expect((await call(['template', 'init', 'bad.png'], { cwd })).code).toBe(1);
    const absent = await call(['template', 'init', 'absent.png'], { cwd });
    expect(absent.code).toBe(2);
    expect(absent.stderr).toContain('absent.png');
  });
});

describe('digitlift template check', () => {
  test('a template that is none is refused field by field', async () => {
    const cwd = await temporaryFolder();
    writeFileSync(join(cwd, 'bad.json'), '{"templateVersion":1,"name":"x","kind":"form","pages":[]}');
    const { code, stderr } = await call(['template', 'check', 'bad.json', 'scan.png'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('pages: expected at least 1 entries');
  });

  test('without scans is refused', async () => {
    const { code, stderr } = await call(['template', 'check', 'bad.json'], { cwd: await temporaryFolder() });
    expect(code).toBe(2);
    expect(stderr).toContain('scan');
  });
});

test('digitlift template says what it can do', async () => {
  const cwd = await temporaryFolder();
  const help = await call(['template', '--help'], { cwd });
  expect(help.code).toBe(0);
  expect(help.stdout).toContain('init');
  expect(help.stdout).toContain('check');
  expect((await call(['template'], { cwd })).code).toBe(2);
  expect((await call(['template', 'init', '--help'], { cwd })).stdout).toContain('Exit codes');
});
