import type { App, AppState } from "./app";
import { Refused, Unreachable } from "./api";
import type { FileToSend } from "./api";
import { chatHead } from "./chat_head";
import type { LogChange } from "./chat_log";
import { chatTabs } from "./chat_tabs";
import { Composer } from "./composer";
import { Conversation } from "./conversation";
import { fill, h, icon } from "./dom";
import { startParameter } from "./entities";
import { hintCard, hintFor } from "./hint";
import { t } from "./i18n";
import { MessageList } from "./message_list";
import { messageInWords } from "./message_view";
import type { MessageContext } from "./message_view";
import { replyRows } from "./reply_keyboard";
import { ScrollKeeper } from "./scroll_keeper";
import type { Someone } from "./someone";
import { showAlert, showToast } from "./toast";
import type { Message } from "./types";

const kTypingForMs = 6_000;

// What a chat keeps while others are looked at.
export interface ChatMemory {
  draft: string;
  top: number | undefined;
}

// One person's chat with the bot, or a group they share with it.
export class ChatView {
  readonly element: HTMLElement;
  private readonly conversation: Conversation;
  private readonly list: MessageList;
  private readonly keeper: ScrollKeeper;
  private readonly composer: Composer;
  private readonly intro = h("div", { class: "intro", hidden: true });
  private readonly hint: ReturnType<typeof hintCard>;
  private readonly hintBox: HTMLElement;
  private readonly tabs = h("div", { class: "chat-tabs", hidden: true });
  private readonly typing = h("p", { class: "typing", hidden: true }, h("span", { class: "dots", "aria-hidden": "true" }), t("typing"));
  private readonly offline = h("div", { class: "offline", role: "status", hidden: true });
  private readonly replies = h("div", { class: "replies", hidden: true });
  private readonly foot = h("div", { class: "chat-foot" });
  private readonly news = h("div", { class: "sr-only", role: "log", "aria-live": "polite" });
  private typingTimer = 0;
  private hurried = () => this.conversation.hurry();

  constructor(private readonly app: App, private readonly me: Someone, private readonly chat: number, memory: ChatMemory) {
    const bot = app.store.state.demo!.bot.id;
    this.conversation = new Conversation(bot, chat, me.id, {
      changed: (change, first) => this.changed(change, first),
      lost: () => app.lostConnection(),
      answered: () => void app.foundConnection().catch(() => app.lostConnection()),
    });
    this.list = new MessageList(this.context(), () => app.now());
    const scroller = h("div", { class: "scroller", tabindex: 0, role: "region", "aria-label": t("messages") },
      h("div", { class: "scrolled" }, this.intro, this.list.element, this.typing));
    this.keeper = new ScrollKeeper(scroller, scroller.firstElementChild as HTMLElement, memory);
    this.composer = new Composer({
      say: (text) => this.say(text), send: (file) => this.send(file),
      commands: () => this.conversation.api.commands(), report: (failure) => app.report(failure),
    }, memory.draft, (text) => (memory.draft = text));
    this.hint = hintCard(me);
    this.hintBox = h("div", { hidden: true }, this.isPrivate && this.hint.card);
    this.element = h("div", { class: "chat-inner" },
      chatHead(app, me, {
        isPrivate: this.isPrivate,
        blocked: () => Boolean(this.conversation.log.view?.blocked),
        block: async () => void (await this.conversation.api.block()),
        unblock: async () => void (await this.conversation.api.unblock()),
      }),
      this.tabs, this.hintBox, h("div", { class: "scroll-frame" }, scroller, this.keeper.jump), this.news, this.offline, this.replies, this.foot);
    this.foot.append(this.composer.element);
    document.addEventListener("visibilitychange", this.hurried);
    this.conversation.open();
  }

  close(): void {
    document.removeEventListener("visibilitychange", this.hurried);
    this.conversation.close();
    this.composer.discard();
  }

  focus(): void {
    this.element.querySelector<HTMLElement>("#chat-title")?.focus({ preventScroll: true });
  }

  // Follows what the page knows besides the messages.
  draw(state: AppState): void {
    chatTabs(this.app, this.tabs, state.chats.get(this.me.id) ?? [], this.me.id, this.chat);
    const offline = state.connection === "offline";
    if (this.offline.hidden === !offline) return;
    this.offline.hidden = !offline;
    fill(this.offline, ...(offline ? [
      icon("offline"),
      h("div", {}, h("p", { class: "offline-title" }, t("offline")), h("p", {}, t("offline_more"))),
      h("button", { type: "button", class: "button", onclick: this.hurried }, t("retry")),
    ] : []));
  }

  private get isPrivate(): boolean {
    return this.chat === this.me.id;
  }

  private context(): MessageContext {
    const app = this.app;
    const botUsername = app.store.state.demo!.bot.username;
    const start = (parameter: string) => void this.say(`/start ${parameter}`);
    return {
      timeZone: app.store.state.demo!.time_zone,
      me: this.me.id,
      showsSender: !this.isPrivate,
      nameOf: (id) => app.someone(id)?.name ?? (id === app.store.state.demo!.bot.id ? app.store.state.botName : t("somebody")),
      find: (id) => this.conversation.log.find(id),
      text: { botUsername, start, say: (text) => void this.say(text) },
      keyboard: (message) => ({ botUsername, start, press: (data) => this.press(message, data) }),
    };
  }

