import { language } from "./i18n";

const kLocales = { uk: "uk-UA", ru: "ru-RU", en: "en-GB" } as const;

function format(instant: number, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(kLocales[language()], { timeZone, ...options }).format(instant);
}

export function timeText(instant: number, timeZone: string): string {
  return format(instant, timeZone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

export function dayText(instant: number, timeZone: string): string {
  return format(instant, timeZone, { weekday: "long", day: "numeric", month: "long" });
}

export function shortDayText(instant: number, timeZone: string): string {
  return format(instant, timeZone, { day: "numeric", month: "short" });
}

export function fullText(instant: number, timeZone: string): string {
  return format(instant, timeZone, { dateStyle: "full", timeStyle: "short" });
}

// A day that is the same for equal text, whatever the hour.
export function dayKey(instant: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(instant);
}

export function sizeText(bytes: number): string {
  const number = (value: number) =>
    new Intl.NumberFormat(kLocales[language()], { maximumFractionDigits: 1 }).format(value);
  const units = language() === "en" ? ["B", "kB", "MB"] : ["Б", "кБ", "МБ"];
  if (bytes < 1_000) return `${bytes} ${units[0]}`;
  return bytes < 1_000_000 ? `${number(bytes / 1_000)} ${units[1]}` : `${number(bytes / 1_000_000)} ${units[2]}`;
}

export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
