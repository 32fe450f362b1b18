import type { Locale } from '../text';

const tag = (locale: Locale) => (locale === 'ko' ? 'ko-KR' : 'en-GB');

/** "24 November 2026" / "2026년 11월 24일", as that instant is dated in `timeZone`. */
export function formatDate(instant: Date | string, locale: Locale, timeZone: string): string {
  return new Intl.DateTimeFormat(tag(locale), { dateStyle: 'long', timeZone }).format(new Date(instant));
}

/** "November 2026" / "2026년 11월". */
export function formatMonth(instant: Date | string, locale: Locale, timeZone: string): string {
  return new Intl.DateTimeFormat(tag(locale), { year: 'numeric', month: 'long', timeZone }).format(new Date(instant));
}

/** The calendar day of an instant in a time zone, as midnight UTC: how a date without a time is stored. */
export function dayIn(timeZone: string, instant: Date): Date {
  return new Date(`${new Intl.DateTimeFormat('sv-SE', { timeZone }).format(instant)}T00:00:00Z`);
}

/** The same day `months` later, the last of the month where there is no such day (31 January + 1 = 28 February). */
export function addMonths(instant: Date, months: number): Date {
  const date = new Date(instant);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date;
}

/** ISO 8601 week, "2026-W48": the finest time that a child table may hold. */
export function isoWeek(instant: Date): string {
  const date = new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth(), instant.getUTCDate()));
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  const week = Math.ceil(((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000 + 1) / 7);
  return `${date.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}
