import type { FileToSend } from "./api";
import { CommandMenu } from "./command_menu";
import { h, iconButton } from "./dom";
import { t } from "./i18n";
import { durationText } from "./time_text";
import type { Command } from "./types";
import { VoiceRecorder } from "./voice_recorder";

export interface ComposerActions {
  // Both resolve with whether it arrived; what did not stays in the composer.
  say(text: string): Promise<boolean>;
  send(file: FileToSend): Promise<boolean>;
  commands(): Promise<Command[]>;
  report(failure: unknown): void;
}

const kPhotoTypes = ["image/png", "image/jpeg", "image/webp"];

// Where one writes: Enter sends, Shift+Enter begins a line; files and voice notes beside it.
export class Composer {
  readonly element: HTMLElement;
  private readonly box: HTMLTextAreaElement;
  private readonly sendButton: HTMLButtonElement;
  private readonly micButton: HTMLButtonElement;
  private readonly menu: CommandMenu;
  private readonly recorder = new VoiceRecorder();
  private sending = false;

  constructor(private readonly actions: ComposerActions, draft: string, private readonly keepDraft: (text: string) => void) {
    this.box = h("textarea", {
      id: "composer", rows: 1, placeholder: t("write"), "aria-label": t("write"), autocomplete: "off",
      enterkeyhint: "send", maxlength: 8_192,
      oninput: () => this.typed(), onkeydown: (event: KeyboardEvent) => this.onKey(event),
    });
    this.box.value = draft;
    this.sendButton = iconButton("send", t("send"), { class: "accent", onclick: () => void this.sendText() });
    this.micButton = iconButton("mic", t("record"), { onclick: () => void this.record() });
    this.menu = new CommandMenu(this.box, {
      load: () => actions.commands(), choose: (command) => void this.deliver(`/${command}`), report: (failure) => actions.report(failure),
    });
    this.element = h("div", { class: "composer" });
    this.showWriting();
  }

  focus(): void {
    this.box.focus({ preventScroll: true });
  }

  discard(): void {
    this.recorder.discard();
  }

  private showWriting(): void {
    const picker = this.picker("", (file) => void this.sendFile(file));
    this.element.replaceChildren(
      this.menu.panel,
      h("div", { class: "composer-row" },
        iconButton("clip", t("attach"), { onclick: () => picker.click() }), picker,
        this.menu.button,
        h("div", { class: "composer-box" }, this.box),
        this.sendButton, this.micButton));
    this.typed();
  }

  private typed(): void {
    this.keepDraft(this.box.value);
    const empty = this.box.value.trim() === "";
    this.sendButton.hidden = empty;
    this.micButton.hidden = !empty;
    this.grow();
    this.menu.filter(this.box.value);
  }

  // As high as its text; before it is on the page there is nothing to measure.
  private grow(): void {
    this.box.style.height = "auto";
    if (this.box.scrollHeight > 0) this.box.style.height = `${this.box.scrollHeight}px`;
    else requestAnimationFrame(() => this.box.isConnected && this.grow());
  }

  private onKey(event: KeyboardEvent): void {
    if (this.menu.onKey(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void this.sendText();
  }

  private async sendText(): Promise<void> {
    const text = this.box.value;
    if (text.trim() === "" || this.sending) return;
    this.sending = true;
    this.sendButton.setAttribute("aria-busy", "true");
    const arrived = await this.actions.say(text);
    this.sending = false;
    this.sendButton.removeAttribute("aria-busy");
    if (arrived && this.box.value === text) this.box.value = "";
    const hadFocus = document.activeElement === this.sendButton;
    this.typed();
    if (hadFocus) this.focus();
  }

  private async deliver(text: string): Promise<void> {
    if (await this.actions.say(text)) this.box.value = "";
    this.typed();
    this.focus();
  }

  private picker(accept: string, chosen: (file: File) => void): HTMLInputElement {
    const input = h("input", { type: "file", hidden: true, "aria-hidden": "true", tabindex: -1, accept: accept || undefined });
    input.addEventListener("change", () => {
      for (const file of input.files ?? []) chosen(file);
      input.value = "";
    });
    return input;
  }

  // What is written already becomes the caption, as in Telegram.
  private async sendFile(file: File): Promise<void> {
    const kind = kPhotoTypes.includes(file.type) ? "photo" : "document";
    const caption = this.box.value.trim();
    if (await this.actions.send({ file, name: file.name, kind, caption })) this.box.value = "";
    this.typed();
  }

  // --- voice

  private async record(): Promise<void> {
    if (!VoiceRecorder.available) return this.pickVoice();
    try {
      await this.recorder.start();
    } catch {
      return this.pickVoice();
    }
    this.showRecording();
  }

  private pickVoice(): void {
    const picker = this.picker("audio/*", (file) => void this.sendVoice({ bytes: file, name: file.name, seconds: 0 }));
    this.element.append(picker);
    picker.click();
  }

  private showRecording(): void {
    const clock = h("span", { class: "recording-clock" }, durationText(0));
    const timer = window.setInterval(() => (clock.textContent = durationText(this.recorder.seconds)), 250);
    const leave = () => {
      window.clearInterval(timer);
      this.showWriting();
      this.micButton.focus();
    };
    const discard = iconButton("close", t("record_cancel"), {
      onclick: () => {
        this.recorder.discard();
        leave();
      },
    });
    const done = iconButton("send", t("record_stop"), {
      class: "accent",
      onclick: () => void this.recorder.finish().then((recording) => {
        leave();
        return this.sendVoice(recording);
      }, (failure: unknown) => this.actions.report(failure)),
    });
    this.element.replaceChildren(h("div", { class: "composer-row" },
      discard, h("p", { class: "recording", role: "status" }, h("span", { class: "recording-dot" }), t("recording"), clock), done));
    done.focus();
  }

  private async sendVoice(recording: { bytes: Blob; name: string; seconds: number }): Promise<void> {
    await this.actions.send({ file: recording.bytes, name: recording.name, kind: "voice", duration: recording.seconds });
  }
}
