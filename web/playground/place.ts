import { isLanguage } from "./i18n";
import type { Language } from "./i18n";

// What the address of the page says: whom one is, and in which chat. A private chat needs no naming.
export interface Place {
  person?: number;
  chat?: number;
  language?: Language;
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^-?\d{1,16}$/.test(text) ? Number(text) : undefined;
}

export function readPlace(hash: string): Place {
  const values = new URLSearchParams(hash.replace(/^#/, ""));
  const place: Place = {};
  const person = wholeNumber(values.get("person"));
  const chat = wholeNumber(values.get("chat"));
  const language = values.get("lang");
  if (person !== undefined) place.person = person;
  if (chat !== undefined) place.chat = chat;
  if (isLanguage(language)) place.language = language;
  return place;
}

export function writePlace(place: Place): string {
  const values = new URLSearchParams();
  if (place.person !== undefined) values.set("person", String(place.person));
  if (place.chat !== undefined && place.chat !== place.person) values.set("chat", String(place.chat));
  if (place.language) values.set("lang", place.language);
  return `#${values.toString()}`;
}
