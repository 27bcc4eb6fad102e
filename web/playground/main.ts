import { App } from "./app";
import type { AppState } from "./app";
import { Unreachable } from "./api";
import { ChatView } from "./chat_view";
import type { ChatMemory } from "./chat_view";
import { ClockPanel } from "./clock_panel";
import { byId, fill, h, icon } from "./dom";
import { t } from "./i18n";
import { pageHead } from "./page_head";
import { PeopleView } from "./people_view";
import { theme, wear } from "./theme";
import { toastBox } from "./toast";
import { Tour } from "./tour";

const kStatePollMs = 20_000;
const kOpeningPauseMs = 1_000;

wear(theme());
const app = new App();
const shell = byId("app");
const memories = new Map<string, ChatMemory>();

let people: PeopleView;
let tour: Tour;
let chatBox: HTMLElement;
let chat: ChatView | undefined;
let shown = "";

// The whole frame is built anew for another language; what was typed and read stays in `memories`.
function build(): void {
  document.documentElement.lang = app.store.state.language;
  document.title = `Profit Bot – ${t("title")}`;
  byId("skip").textContent = t("skip");
  people = new PeopleView(app);
  tour = new Tour(app);
  chatBox = h("section", { class: "chat", id: "chat", tabindex: -1, "aria-label": t("chats") });
  fill(shell,
    h("h1", { class: "sr-only" }, `Profit Bot – ${t("title")}`),
    pageHead(app),
    h("div", { class: "side" }, new ClockPanel(app, "side").element, tour.element),
    people.element, chatBox, toastBox());
  chat?.close();
  chat = undefined;
  shown = "";
}

function draw(state: AppState): void {
  if (document.documentElement.lang !== state.language) build();
  shell.dataset["view"] = state.person === undefined ? "people" : "chat";
  people.draw(state);
  tour.draw(state);
  drawChat(state);
}

function drawChat(state: AppState): void {
  const me = app.me;
  const wanted = state.demo === undefined ? `opening ${state.connection}`
    : me === undefined || state.chat === undefined ? `nobody ${state.person}` : `${me.id}/${state.chat}`;
  if (wanted !== shown) {
    const before = shown;
    shown = wanted;
    chat?.close();
    chat = undefined;
    if (state.person === undefined) people.focusOn(Number.parseInt(before, 10));
    if (state.demo === undefined) fill(chatBox, opening(state));
    else if (me === undefined || state.chat === undefined) fill(chatBox, nobody(state.person !== undefined));
    else openChat(`${me.id}/${state.chat}`, before !== "" && !before.startsWith("opening"));
  }
  chat?.draw(state);
}

function openChat(key: string, focus: boolean): void {
  const me = app.me;
  const id = app.store.state.chat;
  if (!me || id === undefined) return;
  const memory = memories.get(key) ?? { draft: "", top: undefined };
  memories.set(key, memory);
  chat = new ChatView(app, me, id, memory);
  fill(chatBox, chat.element);
  if (focus) chat.focus();
}

function opening(state: AppState): HTMLElement {
  const offline = state.connection === "offline";
  return h("div", { class: "nobody", role: "status" },
    offline ? icon("offline") : h("span", { class: "spinner", "aria-hidden": "true" }),
    h("h2", {}, offline ? t("offline") : t("loading")), offline && h("p", { class: "quiet" }, t("offline_more")));
}

function nobody(lost: boolean): HTMLElement {
  return h("div", { class: "nobody" },
    h("img", { src: "/playground/logo.svg", alt: "", width: 72, height: 72 }),
    h("h2", {}, t("choose")), h("p", { class: "quiet" }, lost ? t("lost") : t("choose_more")));
}

async function open(): Promise<void> {
  for (;;) {
    try {
      await app.open();
      return;
    } catch (failure) {
      app.store.patch({ connection: "offline" });
      if (!(failure instanceof Unreachable)) console.error(failure);
      await new Promise((resolve) => window.setTimeout(resolve, kOpeningPauseMs));
    }
  }
}

// The clock runs, schedules change, and somebody may have moved the clock in another window.
function keepStateFresh(): void {
  window.setInterval(() => {
    if (document.hidden || app.store.state.movingTo !== undefined) return;
    app.refreshState().catch((failure: unknown) => {
      if (failure instanceof Unreachable) app.lostConnection();
    });
  }, kStatePollMs);
}

// Not by the link's address: the address says whom one is.
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  (chatBox.querySelector<HTMLElement>("#composer") ?? chatBox).focus();
});
build();
app.store.watch(draw);
void open().then(keepStateFresh);
