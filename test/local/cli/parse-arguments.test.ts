import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../../local/cli/parse-arguments.ts';

function settingsOf(...args: string[]) {
  const parsed = parseArguments(args, '1.2.3');
  if (parsed.kind !== 'read')
    throw new Error(`Expected settings but received ${parsed.kind}: ${parsed.text}`);
  return parsed.settings;
}

describe('parseArguments', () => {
  it('has a default for everything', () => {
    expect(settingsOf()).toEqual({
      inputs: [],
      out: './out',
      overlay: true,
      candidates: false,
      json: false,
      quiet: false,
      maxMisread: 0.01,
    });
  });

  it('takes options between, before and behind inputs', () => {
    const args = ['a.png', '--out', 'results', 'b', '--no-overlay', '--json', '-q', '--engine', 'wasm'];
    expect(settingsOf(...args, '--model', 'm', '--max-misread', '0.001')).toEqual({
      inputs: ['a.png', 'b'],
      out: 'results',
      overlay: false,
      candidates: false,
      json: true,
      quiet: true,
      maxMisread: 0.001,
      engine: 'wasm',
      model: 'm',
    });
    expect(settingsOf('--candidates', 'a.png')).toMatchObject({ candidates: true, overlay: true });
  });

  it('takes what is known of cheques, and refuses what is no country and no day', () => {
    const args = ['--country', 'in', '--today', '2026-03-09', '--templates', 'forms'];
    expect(settingsOf(...args)).toMatchObject({ country: 'IN', today: '2026-03-09', templates: 'forms' });
    for (const [option, word] of [
      ['--country', 'XX'],
      ['--today', '2026-02-30'],
    ] as const) {
      const parsed = parseArguments([option, word], '1.2.3');
      expect(parsed).toMatchObject({ kind: 'refuse', text: expect.stringContaining(`but received ${word}`) });
    }
  });

  it('takes what follows -- as an input, whatever it looks like', () => {
    expect(settingsOf('--', '--json').inputs).toEqual(['--json']);
  });

  it.each([
    [['--colour'], /unknown option '--colour'/],
    [['--engine', 'gpu'], /'gpu' is invalid.*wasm, tfjs-node/],
    [['--out'], /argument missing/],
    [['--max-misread', '1'], /Expected a rate of at least 0 and under 1 but received 1/],
    [['--max-misread', ''], /Expected a rate/],
    [['--no-overlay', '--candidates'], /'--candidates' cannot be used with option '--no-overlay'/],
  ])('refuses %j and says why', (args, why) => {
    const parsed = parseArguments(args, '1.2.3');
    expect(parsed.kind).toBe('refuse');
    expect(parsed).toHaveProperty('text', expect.stringMatching(why));
  });

  it('shows the version', () => {
    expect(parseArguments(['--version'], '1.2.3')).toEqual({ kind: 'show', text: '1.2.3\n' });
  });

  it('shows help with examples and every exit code', () => {
    const parsed = parseArguments(['--help'], '1.2.3');
    expect(parsed.kind).toBe('show');
    const text = parsed.kind === 'show' ? parsed.text : '';
    for (const part of ['--candidates', 'Examples:', 'Exit codes:', '\n  0 ', '\n  1 ', '\n  2 ', '\n  3 ']) {
      expect(text).toContain(part);
    }
  });
});
