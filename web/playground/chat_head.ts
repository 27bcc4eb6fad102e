import type { App } from "./app";
import { avatar } from "./avatar";
import { ClockPanel } from "./clock_panel";
import { Disclosure } from "./disclosure";
import { fill, h, icon, iconButton } from "./dom";
import { openGroupForm } from "./group_form";
import { roleText } from "./hint";
import { kLanguageNames, kLanguages, t } from "./i18n";
import type { Someone } from "./someone";
import { showToast } from "./toast";

export interface ChatHeadActions {
  isPrivate: boolean;
  blocked(): boolean;
  block(): Promise<void>;
  unblock(): Promise<void>;
}

// Above the chat: who one is, the demo's clock (where there is no room for it beside), and what else can be done.
export function chatHead(app: App, me: Someone, actions: ChatHeadActions): HTMLElement {
  const clockPanel = h("div", { id: "head-clock", class: "panel head-panel" });
  const clockTime = h("span", { class: "clock-pill-time" });
  const clockButton = h("button", { type: "button", class: "clock-pill", "aria-label": t("clock") }, icon("clock"), clockTime);
  const clock = new ClockPanel(app, "head", (text) => {
    clockTime.textContent = text;
    clockButton.setAttribute("aria-label", `${t("clock")}: ${text}`);
  });
  clockPanel.append(clock.element);
  const disclosed = new Disclosure(clockButton, clockPanel);
  clock.onMoved = () => disclosed.close();

  const menu = h("div", { id: "head-menu", class: "panel head-panel head-menu" });
  const menuButton = iconButton("more", t("more"));
  const menuDisclosure = new Disclosure(menuButton, menu, () => fillMenu(menu, app, app.someone(me.id) ?? me, actions, () => menuDisclosure.close()));

  return h("header", { class: "chat-head" },
    iconButton("back", t("back"), { class: "chat-back", onclick: () => app.leave() }),
    avatar(me.id, me.name),
    h("div", { class: "chat-who" },
      h("h2", { id: "chat-title", tabindex: -1 }, h("span", { class: "sr-only" }, t("you_are", { name: "" }).trim(), " "), me.name),
      h("p", { class: "quiet" }, roleText(me))),
    clockButton, menuButton, clockPanel, menu);
}

function fillMenu(menu: HTMLElement, app: App, me: Someone, actions: ChatHeadActions, close: () => void): void {
  const item = (words: string, act: () => Promise<void> | void) => h("button", {
    type: "button", class: "menu-item",
    onclick: () => {
      close();
      void Promise.resolve(act()).catch((failure: unknown) => app.report(failure));
    },
  }, words);
  fill(menu,
    personLanguage(app, me),
    item(t("copy_link"), async () => {
      await navigator.clipboard.writeText(app.link());
      showToast(t("copied"));
    }),
    item(t("group_new"), () => openGroupForm(app, me)),
    actions.isPrivate && (actions.blocked()
      ? item(t("unblock"), () => actions.unblock())
      : item(t("block"), () => actions.block())));
}

// Which language this person's Telegram tells the bot.
function personLanguage(app: App, me: Someone): HTMLElement {
  const legend = t("person_language", { name: me.name.split(" ")[0] ?? me.name });
  const choose = (language: string) => app.save({
    ...(me.account ?? { id: me.id, first_name: me.name }), language_code: language,
  }).catch((failure: unknown) => app.report(failure));
  return h("fieldset", { class: "choice" }, h("legend", {}, legend),
    h("div", { class: "segments" }, ...kLanguages.map((language) => h("label", { class: "segment" },
      h("input", {
        type: "radio", name: "person-language", value: language, checked: me.language === language,
        onchange: () => void choose(language),
      }),
      h("span", { lang: language }, kLanguageNames[language])))));
}
