import type { App, AppState } from "./app";
import { daysAhead, momentKind, nextDay, timeOfDay } from "./demo_time";
import { fill, h, icon } from "./dom";
import { t } from "./i18n";
import { dayText, shortDayText, timeText } from "./time_text";
import type { Moment } from "./types";

// The demo's clock, and the moments it can be moved on to.
export class ClockPanel {
  readonly element: HTMLElement;
  onMoved: () => void = () => {};
  private readonly time = h("p", { class: "clock-time" });
  private readonly day = h("p", { class: "quiet clock-day" });
  private readonly mode = h("p", { class: "clock-mode" });
  private readonly moments = h("ul", { class: "moments" });
  private readonly fold = h("button", { type: "button", class: "clock-fold" }, t("clock_move"), icon("down"));
  private drawn = "";

  constructor(private readonly app: App, place: "side" | "head", private readonly onTime: (text: string) => void = () => {}) {
    const heading = `clock-heading-${place}`;
    this.element = h("section", { class: "clock", "aria-labelledby": heading },
      h("div", { class: "clock-head" }, h("h2", { id: heading, class: "small-heading" }, t("clock")), this.fold),
      h("div", { class: "clock-face" }, this.time, h("div", {}, this.day, this.mode)),
      this.moments);
    this.fold.setAttribute("aria-expanded", "false");
    this.fold.addEventListener("click", () => {
      this.fold.setAttribute("aria-expanded", String(this.fold.getAttribute("aria-expanded") === "false"));
    });
    app.store.watch((state) => this.draw(state));
    const timer = window.setInterval(() => {
      if (this.element.isConnected) this.draw(app.store.state);
      else if (place === "head") window.clearInterval(timer);
    }, 1_000);
  }

  private draw(state: AppState): void {
    const demo = state.demo;
    if (!demo) return;
    const now = this.app.now();
    const time = timeText(now, demo.time_zone);
    const drawn = [time, dayText(now, demo.time_zone), demo.moved, state.movingTo, state.language, JSON.stringify(demo.moments)].join();
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.time.textContent = time;
    this.onTime(time);
    this.day.textContent = dayText(now, demo.time_zone);
    this.mode.textContent = state.movingTo ? t("clock_moving") : demo.moved ? t("clock_moved") : t("clock_real");
    this.mode.classList.toggle("moved", demo.moved);
    const focused = (document.activeElement as HTMLElement | null)?.dataset["moment"];
    const hadFocus = this.moments.contains(document.activeElement);
    fill(this.moments, ...demo.moments.map((moment) => h("li", {}, this.momentButton(moment, state))),
      demo.moved && h("li", {}, this.backButton(state)));
    if (hadFocus) this.moments.querySelector<HTMLElement>(`[data-moment="${focused}"], button`)?.focus();
  }

  private momentButton(moment: Moment, state: AppState): HTMLElement {
    const now = this.app.today();
    const day = nextDay(moment.at, now);
    const ahead = daysAhead(day, now);
    const when = ahead === 0 ? t("clock_today") : ahead === 1 ? t("clock_tomorrow") : shortDayText(day.getTime(), "UTC");
    return this.button(moment.at, state, timeOfDay(moment.at), when, t(`moment_${momentKind(moment)}`), moment);
  }

  private backButton(state: AppState): HTMLElement {
    return this.button("now", state, "", "", t("clock_now"));
  }

  private button(to: string, state: AppState, time: string, when: string, words: string, moment?: Moment): HTMLElement {
    const moving = state.movingTo !== undefined;
    return h("button", {
      type: "button", class: "moment", "data-moment": to, "aria-disabled": moving ? "true" : undefined,
      "aria-busy": state.movingTo === to ? "true" : undefined,
      onclick: () => void this.move(to, moment),
    },
      h("span", { class: "moment-time" }, to === "now" ? icon("clock") : time, when && h("span", { class: "quiet" }, when)),
      h("span", { class: "moment-words" }, words));
  }

  private async move(to: string, moment?: Moment): Promise<void> {
    if (await this.app.moveClock(to, moment)) this.onMoved();
  }
}
