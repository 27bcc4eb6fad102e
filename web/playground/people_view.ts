import type { App, AppState } from "./app";
import { avatar } from "./avatar";
import { fill, h, icon } from "./dom";
import { openGuestForm } from "./guest_form";
import { roleText } from "./hint";
import { t } from "./i18n";
import { grouped } from "./someone";
import type { Group, Someone } from "./someone";

// Everybody one can be, by office; the search narrows it.
export class PeopleView {
  readonly element: HTMLElement;
  private readonly list = h("div", { class: "people-list" });
  private readonly search: HTMLInputElement;
  private drawn = "";

  constructor(private readonly app: App) {
    this.search = h("input", {
      type: "search", class: "search", placeholder: t("people_find"), "aria-label": t("people_find"), autocomplete: "off",
      oninput: () => this.draw(app.store.state),
    });
    this.element = h("nav", { class: "people", "aria-label": t("people") },
      h("div", { class: "people-head" },
        h("h2", { class: "small-heading" }, t("people")),
        h("p", { class: "quiet" }, t("people_hint")),
        h("div", { class: "search-box" }, icon("search"), this.search)),
      this.list,
      h("button", { type: "button", class: "guest-add", onclick: () => openGuestForm(app) }, icon("plus"), t("guest_add")));
  }

  draw(state: AppState): void {
    const groups = grouped(state.people, this.search.value);
    const last = (person: Someone) => {
      const lines = state.chats.get(person.id) ?? [];
      return (lines.find((line) => line.id === person.id) ?? lines[0])?.last_text ?? "";
    };
    const drawn = JSON.stringify([
      groups.map((group) => group.people.map((one) => [one.id, one.name, one.role, one.office, last(one), state.unread.has(one.id)])),
      state.person, state.language,
    ]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const focused = this.list.contains(document.activeElement)
      ? (document.activeElement as HTMLElement).dataset["person"] : undefined;
    fill(this.list,
      groups.length === 0 && h("p", { class: "quiet people-none" }, state.people.length === 0 ? t("loading") : t("people_none")),
      ...groups.map((group, index) => this.group(group, index, state, last)));
    if (focused) this.list.querySelector<HTMLElement>(`[data-person="${focused}"]`)?.focus({ preventScroll: true });
  }

  // Back from somebody's chat, the keyboard goes on where it was.
  focusOn(person: number): void {
    this.list.querySelector<HTMLElement>(`[data-person="${person}"]`)?.focus();
  }

  private group(group: Group, index: number, state: AppState, last: (person: Someone) => string): HTMLElement {
    const title = group.kind === "admins" ? t("group_admins") : group.kind === "guests" ? t("group_guests") : group.office;
    const id = `people-group-${index}`;
    return h("section", { "aria-labelledby": id },
      h("h3", { id, class: "people-group" }, title),
      h("ul", {}, ...group.people.map((one) => h("li", {}, this.row(one, state, last(one))))));
  }

  private row(one: Someone, state: AppState, last: string): HTMLElement {
    const unread = state.unread.has(one.id) && state.person !== one.id;
    return h("button", {
      type: "button", class: "person", "data-person": one.id, "aria-current": state.person === one.id ? "true" : undefined,
      onclick: () => this.app.be(one.id),
    },
      avatar(one.id, one.name),
      h("span", { class: "person-words" },
        h("span", { class: "person-name" }, one.name),
        h("span", { class: "quiet person-more" }, roleText({ ...one, office: "" }), last && ` · ${last.replace(/\s+/g, " ")}`)),
      unread && h("span", { class: "badge" }, h("span", { class: "sr-only" }, t("unread"))));
  }
}
