import type {
  ChatLine, ChatView, Command, DemoState, Message, Person, PressAnswer,
} from "./types";

// The server could not be reached, or answered with something that is not its own.
export class Unreachable extends Error {}

// The server refused, and said why in words for a developer.
export class Refused extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

const kSimulator = "/simulator/api";
const kDemo = "/demo/api";

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { cache: "no-store", ...init });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new Unreachable(String(cause));
  }
  if (response.ok) return response;
  if (response.status >= 500) throw new Unreachable(`status ${response.status}`);
  const told: unknown = await response.json().catch(() => ({}));
  const words = (told as { error?: unknown }).error;
  throw new Refused(response.status, typeof words === "string" ? words : response.statusText);
}

async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await ask(path, signal ? { signal } : {});
  return readJson<T>(response);
}

async function post<T>(path: string, body: unknown): Promise<T> {
  const response = await ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return readJson<T>(response);
}

// An answer cut off half-way is a lost connection, not a refusal.
async function readJson<T>(response: Response): Promise<T> {
  try {
    return (await response.json()) as T;
  } catch (cause) {
    throw new Unreachable(String(cause));
  }
}

export const demo = {
  state: () => get<DemoState>(`${kDemo}/state`),
  moveClock: (to: string) => post<DemoState>(`${kDemo}/clock`, { to }),
};

export const people = {
  all: async () => (await get<{ people: Person[] }>(`${kSimulator}/people`)).people,
  save: (person: Person) => post<Person>(`${kSimulator}/people`, person),
  chats: async (person: number, bot: number) =>
    (await get<{ chats: ChatLine[] }>(`${kSimulator}/people/${person}/chats?bot=${bot}`)).chats,
};

export interface FileToSend {
  file: Blob;
  name: string;
  kind: "photo" | "document" | "voice";
  caption?: string;
  duration?: number;
}

// One chat with the bot, as one person sees it.
export class ChatApi {
  private readonly base: string;

  constructor(bot: number, chat: number, private readonly person: number) {
    this.base = `${kSimulator}/bots/${bot}/chats/${chat}`;
    this.commandsPath = `${kSimulator}/bots/${bot}/commands?chat=${chat}&as=${person}`;
  }

  private readonly commandsPath: string;

  view(after: number, waitSeconds: number, signal: AbortSignal): Promise<ChatView> {
    return get(`${this.base}?as=${this.person}&after=${after}&wait=${waitSeconds}`, signal);
  }

  say(text: string): Promise<Message> {
    return post(`${this.base}/messages`, { from: this.person, text });
  }

  async send(what: FileToSend): Promise<Message> {
    const form = new FormData();
    form.set("from", String(this.person));
    form.set("kind", what.kind);
    if (what.caption) form.set("caption", what.caption);
    if (what.duration !== undefined) form.set("duration", String(Math.round(what.duration)));
    form.set("file", what.file, what.name);
    return readJson(await ask(`${this.base}/messages`, { method: "POST", body: form }));
  }

  press(messageId: number, data: string): Promise<PressAnswer> {
    return post(`${this.base}/presses`, { from: this.person, message_id: messageId, data });
  }

  block(): Promise<unknown> {
    return post(`${this.base}/block`, { from: this.person });
  }

  unblock(): Promise<unknown> {
    return post(`${this.base}/unblock`, { from: this.person });
  }

  async commands(): Promise<Command[]> {
    return (await get<{ commands: Command[] }>(this.commandsPath)).commands;
  }
}

export const groups = {
  found: (title: string, members: number[]) =>
    post<{ id: number }>(`${kSimulator}/groups`, { title, people: members }),
  letBotIn: (group: number, bot: number, person: number) =>
    post<unknown>(`${kSimulator}/groups/${group}/bots`, { bot, from: person }),
};

export function fileAddress(fileId: string): string {
  return `${kSimulator}/files/${encodeURIComponent(fileId)}`;
}

export async function botName(id: number): Promise<string | undefined> {
  const { bots } = await get<{ bots: { id: number; first_name: string }[] }>(`${kSimulator}/bots`);
  return bots.find((bot) => bot.id === id)?.first_name;
}
