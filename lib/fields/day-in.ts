import { isoDate } from './calendar.ts';

/** Whether `name` is a time zone of the IANA database, such as `Asia/Kolkata`, or `UTC`. */
export function isTimeZone(name: string): boolean {
  if (name === 'UTC') return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Gives the day, ISO 8601, that it is in a time zone at a moment. Throws RangeError for a zone that is none. */
export function dayIn(timeZone: string): (moment: Date) => string {
  // The calendar of every other zone takes 10 ms to load.
  if (timeZone === 'UTC') return (moment) => moment.toISOString().slice(0, 10);
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  return (moment) => {
    const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    return isoDate({ year: parts.get('year')!, month: parts.get('month')!, day: parts.get('day')! });
  };
}
