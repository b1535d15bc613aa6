import { describe, expect, it } from 'vitest';
import { MAX_LISTED, resultEvent } from '../../../functions/segment/result-event.ts';
import type { Field, Result } from '../../../lib/document/result.ts';
import { MODEL, resultOf } from './fixtures.ts';

const ACCOUNT = '123456789012';
const field: Field = {
  kind: 'account',
  raw: ACCOUNT,
  value: ACCOUNT,
  confidence: 0.98,
  threshold: 0.9,
  decision: 'accept',
  evidence: [{ rule: 'length', held: true }],
  alternatives: [{ text: '123456789013', probability: 0.01 }],
};
const result: Result = {
  ...resultOf('in/cheque.png', [ACCOUNT, '270000']),
  reasons: [{ code: 'low-confidence', page: 0, message: `of ${ACCOUNT}` }],
  fields: { account: field },
};

describe('resultEvent', () => {
  it('tells verdict, place and masked numbers', () => {
    expect(resultEvent('results', 'in/cheque.png.json', result)).toEqual({
      schemaVersion: 1,
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      status: 'review',
      reasons: [{ code: 'low-confidence', page: 0 }],
      result: { bucket: 'results', key: 'in/cheque.png.json' },
      document: { container: 'inbox', key: 'in/cheque.png', sha256: 'b'.repeat(64), kind: 'png' },
      model: { version: MODEL.version, sha256: MODEL.sha256 },
      fields: {
        account: { kind: 'account', masked: '*********012', confidence: 0.98, decision: 'accept' },
      },
      numbers: [
        { page: 0, masked: '*********012', kind: 'handwritten', confidence: 0.9 },
        { page: 0, masked: '*****0', kind: 'handwritten', confidence: 0.9 },
      ],
      numberCount: 2,
    });
  });

  it('holds no number that was read', () => {
    const text = JSON.stringify(resultEvent('results', 'k', result));
    for (const secret of [ACCOUNT, '123456789013', '270000']) expect(text).not.toContain(secret);
  });

  it('has one id for one result, and another for any other', () => {
    const id = (bucket: string, key: string) => resultEvent(bucket, key, result).id;
    expect(id('results', 'a')).toBe(id('results', 'a'));
    expect(new Set([id('results', 'a'), id('results', 'b'), id('other', 'a')]).size).toBe(3);
  });

  it('fits into an entry of EventBridge, whatever was found', () => {
    const many = Array.from({ length: 5_000 }, () => '9'.repeat(40));
    const crowded: Result = {
      ...resultOf('k'.repeat(1_024), many),
      reasons: many.map((_, page) => ({ code: 'low-confidence', page })),
      fields: Object.fromEntries(many.map((text, i) => [`field-${i}`, { ...field, raw: text.repeat(50) }])),
    };
    const event = resultEvent('results', 'k'.repeat(1_024), crowded);
    expect(event.numbers).toHaveLength(MAX_LISTED);
    expect(event.numberCount).toBe(5_000);
    expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(256 * 1024);
  });

  it('counts the checks of a cash letter', () => {
    const item = (status: Result['status']) => ({ status }) as never;
    const items = [item('accepted'), item('review'), item('accepted')];
    const letter = { ...result, cashLetter: { items } as unknown as NonNullable<Result['cashLetter']> };
    expect(resultEvent('results', 'k', letter).items).toEqual({ accepted: 2, review: 1, rejected: 0 });
  });
});
