import { attachmentView } from "./attachment_view";
import { h } from "./dom";
import type { Child } from "./dom";
import { t } from "./i18n";
import { inlineKeyboard } from "./inline_keyboard";
import type { KeyboardActions } from "./inline_keyboard";
import { richText } from "./rich_text";
import type { TextActions } from "./rich_text";
import { fullText, timeText } from "./time_text";
import type { Message } from "./types";

export interface MessageContext {
  timeZone: string;
  // Who looks at it: their own messages stand on the right.
  me: number;
  showsSender: boolean;
  nameOf(id: number): string;
  find(id: number): Message | undefined;
  text: TextActions;
  keyboard(message: Message): KeyboardActions;
}

// One message as a list item. Service notes are a line in the middle.
export function messageView(message: Message, context: MessageContext): HTMLLIElement {
  if (message.service) return serviceNote(message, context);
  const mine = !message.is_bot && message.from === context.me;
  const text = message.text ?? "";
  const rows = message.inline_keyboard ?? [];
  const bubble = h("div", { class: "bubble" },
    context.showsSender && !mine && h("p", { class: "sender" }, context.nameOf(message.from)),
    !context.showsSender && h("p", { class: "sr-only" }, context.nameOf(message.from)),
    quoted(message, context),
    message.attachment && attachmentView(message.attachment, text),
    text !== "" && h("div", { class: "text" }, ...richText(text, message.entities ?? [], context.text)),
    stamp(message, context));
  return h("li", {
    class: `message ${mine ? "mine" : "theirs"}${rows.length > 0 ? " wide" : ""}`, "data-id": message.id, tabindex: -1,
  }, bubble, rows.length > 0 && inlineKeyboard(rows, context.keyboard(message)));
}

// A message in a few words, for quotes and for those who listen.
export function messageInWords(message: Message): string {
  const text = (message.text ?? "").replace(/\s+/g, " ").trim();
  if (text) return text;
  switch (message.attachment?.kind) {
    case "photo": return t("picture");
    case "voice": case "audio": return t("voice");
    case undefined: return "";
    default: return message.attachment?.file_name ?? t("document");
  }
}

function stamp(message: Message, context: MessageContext): HTMLElement {
  const instant = Date.parse(message.date);
  const words: Child[] = [
    message.edited && `${t("edited")} `,
    h("time", { datetime: message.date, title: fullText(instant, context.timeZone) }, timeText(instant, context.timeZone)),
  ];
  return h("p", { class: "stamp" }, ...words);
}

function quoted(message: Message, context: MessageContext): Child {
  const original = message.reply_to === undefined ? undefined : context.find(message.reply_to);
  return original && h("p", { class: "quoted" },
    h("span", { class: "sr-only" }, t("reply_to"), " "),
    h("strong", {}, context.nameOf(original.from)),
    h("span", { class: "quoted-text" }, messageInWords(original)));
}

function serviceNote(message: Message, context: MessageContext): HTMLLIElement {
  const name = context.nameOf(message.whom ?? message.from);
  const words = message.service === "joined" ? t("service_joined", { name })
    : message.service === "left" ? t("service_left", { name })
      : message.service === "migrated" ? t("service_migrated") : message.text || message.service || "";
  return h("li", { class: "note", "data-id": message.id }, h("span", {}, words));
}
