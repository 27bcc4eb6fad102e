import type { App, AppState } from "./app";
import { momentKind, timeOfDay } from "./demo_time";
import { fill, h, icon, iconButton } from "./dom";
import { t } from "./i18n";
import { recall, remember } from "./remembered";

interface Step {
  words: string;
  more: string;
  act(): void;
}

// Three steps through the whole day; each does itself when it is chosen.
export class Tour {
  readonly element = h("section", { class: "tour", "aria-labelledby": "tour-heading" });
  private done = new Set<number>();
  private drawn = "";

  constructor(private readonly app: App) {}

  draw(state: AppState): void {
    const hidden = recall("tour") === "hidden";
    const steps = this.steps(state);
    const drawn = JSON.stringify([steps.map((step) => step.words), [...this.done], hidden, state.language]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.element.hidden = steps.length === 0;
    if (hidden) {
      fill(this.element, h("h2", { id: "tour-heading", class: "sr-only" }, t("tour")),
        h("button", { type: "button", class: "link-button", onclick: () => this.keep(null) }, t("tour_show")));
      return;
    }
    const focused = (document.activeElement as HTMLElement | null)?.dataset["step"];
    fill(this.element,
      h("div", { class: "tour-head" },
        h("h2", { id: "tour-heading", class: "small-heading" }, t("tour")),
        iconButton("close", t("tour_hide"), { class: "small", onclick: () => this.keep("hidden") })),
      h("ol", {}, ...steps.map((step, index) => h("li", {}, this.step(step, index)))));
    if (focused) this.element.querySelector<HTMLElement>(`[data-step="${focused}"]`)?.focus();
  }

  private keep(what: "hidden" | null): void {
    remember("tour", what);
    this.draw(this.app.store.state);
    this.element.querySelector<HTMLElement>("button")?.focus();
  }

  private step(step: Step, index: number): HTMLElement {
    const done = this.done.has(index);
    return h("button", {
      type: "button", class: `step${done ? " done" : ""}`, "data-step": index,
      onclick: () => {
        this.done.add(index);
        step.act();
        this.draw(this.app.store.state);
      },
    },
      h("span", { class: "step-mark", "aria-hidden": "true" }, done ? icon("check") : String(index + 1)),
      h("span", { class: "step-words" }, h("span", {}, step.words), h("span", { class: "quiet" }, step.more),
        done && h("span", { class: "sr-only" }, t("tour_done"))));
  }

  private steps(state: AppState): Step[] {
    const manager = state.people.find((one) => one.role === "manager");
    const boss = state.people.find((one) => one.role === "owner" || one.role === "admin");
    const digest = state.demo?.moments.find((moment) => momentKind(moment) === "digest");
    if (!manager || !boss || !digest) return [];
    return [
      { words: t("tour_answer", { name: manager.name }), more: t("tour_answer_more"), act: () => this.app.be(manager.id) },
      {
        words: t("tour_clock", { time: timeOfDay(digest.at) }), more: t("tour_clock_more"),
        act: () => void this.app.moveClock(digest.at, digest),
      },
      { words: t("tour_digest", { name: boss.name }), more: t("tour_digest_more"), act: () => this.app.be(boss.id) },
    ];
  }
}
