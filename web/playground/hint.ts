import { t } from "./i18n";
import type { TextKey } from "./i18n";
import type { Someone } from "./someone";

// Who one is and what to try first.
export function hintFor(me: Someone): string {
  const key = `hint_${me.role}`;
  const known = ["hint_owner", "hint_admin", "hint_head", "hint_manager"].includes(key);
  return t((known ? key : "hint_guest") as TextKey, { name: me.name, office: me.office });
}

export function roleText(someone: Someone): string {
  const known = ["owner", "admin", "head", "manager"].includes(someone.role);
  const role = someone.role === "guest" ? t("role_guest") : known ? t(`role_${someone.role}` as TextKey) : someone.role;
  return someone.office ? `${role} · ${someone.office}` : role;
}
