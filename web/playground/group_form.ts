import { groups } from "./api";
import type { App } from "./app";
import { h } from "./dom";
import { t } from "./i18n";
import type { Someone } from "./someone";
import { showDialog, showToast } from "./toast";

const kOffered = 12;

// Founds a group with this person, whoever else is chosen, and the bot in it.
export function openGroupForm(app: App, me: Someone): void {
  const title = h("input", { id: "group-title", required: true, maxlength: 128, autocomplete: "off" });
  const near = app.store.state.people.filter((one) => one.id !== me.id)
    .sort((a, b) => Number(b.office === me.office) - Number(a.office === me.office)).slice(0, kOffered);
  const members = near.map((one) => h("label", { class: "check" },
    h("input", { type: "checkbox", value: one.id }), h("span", {}, one.name)));
  const dialog: HTMLDialogElement = h("dialog", { class: "dialog", "aria-labelledby": "group-heading" });
  const found = async () => {
    const bot = app.store.state.demo?.bot.id;
    if (bot === undefined || title.value.trim() === "") return;
    const chosen = [...dialog.querySelectorAll<HTMLInputElement>("input:checked")].map((one) => Number(one.value));
    dialog.close();
    try {
      const group = await groups.found(title.value.trim(), [me.id, ...chosen]);
      await groups.letBotIn(group.id, bot, me.id);
      await app.sweep();
      app.be(me.id, group.id);
      showToast(t("group_opened"));
    } catch (failure) {
      app.report(failure);
    }
  };
  dialog.append(h("form", {
    method: "dialog",
    onsubmit: (event: Event) => {
      event.preventDefault();
      void found();
    },
  },
    h("h2", { id: "group-heading" }, t("group_new")),
    h("label", { class: "field", for: "group-title" }, t("group_title")), title,
    h("fieldset", { class: "choice" }, h("legend", {}, t("group_people")), h("div", { class: "checks" }, ...members)),
    h("div", { class: "dialog-actions" },
      h("button", { type: "button", class: "button", onclick: () => dialog.close() }, t("cancel")),
      h("button", { type: "submit", class: "button primary" }, t("group_found")))));
  showDialog(dialog);
}
