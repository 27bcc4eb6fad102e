import { h } from "./dom";
import { initials } from "./someone";

const kColours = 8;

// Somebody's initials on a colour that stays theirs.
export function avatar(id: number, name: string): HTMLElement {
  return h("span", { class: `avatar avatar-${Math.abs(id) % kColours}`, "aria-hidden": "true" }, initials(name));
}
