import { h } from "./dom";
import { safeAddress, startParameter } from "./entities";
import { t } from "./i18n";
import type { InlineButton } from "./types";

export interface KeyboardActions {
  botUsername: string;
  // Resolves when the bot has answered the press, or will not any more.
  press(data: string): Promise<void>;
  start(parameter: string): void;
}

export function inlineKeyboard(rows: InlineButton[][], actions: KeyboardActions): HTMLElement {
  return h("div", { class: "keyboard" },
    ...rows.map((row) => h("div", { class: "keyboard-row" }, ...row.map((button) => key(button, actions)))));
}

function key(button: InlineButton, actions: KeyboardActions): HTMLElement {
  if (button.url !== undefined) return linkKey(button.text, button.url, actions);
  const data = button.callback_data;
  const element = h("button", { type: "button", class: "key", "data-focus": `key ${data ?? button.text}` },
    h("span", { class: "key-text" }, button.text));
  if (data === undefined) element.disabled = true;
  else element.addEventListener("click", () => void pressOnce(element, () => actions.press(data)));
  return element;
}

// A second tap while the bot is thinking does nothing. `aria-disabled`, not `disabled`: focus stays where it is.
async function pressOnce(element: HTMLButtonElement, press: () => Promise<void>): Promise<void> {
  if (element.getAttribute("aria-busy") === "true") return;
  element.setAttribute("aria-busy", "true");
  element.setAttribute("aria-disabled", "true");
  element.title = t("button_working");
  try {
    await press();
  } finally {
    element.removeAttribute("aria-busy");
    element.removeAttribute("aria-disabled");
    element.removeAttribute("title");
  }
}

function linkKey(text: string, address: string, actions: KeyboardActions): HTMLElement {
  const parameter = startParameter(address, actions.botUsername);
  const safe = safeAddress(address);
  if (parameter === undefined && safe !== undefined) {
    return h("a", { class: "key key-link", href: safe, target: "_blank", rel: "noopener noreferrer" },
      h("span", { class: "key-text" }, text));
  }
  const element = h("button", { type: "button", class: "key" }, h("span", { class: "key-text" }, text));
  if (parameter === undefined) element.disabled = true;
  else element.addEventListener("click", () => actions.start(parameter));
  return element;
}
