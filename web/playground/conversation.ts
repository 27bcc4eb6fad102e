import { ChatApi, Refused, Unreachable } from "./api";
import { ChatLog } from "./chat_log";
import type { LogChange } from "./chat_log";
import type { ChatView } from "./types";

const kWaitSeconds = 25;
const kFirstPauseMs = 400;
const kLongestPauseMs = 4_000;
const kHiddenPauseMs = 10_000;

export interface ConversationEvents {
  changed(change: LogChange, first: boolean): void;
  lost(): void;
  answered(): void;
}

// One person's open chat, kept up to date by long polling until it is closed.
export class Conversation {
  readonly api: ChatApi;
  readonly log = new ChatLog();
  private readonly ending = new AbortController();
  private wake: (() => void) | undefined;

  constructor(bot: number, readonly chat: number, readonly person: number, private readonly events: ConversationEvents) {
    this.api = new ChatApi(bot, chat, person);
  }

  open(): void {
    void this.follow();
  }

  close(): void {
    this.ending.abort();
    this.wake?.();
  }

  // Ends a pause between attempts.
  hurry(): void {
    this.wake?.();
  }

  private get closed(): boolean {
    return this.ending.signal.aborted;
  }

  private async follow(): Promise<void> {
    let pause = kFirstPauseMs;
    let first = true;
    while (!this.closed) {
      try {
        const view = await this.ask(first);
        if (this.closed) return;
        pause = kFirstPauseMs;
        this.events.answered();
        const change = this.log.merge(view);
        this.events.changed(change, first);
        first = change.restarted;
        if (document.hidden) await this.rest(kHiddenPauseMs);
      } catch (failure) {
        if (this.closed) return;
        if (failure instanceof Unreachable) this.events.lost();
        else console.error(failure);
        await this.rest(pause);
        pause = Math.min(pause * 2, kLongestPauseMs);
      }
    }
  }

  // A page in the background asks now and then instead of holding a connection.
  private async ask(first: boolean): Promise<ChatView> {
    const wait = first || document.hidden ? 0 : kWaitSeconds;
    try {
      return await this.api.view(this.log.version, wait, this.ending.signal);
    } catch (failure) {
      if (failure instanceof Refused && failure.status === 404) return this.nothingYet();
      throw failure;
    }
  }

  // A chat that nobody opened yet is empty, not an error; one that was open has gone with the server's memory.
  private async nothingYet(): Promise<ChatView> {
    if (this.log.view) await this.rest(kFirstPauseMs);
    return { version: 0, first_version: Number.MAX_SAFE_INTEGER, type: "private", title: "", messages: [] };
  }

  private async rest(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = window.setTimeout(resolve, milliseconds);
      this.wake = () => {
        window.clearTimeout(timer);
        resolve();
      };
    });
    this.wake = undefined;
  }
}
