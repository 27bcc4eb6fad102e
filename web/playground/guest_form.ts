import type { App } from "./app";
import { h } from "./dom";
import { language, t } from "./i18n";
import { showDialog } from "./toast";

// Telegram ids of guests lie apart from those of the company.
const kFirstGuest = 880_000_000;
const kGuests = 9_000_000;

// Makes an account for somebody whom the company does not know, and becomes them.
export function openGuestForm(app: App): void {
  const name = h("input", { id: "guest-name", required: true, maxlength: 64, autocomplete: "off" });
  const dialog: HTMLDialogElement = h("dialog", { class: "dialog", "aria-labelledby": "guest-heading" });
  const add = async () => {
    const words = name.value.trim();
    if (words === "") return;
    dialog.close();
    const id = kFirstGuest + Math.floor(Math.random() * kGuests);
    const [first = words, ...rest] = words.split(/\s+/);
    try {
      await app.save({ id, first_name: first, ...(rest.length > 0 && { last_name: rest.join(" ") }), language_code: language() });
      app.be(id);
    } catch (failure) {
      app.report(failure);
    }
  };
  dialog.append(h("form", {
    method: "dialog",
    onsubmit: (event: Event) => {
      event.preventDefault();
      void add();
    },
  },
    h("h2", { id: "guest-heading" }, t("guest_add")),
    h("p", { class: "quiet" }, t("guest_explain")),
    h("label", { class: "field", for: "guest-name" }, t("guest_name")), name,
    h("div", { class: "dialog-actions" },
      h("button", { type: "button", class: "button", onclick: () => dialog.close() }, t("cancel")),
      h("button", { type: "submit", class: "button primary" }, t("guest_save")))));
  showDialog(dialog);
}
