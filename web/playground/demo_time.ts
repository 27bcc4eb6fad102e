import type { Moment } from "./types";

// Wall-clock parts of an instant in a time zone.
export interface LocalTime {
  year: number;
  month: number;
  day: number;
  minutes: number;
}

export function localTime(instant: number, timeZone: string): LocalTime {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return {
    year: part("year"), month: part("month"), day: part("day"), minutes: part("hour") * 60 + part("minute"),
  };
}

// What happens at a moment, for which the page has words.
export type MomentKind = "plan_prompt" | "plan_reminder" | "digest" | "fact_prompt" | "monthly_report" | "other";

export function momentKind(moment: Moment): MomentKind {
  if (moment.at.startsWith("month_end")) return "fact_prompt";
  if (moment.at.startsWith("month_start")) return "monthly_report";
  if (moment.name.includes("digest")) return "digest";
  if (moment.name.includes("reminder")) return "plan_reminder";
  if (moment.name.includes("plan")) return "plan_prompt";
  return "other";
}

// "month_end 19:00" is 19:00.
export function timeOfDay(at: string): string {
  return at.split(" ").at(-1) ?? at;
}

// The day (as UTC midnight) on which the clock will stand after moving on to the next such moment.
export function nextDay(at: string, now: LocalTime): Date {
  const [hours = 0, minutes = 0] = timeOfDay(at).split(":").map(Number);
  const passed = hours * 60 + minutes <= now.minutes;
  const { year, month, day } = now;
  if (at.startsWith("month_end")) {
    const last = new Date(Date.UTC(year, month, 0));
    return last.getUTCDate() === day && passed ? new Date(Date.UTC(year, month + 1, 0)) : last;
  }
  if (at.startsWith("month_start")) {
    return day === 1 && !passed ? new Date(Date.UTC(year, month - 1, 1)) : new Date(Date.UTC(year, month, 1));
  }
  return new Date(Date.UTC(year, month - 1, passed ? day + 1 : day));
}

export function daysAhead(date: Date, now: LocalTime): number {
  return Math.round((date.getTime() - Date.UTC(now.year, now.month - 1, now.day)) / 86_400_000);
}
