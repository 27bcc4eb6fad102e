import * as api from "./api";
import type { Moment } from "./types";
import { isLanguage, preferredLanguage, speak, t } from "./i18n";
import type { Language } from "./i18n";
import { localTime, momentKind } from "./demo_time";
import { readPlace, writePlace } from "./place";
import { recall, remember } from "./remembered";
import { SeenVersions } from "./seen_versions";
import { everybody } from "./someone";
import type { Someone } from "./someone";
import { Store } from "./store";
import { timeText } from "./time_text";
import { showToast } from "./toast";
import type { ChatLine, DemoState, Person } from "./types";

export type Connection = "opening" | "online" | "offline";

export interface AppState {
  connection: Connection;
  demo: DemoState | undefined;
  // The demo's clock minus this machine's, in milliseconds.
  clockAhead: number;
  botName: string;
  people: Someone[];
  chats: ReadonlyMap<number, ChatLine[]>;
  unread: ReadonlySet<number>;
  person: number | undefined;
  chat: number | undefined;
  movingTo: string | undefined;
  language: Language;
}

const kBusySweepMs = 1_500;
const kCalmSweepMs = 10_000;
const kBusyForMs = 15_000;
const kAtOnce = 4;

// What the page knows and what it can do; the views watch `store` and call the rest.
export class App {
  readonly store: Store<AppState>;
  private readonly seen = new SeenVersions();
  private accounts: Person[] = [];
  private busyUntil = 0;
  private sweepTimer = 0;

