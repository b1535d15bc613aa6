/** A day of the Gregorian calendar; `month` and `day` from 1. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Whether there is such a day. */
export function isCalendarDate({ year, month, day }: CalendarDate): boolean {
  if (![year, month, day].every(Number.isInteger)) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** `2026-03-09`: ISO 8601, for years 0 to 9999. */
export function isoDate({ year, month, day }: CalendarDate): string {
  return [padded(year, 4), padded(month, 2), padded(day, 2)].join('-');
}

/** The day that an ISO 8601 date names. Throws RangeError when it names none. */
export function parseIsoDate(text: string): CalendarDate {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  if (!isCalendarDate(date)) {
    throw new RangeError('Expected a date such as 2026-03-09 but received something else');
  }
  return date;
}

/** The same day `months` later, or earlier when negative; the last day of a month that has no such day. */
export function addMonths({ year, month, day }: CalendarDate, months: number): CalendarDate {
  const index = year * 12 + (month - 1) + months;
  const to = { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
  return { ...to, day: Math.min(day, daysInMonth(to.year, to.month)) };
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
