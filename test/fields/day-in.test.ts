import { describe, expect, it } from 'vitest';
import { dayIn, isTimeZone } from '../../lib/fields/day-in.ts';

describe('dayIn', () => {
  it.each([
    ['UTC', '2026-03-08T23:59:59Z', '2026-03-08'],
    ['UTC', '2026-03-09T00:00:00Z', '2026-03-09'],
    // Half past midnight in Mumbai is the evening before in London.
    ['Asia/Kolkata', '2026-03-08T19:00:00Z', '2026-03-09'],
    ['America/New_York', '2026-03-09T03:59:59Z', '2026-03-08'],
    // From the 8th on, clocks there are an hour ahead.
    ['America/New_York', '2026-03-09T04:00:00Z', '2026-03-09'],
    ['Asia/Kolkata', '2026-12-31T18:30:00Z', '2027-01-01'],
  ])('of %s at %s is %s', (zone, moment, day) => {
    expect(dayIn(zone)(new Date(moment))).toBe(day);
  });

  it('knows what is no zone', () => {
    expect(['UTC', 'Asia/Kolkata', 'America/Sao_Paulo'].map(isTimeZone)).toEqual([true, true, true]);
    expect(['', 'Mumbai', 'Asia/../x', '5.5'].map(isTimeZone)).toEqual([false, false, false, false]);
    expect(() => dayIn('Mumbai')).toThrow(RangeError);
  });
});