  constructor() {
    const place = readPlace(location.hash);
    const remembered = recall("language");
    const language = place.language
      ?? (isLanguage(remembered) ? remembered : preferredLanguage(navigator.languages));
    speak(language);
    this.store = new Store<AppState>({
      connection: "opening", demo: undefined, clockAhead: 0, botName: "Profit Bot", people: [], chats: new Map(),
      unread: new Set(), person: place.person, chat: place.chat ?? place.person, movingTo: undefined, language,
    });
    window.addEventListener("hashchange", () => this.goWhereAddressSays());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) void this.sweep();
    });
  }

  get me(): Someone | undefined {
    return this.store.state.people.find((one) => one.id === this.store.state.person);
  }

  now(): number {
    return Date.now() + this.store.state.clockAhead;
  }

  someone(id: number): Someone | undefined {
    return this.store.state.people.find((one) => one.id === id);
  }

  async open(): Promise<void> {
    await this.refreshState();
    this.beSomebodyAtOnce();
    await this.sweep();
  }

  // Where people and chat stand side by side, a first visit begins as a manager rather than as nobody.
  private beSomebodyAtOnce(): void {
    const { person, people } = this.store.state;
    const manager = people.find((one) => one.role === "manager");
    if (person !== undefined || !manager || !matchMedia("(width >= 820px)").matches) return;
    history.replaceState(null, "", writePlace({ person: manager.id }));
    this.store.patch({ person: manager.id, chat: manager.id });
  }

  // --- where one is

  be(person: number, chat = person): void {
    location.hash = writePlace({ person, chat });
  }

  leave(): void {
    location.hash = "";
  }

  link(): string {
    const { person, chat, language } = this.store.state;
    const place = { language, ...(person !== undefined && { person }), ...(chat !== undefined && { chat }) };
    return new URL(writePlace(place), location.href).href;
  }

  private goWhereAddressSays(): void {
    const place = readPlace(location.hash);
    this.store.patch({ person: place.person, chat: place.chat ?? place.person });
    if (place.language) this.speak(place.language);
  }

  speak(language: Language): void {
    speak(language);
    remember("language", language);
    this.store.patch({ language });
  }

  // --- the demo's clock and people

  async refreshState(): Promise<void> {
    const [state, accounts] = await Promise.all([api.demo.state(), api.people.all()]);
    this.accounts = accounts;
    this.takeState(state);
    const botName = await api.botName(state.bot.id);
    if (botName) this.store.patch({ botName });
  }

  private takeState(demo: DemoState): void {
    this.store.patch({
      demo,
      clockAhead: Date.parse(demo.now) - Date.now(),
      people: everybody(demo.people, this.accounts),
      connection: "online",
    });
  }

  async moveClock(to: string, moment?: Moment): Promise<boolean> {
    if (this.store.state.movingTo) return false;
    this.store.patch({ movingTo: to });
    try {
      const state = await api.demo.moveClock(to);
      this.takeState(state);
      this.expectNews();
      const what = moment ? t(`moment_${momentKind(moment)}`) : t("moment_now");
      showToast(t("clock_done", { time: timeText(Date.parse(state.now), state.time_zone), what }));
      return true;
    } catch (failure) {
      this.report(failure);
      return false;
    } finally {
      this.store.patch({ movingTo: undefined });
    }
  }

  async save(person: Person): Promise<void> {
    const saved = await api.people.save(person);
    this.accounts = [...this.accounts.filter((one) => one.id !== saved.id), saved];
    this.store.patch({ people: everybody(this.store.state.demo?.people ?? [], this.accounts) });
  }

  // --- unread marks

  // Something was done that others may be told of: look at their chats often for a while.
  expectNews(): void {
    this.busyUntil = Date.now() + kBusyForMs;
    void this.sweep();
  }

  noteSeen(person: number, chat: number, version: number): void {
    this.seen.note(person, chat, version);
    if (this.store.state.unread.has(person)) this.store.patch({ unread: this.unreadPeople() });
  }

  unreadChat(person: number, line: ChatLine): boolean {
    return this.seen.isNew(person, line);
  }

  private unreadPeople(): Set<number> {
    const unread = new Set<number>();
    for (const [person, lines] of this.store.state.chats) {
      if (lines.some((line) => this.seen.isNew(person, line))) unread.add(person);
    }
    return unread;
  }

  async sweep(): Promise<void> {
    window.clearTimeout(this.sweepTimer);
    const { demo, people } = this.store.state;
    if (demo && !document.hidden) {
      try {
        await this.lookAtChats(people.map((one) => one.id), demo.bot.id);
      } catch (failure) {
        if (failure instanceof api.Unreachable) this.lostConnection();
      }
    }
    window.clearTimeout(this.sweepTimer);
    const pause = Date.now() < this.busyUntil ? kBusySweepMs : kCalmSweepMs;
    this.sweepTimer = window.setTimeout(() => void this.sweep(), pause);
  }

  private async lookAtChats(ids: number[], bot: number): Promise<void> {
    const found = new Map(this.store.state.chats);
    const waiting = [...ids];
    const look = async () => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        try {
          found.set(id, await api.people.chats(id, bot));
        } catch (failure) {
          if (!(failure instanceof api.Refused)) throw failure;
          found.delete(id);
        }
      }
    };
    const firstVisit = this.seen.nothingYet;
    await Promise.all(Array.from({ length: kAtOnce }, look));
    // Whoever comes for the first time has missed nothing: marks are for what happens from now on.
    if (firstVisit) {
      for (const [person, lines] of found) for (const line of lines) this.seen.note(person, line.id, line.version);
    }
    this.store.patch({ chats: found });
    this.store.patch({ unread: this.unreadPeople() });
  }

  // --- trouble

  lostConnection(): void {
    if (this.store.state.connection === "online") this.store.patch({ connection: "offline" });
  }

  // The server answers again, perhaps another start of it.
  async foundConnection(): Promise<void> {
    if (this.store.state.connection === "online") return;
    const wasOffline = this.store.state.connection === "offline";
    await this.refreshState();
    if (wasOffline) showToast(t("online"));
    void this.sweep();
  }

  report(failure: unknown): void {
    if (failure instanceof api.Unreachable) {
      this.lostConnection();
      showToast(t("offline"));
    } else {
      showToast(t("failed", { why: failure instanceof Error ? failure.message : String(failure) }));
    }
  }

  today(): { year: number; month: number; day: number; minutes: number } {
    return localTime(this.now(), this.store.state.demo?.time_zone ?? "UTC");
  }
}
