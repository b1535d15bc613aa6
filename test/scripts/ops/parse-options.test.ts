import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../../scripts/ops/parse-options.ts';

const parse = (...args: string[]) =>
  parseOptions(args, 'usage', { required: ['stage'], optional: ['prefix'], flags: ['dry-run'] });

describe('parseOptions', () => {
  it('reads values and flags', () => {
    expect(parse('--stage', 'dev', '--prefix', 'a', '--dry-run')).toEqual({
      stage: 'dev',
      prefix: 'a',
      'dry-run': true,
    });
    expect(parse('--stage', 'dev')).toEqual({ stage: 'dev' });
  });

  it.each([
    [[], 'Expected --stage and a value\nusage'],
    [['--stage', ''], 'Expected --stage and a value\nusage'],
    [['--stage', 'dev', '--all'], /Unknown option '--all'[\s\S]*usage$/],
    [['--stage', 'dev', 'more'], /Unexpected argument 'more'[\s\S]*usage$/],
  ])('refuses %j', (args, message) => {
    expect(() => parse(...args)).toThrow(message);
  });
});
