// A button that shows and hides a panel: Escape and whatever happens elsewhere close it, and focus comes back.
export class Disclosure {
  constructor(
    private readonly button: HTMLButtonElement, private readonly panel: HTMLElement,
    private readonly beforeOpening: () => void = () => {},
  ) {
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", panel.id);
    panel.hidden = true;
    button.addEventListener("click", () => (this.isOpen ? this.close() : this.open()));
    panel.addEventListener("keydown", (event) => this.onKey(event));
    button.addEventListener("keydown", (event) => this.onKey(event));
    document.addEventListener("pointerdown", (event) => {
      const target = event.target as Node;
      if (this.isOpen && !panel.contains(target) && !button.contains(target)) this.hide();
    });
    panel.addEventListener("focusout", (event) => {
      const to = event.relatedTarget as Node | null;
      if (to && this.isOpen && !panel.contains(to) && !button.contains(to)) this.hide();
    });
  }

  get isOpen(): boolean {
    return !this.panel.hidden;
  }

  open(): void {
    this.beforeOpening();
    this.panel.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
  }

  close(): void {
    if (!this.isOpen) return;
    this.hide();
    this.button.focus();
  }

  private hide(): void {
    this.panel.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.isOpen) return;
    event.stopPropagation();
    this.close();
  }
}
