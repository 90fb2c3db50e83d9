import { Temporal } from 'temporal-polyfill';

/** Where and when a learner's day begins. */
export interface DayRule {
  /** IANA zone such as `Asia/Shanghai`. */
  readonly timezone: string;
  /** The wall-clock hour at which a new day begins, 0 to 23. */
  readonly rolloverHour: number;
}

/** The learner's day as a number that grows by one each local day. Wall-clock, so a change of clocks moves nothing. */
export function localDay(at: string, { timezone, rolloverHour }: DayRule): number {
  const wall = Temporal.Instant.from(at).toZonedDateTimeISO(timezone).toPlainDateTime();
  const day = wall.subtract({ hours: rolloverHour }).toPlainDate();
  return Temporal.PlainDate.from('1970-01-01').until(day).days;
}

/** The same wall-clock time `days` local days later, as an ISO instant. */
export function addLocalDays(at: string, days: number, rule: DayRule): string {
  const wall = Temporal.Instant.from(at).toZonedDateTimeISO(rule.timezone).toPlainDateTime().add({ days });
  const on = (disambiguation: 'compatible' | 'earlier') =>
    wall.toZonedDateTime(rule.timezone, { disambiguation }).toInstant().toString();
  const later = on('compatible');
  // A time that the clocks skip is moved on, which may carry it over the rollover hour into the next day.
  return localDay(later, rule) - localDay(at, rule) > days ? on('earlier') : later;
}

/** An IANA name such as `Asia/Shanghai`; an offset (`+08:00`) has no rules and is none. */
export function isTimezone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
