import type { App } from "./app";
import { fill, h } from "./dom";
import { t } from "./i18n";
import type { ChatLine } from "./types";

// The person's chats beside the private one, when there are any.
export function chatTabs(app: App, box: HTMLElement, lines: readonly ChatLine[], person: number, chat: number): void {
  const groups = lines.filter((line) => line.id !== person);
  const tabs = [
    { id: person, title: t("private_chat"), isNew: lines.some((line) => line.id === person && app.unreadChat(person, line)) },
    ...groups.map((line) => ({ id: line.id, title: line.title, isNew: app.unreadChat(person, line) })),
  ];
  const drawn = JSON.stringify([tabs, chat]);
  if (box.dataset["drawn"] === drawn) return;
  box.dataset["drawn"] = drawn;
  box.hidden = groups.length === 0 && chat === person;
  const hadFocus = box.contains(document.activeElement);
  fill(box, h("nav", { "aria-label": t("chats") }, ...tabs.map((tab) => h("button", {
    type: "button", class: "chat-tab", "aria-current": tab.id === chat ? "page" : undefined,
    onclick: () => app.be(person, tab.id),
  }, tab.title, tab.isNew && tab.id !== chat && h("span", { class: "badge" }, h("span", { class: "sr-only" }, t("unread")))))));
  if (hadFocus) box.querySelector<HTMLElement>("[aria-current]")?.focus();
}
