import assert from "node:assert/strict";
import { test } from "node:test";

import { ChatLog } from "./chat_log";
import type { ChatView, Message } from "./types";

function message(id: number, version: number, text = ""): Message {
  return { id, from: 1, is_bot: true, date: "2026-01-31T16:50:00.000Z", text, version };
}

function view(version: number, messages: Message[], rest: Partial<ChatView> = {}): ChatView {
  return { version, first_version: 1, type: "private", title: "Bot", messages, ...rest };
}

test("an edited message takes the place of what it was", () => {
  const log = new ChatLog();
  log.merge(view(12, [message(1, 11, "old"), message(2, 12)]));

  const change = log.merge(view(13, [message(1, 13, "new")]));

  assert.deepEqual(change.changed.map((one) => one.text), ["new"]);
  assert.deepEqual(log.messages.map((one) => one.text), ["new", ""]);
});

test("a message told twice is no change", () => {
  const log = new ChatLog();
  log.merge(view(12, [message(1, 11)]));

  const change = log.merge(view(12, [message(1, 11)]));

  assert.deepEqual([change.added, change.changed], [[], []]);
});

test("a message taken back goes away", () => {
  const log = new ChatLog();
  log.merge(view(12, [message(1, 11), message(2, 12)]));

  const change = log.merge(view(14, [], { deleted: [1, 99] }));

  assert.deepEqual(change.deleted, [1]);
  assert.deepEqual(log.messages.map((one) => one.id), [2]);
});

test("after the program was started anew everything is asked for again", () => {
  const log = new ChatLog();
  log.merge(view(12, [message(1, 11)]));

  const change = log.merge(view(500, [message(1, 499)], { first_version: 490 }));

  assert.equal(change.restarted, true);
  assert.equal(log.version, 0);
  assert.equal(log.empty, true);
});
