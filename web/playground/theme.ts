import { recall, remember } from "./remembered";

export const kThemes = ["auto", "light", "dark"] as const;
export type Theme = (typeof kThemes)[number];

export function theme(): Theme {
  const remembered = recall("theme");
  return kThemes.find((one) => one === remembered) ?? "auto";
}

export function wear(wanted: Theme): void {
  remember("theme", wanted === "auto" ? null : wanted);
  if (wanted === "auto") document.documentElement.removeAttribute("data-theme");
  else document.documentElement.dataset["theme"] = wanted;
}
