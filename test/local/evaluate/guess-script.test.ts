import { describe, expect, it } from 'vitest';
import { guessScript } from '../../../local/evaluate/guess-script.ts';

describe('guessScript', () => {
  it.each([
    ['digits', ['2250', '60', '5 a']],
    ['e13b', ['A031300465AC0238D', 'C083656C 500025033A 31', '99', 'A12a']],
    ['cmc7', ['H1878969    H468422362035I  270254835356F']],
  ] as const)('%s', (script, texts) => {
    expect(guessScript(texts)).toBe(script);
  });
});