  // --- what comes in

  private changed(change: LogChange, first: boolean): void {
    const log = this.conversation.log;
    const moved = log.view?.migrated_to;
    if (moved !== undefined) return this.app.be(this.me.id, moved);
    this.list.show(log, change, first);
    if (!change.restarted) this.app.noteSeen(this.me.id, this.chat, log.version);
    this.showIntro(log.empty);
    this.showTyping(log.view?.action);
    this.showReplies(replyRows(log.view?.reply_keyboard));
    this.showFoot(Boolean(log.view?.blocked));
    if (first) {
      this.keeper.restore();
      return;
    }
    if (change.added.length > 0) this.keeper.arrived();
    if (change.added.some((message) => message.from === this.me.id && !message.is_bot)) this.keeper.follow();
    for (const message of [...change.added, ...change.changed].filter((one) => one.is_bot)) this.announce(message);
  }

  private announce(message: Message): void {
    this.news.append(h("p", {}, t("new_from_bot", { text: messageInWords(message) })));
    while (this.news.children.length > 5) this.news.firstElementChild?.remove();
  }

  private showIntro(empty: boolean): void {
    this.hintBox.hidden = empty;
    if (this.intro.hidden === !empty) return;
    this.intro.hidden = !empty;
    fill(this.intro, ...(empty ? [
      h("img", { src: "/playground/logo.svg", alt: "", width: 56, height: 56 }),
      h("p", { class: "intro-words" }, this.isPrivate ? hintFor(this.me) : t("nothing_yet")),
      this.isPrivate && h("button", { type: "button", class: "button primary big", onclick: () => void this.begin() }, t("start")),
    ] : []));
  }

  private async begin(): Promise<void> {
    if (await this.say("/start")) this.composer.focus();
  }

  private showTyping(action: string | undefined): void {
    window.clearTimeout(this.typingTimer);
    this.typing.hidden = !action;
    if (action) this.typingTimer = window.setTimeout(() => (this.typing.hidden = true), kTypingForMs);
  }

  private showReplies(rows: string[][]): void {
    this.replies.hidden = rows.length === 0;
    fill(this.replies, ...rows.map((row) => h("div", { class: "keyboard-row" }, ...row.map((text) =>
      h("button", { type: "button", class: "key", onclick: () => void this.say(text) }, h("span", { class: "key-text" }, text))))));
  }

  private showFoot(blocked: boolean): void {
    const shown = this.foot.firstElementChild;
    if (blocked && shown === this.composer.element) {
      fill(this.foot, h("div", { class: "blocked" }, icon("lock"), h("p", {}, t("blocked", { name: this.me.name })),
        h("button", {
          type: "button", class: "button primary",
          onclick: () => void this.conversation.api.unblock().catch((failure: unknown) => this.app.report(failure)),
        }, t("unblock"))));
    } else if (!blocked && shown !== this.composer.element) {
      fill(this.foot, this.composer.element);
    }
  }

  // --- what goes out

  // An invitation link that somebody pastes is followed, as a tap on it would be.
  private async say(text: string): Promise<boolean> {
    const parameter = startParameter(text, this.app.store.state.demo!.bot.username);
    return this.deliver(() => this.conversation.api.say(parameter === undefined ? text : `/start ${parameter}`));
  }

  private send(file: FileToSend): Promise<boolean> {
    return this.deliver(() => this.conversation.api.send(file));
  }

  private async deliver(act: () => Promise<unknown>): Promise<boolean> {
    try {
      await act();
      this.acted();
      this.keeper.follow();
      return true;
    } catch (failure) {
      if (failure instanceof Unreachable) {
        this.app.lostConnection();
        showToast(t("not_sent"));
      } else {
        this.app.report(failure);
      }
      return false;
    }
  }

  private async press(message: Message, data: string): Promise<void> {
    try {
      const answer = await this.conversation.api.press(message.id, data);
      if (!answer.answered) showToast(t("unanswered"));
      else if (answer.text && answer.show_alert) showAlert(answer.text);
      else if (answer.text) showToast(answer.text);
      if (answer.url) this.follow(answer.url);
      this.acted();
    } catch (failure) {
      // A message that has gone meanwhile has no buttons any more: nothing to say about that.
      if (failure instanceof Refused && failure.status === 404) return;
      this.app.report(failure);
    }
  }

  // Whoever has begun needs no telling how, and others may be told of what was done.
  private acted(): void {
    if (this.isPrivate) this.hint.putAway();
    this.app.expectNews();
  }

  private follow(address: string): void {
    const parameter = startParameter(address, this.app.store.state.demo!.bot.username);
    if (parameter !== undefined) void this.say(`/start ${parameter}`);
    else window.open(address, "_blank", "noopener");
  }
}
