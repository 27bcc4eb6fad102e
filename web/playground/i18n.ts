import { en } from "./texts/en";
import type { Texts } from "./texts/en";
import { ru } from "./texts/ru";
import { uk } from "./texts/uk";

export const kLanguages = ["uk", "ru", "en"] as const;
export type Language = (typeof kLanguages)[number];
export type TextKey = keyof Texts;

export const kLanguageNames: Record<Language, string> = { uk: "Українська", ru: "Русский", en: "English" };

const kTexts: Record<Language, Texts> = { uk, ru, en };

export function isLanguage(text: string | null | undefined): text is Language {
  return kLanguages.some((language) => language === text);
}

// The first language of the browser that we speak.
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const language = tag.slice(0, 2).toLowerCase();
    if (isLanguage(language)) return language;
  }
  return "en";
}

let current: Language = "en";

export function speak(language: Language): void {
  current = language;
}

export function language(): Language {
  return current;
}

export function t(key: TextKey, values: Record<string, string> = {}): string {
  return kTexts[current][key].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
