import { describe, expect, it } from 'vitest';
import { readSettings } from '../../../functions/segment/env.ts';

const COMPLETE = { RESULTS_BUCKET: 'results', CLASSIFY_FUNCTION: 'classify:live' };

describe('readSettings', () => {
  it('reads every setting', () => {
    expect(readSettings({ ...COMPLETE, OVERLAY: 'true', MAX_MISREAD: '0.001' })).toEqual({
      resultsBucket: 'results',
      classifyFunction: 'classify:live',
      overlay: true,
      maxMisread: 0.001,
      timeZone: 'UTC',
    });
    expect(
      readSettings({
        ...COMPLETE,
        EVENT_BUS: 'default',
        COUNTRY: 'IN',
        TIME_ZONE: 'Asia/Kolkata',
        TEMPLATES_BUCKET: 'templates',
        TEMPLATES_PREFIX: 'own/',
      }),
    ).toMatchObject({
      eventBus: 'default',
      country: 'IN',
      timeZone: 'Asia/Kolkata',
      templates: { bucket: 'templates', prefix: 'own/' },
    });
    expect(readSettings(COMPLETE).maxMisread).toBe(0.01);
    expect(readSettings({ ...COMPLETE, MAX_MISREAD: ' ' }).maxMisread).toBe(0.01);
    expect(readSettings(COMPLETE).overlay).toBe(false);
    expect(readSettings({ ...COMPLETE, OVERLAY: 'false' }).overlay).toBe(false);
  });

  it.each(['RESULTS_BUCKET', 'CLASSIFY_FUNCTION'])('names %s when it is missing or blank', (name) => {
    for (const value of [undefined, '', ' ']) {
      expect(() => readSettings({ ...COMPLETE, [name]: value })).toThrow(
        expect.objectContaining({ code: 'not-configured', message: expect.stringContaining(name) }),
      );
    }
  });

  it.each(['1', '-0.1', 'low'])('refuses a misread rate of %s', (value) => {
    expect(() => readSettings({ ...COMPLETE, MAX_MISREAD: value })).toThrow(
      `MAX_MISREAD but received "${value}"`,
    );
  });

  it('refuses a country that it does not know', () => {
    expect(() => readSettings({ ...COMPLETE, COUNTRY: 'XX' })).toThrow('COUNTRY but received "XX"');
  });

  it('refuses a time zone that is none', () => {
    expect(() => readSettings({ ...COMPLETE, TIME_ZONE: 'Mumbai' })).toThrow(
      'TIME_ZONE but received "Mumbai"',
    );
  });

  it('refuses a flag that is neither true nor false', () => {
    expect(() => readSettings({ ...COMPLETE, OVERLAY: 'yes' })).toThrow('OVERLAY but received "yes"');
  });
});
