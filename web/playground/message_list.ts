import type { ChatLog, LogChange } from "./chat_log";
import { h } from "./dom";
import { t } from "./i18n";
import { messageView } from "./message_view";
import type { MessageContext } from "./message_view";
import { dayKey, dayText } from "./time_text";
import type { Message } from "./types";

const kGroupedWithinMs = 5 * 60_000;

// The messages of one chat as list items, changed in place: what did not change keeps its element, and with it
// focus, selection and the place of a playing voice message.
export class MessageList {
  readonly element: HTMLOListElement;
  private readonly items = new Map<number, HTMLLIElement>();
  private readonly days = new Map<string, HTMLLIElement>();

  constructor(private readonly context: MessageContext, private readonly now: () => number) {
    this.element = h("ol", { class: "messages" });
  }

  show(log: ChatLog, change: LogChange, first: boolean): void {
    for (const id of change.deleted) {
      this.items.get(id)?.remove();
      this.items.delete(id);
    }
    for (const message of change.changed) this.replace(message);
    for (const message of change.added) {
      const item = messageView(message, this.context);
      if (!first) item.classList.add("arrives");
      this.items.set(message.id, item);
    }
    this.arrange(log.messages);
  }

  private replace(message: Message): void {
    const old = this.items.get(message.id);
    const fresh = messageView(message, this.context);
    this.items.set(message.id, fresh);
    if (!old) return;
    const same = old.querySelector(".text")?.textContent === fresh.querySelector(".text")?.textContent;
    if (!same) fresh.classList.add("changed");
    const focused = old.contains(document.activeElement) ? (document.activeElement as HTMLElement) : undefined;
    const key = focused?.dataset["focus"];
    old.replaceWith(fresh);
    if (!focused) return;
    // Whoever uses the keyboard stays on the same button, or else on the message that took its place.
    const again = key && [...fresh.querySelectorAll<HTMLElement>("[data-focus]")].find((one) => one.dataset["focus"] === key);
    (again || fresh.querySelector<HTMLElement>(".key") || fresh).focus({ preventScroll: true });
  }

  private arrange(messages: readonly Message[]): void {
    let place = this.element.firstElementChild;
    const put = (item: Element) => {
      if (item === place) place = item.nextElementSibling;
      else this.element.insertBefore(item, place);
    };
    let day = "";
    let previous: Message | undefined;
    const usedDays = new Set<string>();
    for (const message of messages) {
      const item = this.items.get(message.id);
      if (!item) continue;
      const instant = Date.parse(message.date);
      const thisDay = dayKey(instant, this.context.timeZone);
      if (thisDay !== day) {
        day = thisDay;
        previous = undefined;
        usedDays.add(day);
        put(this.dayLine(day, instant));
      }
      const follows = previous !== undefined && previous.from === message.from && !previous.service
        && instant - Date.parse(previous.date) < kGroupedWithinMs;
      item.classList.toggle("follows", follows);
      put(item);
      previous = message;
    }
    while (place) {
      const next = place.nextElementSibling;
      place.remove();
      place = next;
    }
    for (const known of [...this.days.keys()]) if (!usedDays.has(known)) this.days.delete(known);
  }

  private dayLine(key: string, instant: number): HTMLLIElement {
    const known = this.days.get(key) ?? h("li", { class: "day" }, h("span", {}));
    this.days.set(key, known);
    const { timeZone } = this.context;
    const today = dayKey(this.now(), timeZone);
    const yesterday = dayKey(this.now() - 86_400_000, timeZone);
    const words = dayText(instant, timeZone);
    const text = key === today ? `${t("today")}, ${words}` : key === yesterday ? `${t("yesterday")}, ${words}` : words;
    if (known.firstElementChild!.textContent !== text) known.firstElementChild!.textContent = text;
    return known;
  }
}
