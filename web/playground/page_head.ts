import type { App } from "./app";
import { fill, h, icon } from "./dom";
import type { IconName } from "./dom";
import { kLanguageNames, kLanguages, language, t } from "./i18n";
import type { TextKey } from "./i18n";
import { kThemes, theme, wear } from "./theme";

const kThemeIcons: Record<string, IconName> = { auto: "auto", light: "sun", dark: "moon" };

// The name of the page, its language and its appearance.
export function pageHead(app: App): HTMLElement {
  return h("div", { class: "page-head" },
    h("img", { src: "/playground/logo.svg", alt: "", width: 36, height: 36 }),
    h("p", { class: "brand-name" }, "Profit Bot"),
    h("p", { class: "quiet brand-words" }, t("tagline")),
    languageChoice(app), themeButton());
}

function languageChoice(app: App): HTMLElement {
  const select = h("select", {
    class: "language", "aria-label": t("page_language"), title: t("page_language"),
    onchange: () => {
      const chosen = kLanguages.find((one) => one === select.value);
      if (chosen) app.speak(chosen);
    },
  }, ...kLanguages.map((one) => h("option", { value: one, lang: one, selected: one === language() }, kLanguageNames[one])));
  return select;
}

// One button that goes round: as on the device, light, dark.
function themeButton(): HTMLElement {
  const button = h("button", { type: "button", class: "icon-button theme" });
  const draw = () => {
    const now = theme();
    const label = `${t("theme")}: ${t(`theme_${now}` as TextKey)}`;
    button.setAttribute("aria-label", label);
    button.title = label;
    fill(button, icon(kThemeIcons[now]!));
  };
  button.addEventListener("click", () => {
    wear(kThemes[(kThemes.indexOf(theme()) + 1) % kThemes.length]!);
    draw();
  });
  draw();
  return button;
}
