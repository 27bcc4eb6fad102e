import type { ChatView, Message } from "./types";

export interface LogChange {
  restarted: boolean;
  added: Message[];
  changed: Message[];
  deleted: number[];
}

// What is known of one chat, built up from the answers of the long poll.
export class ChatLog {
  private readonly byId = new Map<number, Message>();
  private seenVersion = 0;
  view: Omit<ChatView, "messages" | "deleted"> | undefined;

  get version(): number {
    return this.seenVersion;
  }

  // Oldest first.
  get messages(): Message[] {
    return [...this.byId.values()].sort((a, b) => a.id - b.id);
  }

  get empty(): boolean {
    return this.byId.size === 0;
  }

  find(id: number): Message | undefined {
    return this.byId.get(id);
  }

  // Asked from a version that the program does not know any more, it was started anew: what it then says is not
  // the whole, so the log is emptied and the caller asks again.
  merge(view: ChatView): LogChange {
    const change: LogChange = { restarted: false, added: [], changed: [], deleted: [] };
    const { messages, deleted, ...rest } = view;
    if (this.seenVersion > 0 && (view.first_version ?? 0) > this.seenVersion) {
      change.restarted = true;
      change.deleted = [...this.byId.keys()];
      this.byId.clear();
      this.seenVersion = 0;
      return change;
    }
    for (const message of messages) {
      const known = this.byId.get(message.id);
      if (known && known.version >= message.version) continue;
      (known ? change.changed : change.added).push(message);
      this.byId.set(message.id, message);
    }
    for (const id of deleted ?? []) {
      if (this.byId.delete(id)) change.deleted.push(id);
    }
    this.view = rest;
    this.seenVersion = view.version;
    return change;
  }
}
