import { fill, h, iconButton } from "./dom";
import { Disclosure } from "./disclosure";
import { t } from "./i18n";
import type { Command } from "./types";

export interface CommandMenuActions {
  load(): Promise<Command[]>;
  choose(command: string): void;
  report(failure: unknown): void;
}

// The bot's commands for this person: behind the "/" button, and while a command is being typed.
export class CommandMenu {
  readonly button: HTMLButtonElement;
  readonly panel: HTMLElement;
  private readonly disclosure: Disclosure;
  private commands: Command[] = [];
  private beginning = "";
  private drawn = "";

  constructor(private readonly box: HTMLTextAreaElement, private readonly actions: CommandMenuActions) {
    this.panel = h("div", { id: "commands", class: "panel commands", role: "group", "aria-label": t("commands") });
    this.button = iconButton("slash", t("commands"), { class: "slash" });
    this.disclosure = new Disclosure(this.button, this.panel, () => void this.refresh());
    this.panel.addEventListener("keydown", (event) => this.moveInside(event));
  }

  // Shows what fits while the text is the beginning of a command.
  filter(text: string): void {
    const beginning = /^\/(\w*)$/.exec(text)?.[1];
    if (beginning === undefined) {
      this.beginning = "";
      if (this.disclosure.isOpen && document.activeElement === this.box) this.disclosure.close(), this.box.focus();
      return;
    }
    this.beginning = beginning;
    if (this.disclosure.isOpen) this.show();
    else this.disclosure.open();
  }

  // True when the key was for the menu.
  onKey(event: KeyboardEvent): boolean {
    if (!this.disclosure.isOpen) return false;
    if (event.key === "Escape") {
      this.disclosure.close();
      this.box.focus();
      return true;
    }
    const edge = event.key === "ArrowUp" ? ":last-child" : event.key === "ArrowDown" ? ":first-child" : "";
    const item = edge && this.panel.querySelector<HTMLElement>(`.command${edge}`);
    if (!item) return false;
    event.preventDefault();
    item.focus();
    return true;
  }

  private async refresh(): Promise<void> {
    this.show();
    try {
      this.commands = await this.actions.load();
    } catch (failure) {
      this.actions.report(failure);
    }
    this.show();
  }

  // What has not changed is not built anew: somebody's focus may be on it.
  private show(): void {
    const fitting = this.commands.filter((one) => one.command.startsWith(this.beginning));
    const drawn = JSON.stringify(fitting);
    if (drawn === this.drawn && this.panel.firstChild) return;
    this.drawn = drawn;
    if (fitting.length === 0) {
      fill(this.panel, h("p", { class: "quiet panel-note" }, t("commands_none")));
      return;
    }
    fill(this.panel, ...fitting.map((one) => h("button", {
      type: "button", class: "command",
      onclick: () => {
        this.disclosure.close();
        this.actions.choose(one.command);
      },
    }, h("span", { class: "command-name" }, `/${one.command}`), h("span", { class: "quiet" }, one.description))));
  }

  private moveInside(event: KeyboardEvent): void {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const items = [...this.panel.querySelectorAll<HTMLElement>(".command")];
    const to = items.indexOf(document.activeElement as HTMLElement) + step;
    if (to < 0 || to >= items.length) this.box.focus();
    else items[to]!.focus();
  }
}
