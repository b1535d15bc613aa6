import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONTEXT_NAMES } from '../../infra/settings.ts';
import { COUNTRIES } from '../../lib/fields/country.ts';
import { PROJECT, synthesize } from './synthesize.ts';

const text = readFileSync(join(PROJECT, 'docs/runbook.md'), 'utf8');
const anchorOf = (heading: string) => heading.toLowerCase().replaceAll(' ', '-');
/** The text under each heading of the second level, by its anchor. */
const sections = new Map(
  text
    .split(/^## /m)
    .slice(1)
    .map((section) => [anchorOf(section.split('\n', 1)[0]!), section]),
);
const alarms = Object.values(synthesize({ stage: 'prod' }).resources)
  .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
  .map(({ Properties }) => ({
    name: String(Properties.AlarmName).replace('digitlift-prod-', ''),
    description: String(Properties.AlarmDescription),
  }));

describe.each(alarms)('the alarm $name', ({ name, description }) => {
  const [, anchor] = / What to do: docs\/runbook\.md#([a-z-]+)$/.exec(description) ?? [];

  it('says what is the matter and names a section of the runbook', () => {
    expect(description.length).toBeGreaterThan(40);
    expect([...sections.keys()]).toContain(anchor);
  });

  it('has a section that says what it means, where to look and what to do', () => {
    const section = sections.get(anchor ?? '') ?? '';
    expect(section).toContain(`\`${name}\``);
    expect(section).toMatch(/^### Investigation\n\n\S/m);
    expect(section).toMatch(/^### Resolution\n\n\S/m);
  });
});

describe('the runbook', () => {
  it('points only at sections and files that there are', () => {
    for (const [, target] of text.matchAll(/\]\(#([^)]+)\)/g)) expect([...sections.keys()]).toContain(target);
    for (const [, file] of text.matchAll(/\]\(([^)#]+)\)/g)) {
      expect(() => readFileSync(join(PROJECT, 'docs', file!))).not.toThrow();
    }
  });

  it('is found beside a page on settings that names every one of them', () => {
    const deploy = readFileSync(join(PROJECT, 'docs/deploy.md'), 'utf8');
    for (const name of CONTEXT_NAMES)
      expect(deploy).toMatch(new RegExp(`^\\|.*\`${name}\`.*\\|.*\\|.*\\|$`, 'm'));
    for (const country of COUNTRIES) expect(deploy).toContain(`\`${country}\``);
  });

  it('names commands that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
    const commands = [...text.matchAll(/`npm run ([\w:-]+)/g)].map(([, command]) => command!);
    expect(commands).toEqual(expect.arrayContaining(['redrive', 'reprocess']));
    for (const command of commands) expect(Object.keys(scripts)).toContain(command);
  });

  it('says of every code that a document can fail with what to do', () => {
    const errors = readFileSync(join(PROJECT, 'lib/document/errors.ts'), 'utf8');
    const codesOf = (type: string) => {
      const [, union = ''] = new RegExp(`export type ${type} =([^;]+);`).exec(errors) ?? [];
      return [...union.matchAll(/'([a-z-]+)'/g)].map(([, code]) => code!);
    };
    // A permanent fault of the document ends as a result; a setting that is missing fails the deployment.
    const elsewhere = ['not-configured', 'key-outside-store', 'storage-full'];
    const codes = [...codesOf('TransientErrorCode'), ...codesOf('RequestErrorCode')];
    expect(codes.length).toBeGreaterThan(7);
    for (const code of codes.filter((each) => !elsewhere.includes(each))) {
      expect(sections.get('dead-letters')).toContain(`| \`${code}\` |`);
    }
  });
});
