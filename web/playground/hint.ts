import { h, iconButton } from "./dom";
import { t } from "./i18n";
import { recall, remember } from "./remembered";
import type { Someone } from "./someone";

const kRoles = ["owner", "admin", "head", "manager", "analyst", "guest"] as const;
type Role = (typeof kRoles)[number];

function roleOf(someone: Someone): Role {
  return kRoles.find((role) => role === someone.role) ?? "guest";
}

// Who one is and what to try first.
export function hintFor(me: Someone): string {
  return t(`hint_${roleOf(me)}`, { name: me.name, office: me.office });
}

export function roleText(someone: Someone): string {
  const role = t(`role_${roleOf(someone)}`);
  return someone.office ? `${role} · ${someone.office}` : role;
}

// The hint above a chat in which something has been said already, until it is put away or no longer needed: once for each role.
export function hintCard(me: Someone): { card: HTMLElement; putAway(): void } {
  const key = `hint.${roleOf(me)}`;
  const putAway = () => {
    remember(key, "hidden");
    card.hidden = true;
  };
  const card: HTMLElement = h("div", { class: "hint", role: "note", hidden: recall(key) === "hidden" },
    h("p", {}, hintFor(me)), iconButton("close", t("hint_hide"), { class: "small", onclick: putAway }));
  return { card, putAway };
}
