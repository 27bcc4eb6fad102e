import { h } from "./dom";
import { safeAddress, startParameter, toPieces } from "./entities";
import type { Piece } from "./entities";
import { t } from "./i18n";
import type { Entity } from "./types";

// What a tap inside of a message's text may do.
export interface TextActions {
  botUsername: string;
  // Follows an invitation: says /start with this parameter.
  start(parameter: string): void;
  say(text: string): void;
}

// These stand on lines of their own: the line break after one would leave an empty line.
const kBlocks = new Set(["pre", "blockquote", "expandable_blockquote"]);

export function richText(text: string, entities: readonly Entity[], actions: TextActions): Node[] {
  return nodesOf(toPieces(text, entities), actions);
}

function nodesOf(pieces: readonly Piece[], actions: TextActions): Node[] {
  return pieces.map((piece, index) => {
    if (typeof piece !== "string") return elementOf(piece.entity, piece.pieces, actions);
    const before = pieces[index - 1];
    const afterBlock = typeof before === "object" && kBlocks.has(before.entity.type);
    return document.createTextNode(afterBlock ? piece.replace(/^\n/, "") : piece);
  });
}

function plain(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : plain(piece.pieces))).join("");
}

function elementOf(entity: Entity, pieces: readonly Piece[], actions: TextActions): Node {
  const inner = nodesOf(pieces, actions);
  switch (entity.type) {
    case "bold": return h("strong", {}, ...inner);
    case "italic": return h("em", {}, ...inner);
    case "underline": return h("u", {}, ...inner);
    case "strikethrough": return h("s", {}, ...inner);
    case "code": return h("code", {}, ...inner);
    case "pre": return h("pre", { tabindex: 0 }, h("code", {}, ...inner));
    case "blockquote": return h("blockquote", {}, ...inner);
    case "expandable_blockquote": return expandableQuote(inner);
    case "spoiler": return spoiler(inner);
    case "text_link": return link(entity.url ?? "", inner, actions);
    case "url": return link(plain(pieces), inner, actions);
    case "email": return link(`mailto:${plain(pieces)}`, inner, actions);
    case "phone_number": return link(`tel:${plain(pieces).replace(/[^\d+]/g, "")}`, inner, actions);
    case "bot_command":
      return h("button", { type: "button", class: "text-command", onclick: () => actions.say(plain(pieces)) }, ...inner);
    case "mention": case "text_mention": case "hashtag": case "cashtag":
      return h("span", { class: "mention" }, ...inner);
    default: return h("span", {}, ...inner);
  }
}

function link(address: string, inner: Node[], actions: TextActions): Node {
  const parameter = startParameter(address, actions.botUsername);
  if (parameter !== undefined) {
    const begin = (event: Event) => {
      event.preventDefault();
      actions.start(parameter);
    };
    return h("a", { href: address, onclick: begin }, ...inner);
  }
  const safe = safeAddress(address);
  if (safe === undefined) return h("span", {}, ...inner);
  return h("a", { href: safe, target: "_blank", rel: "noopener noreferrer" }, ...inner);
}

function spoiler(inner: Node[]): Node {
  const hidden = h("span", { class: "spoiler-text", "aria-hidden": "true" }, ...inner);
  const cover = h("button", { type: "button", class: "spoiler", "aria-label": t("spoiler") }, hidden);
  cover.addEventListener("click", () => {
    const shown = h("span", { class: "spoiler-shown", tabindex: -1 }, ...inner);
    cover.replaceWith(shown);
    shown.focus();
  });
  return cover;
}

function expandableQuote(inner: Node[]): Node {
  const quote = h("blockquote", { class: "folded" }, ...inner);
  const more = h("button", { type: "button", class: "text-command" }, t("show_more"));
  more.addEventListener("click", () => {
    quote.classList.remove("folded");
    more.remove();
  });
  return h("div", {}, quote, more);
}
