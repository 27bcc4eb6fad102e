import { h, icon } from "./dom";
import { t } from "./i18n";

const kNearEndPx = 80;

// Keeps the reader's place: at the end it follows new messages, elsewhere it stays put and offers to jump.
export class ScrollKeeper {
  readonly jump: HTMLButtonElement;
  private readonly jumpWords = h("span", {}, t("jump"));
  private following = true;

  constructor(private readonly scroller: HTMLElement, content: HTMLElement, private readonly place: { top: number | undefined }) {
    this.jump = h("button", { type: "button", class: "jump", hidden: true, onclick: () => this.toEnd() }, icon("down"), this.jumpWords);
    scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    new ResizeObserver(() => this.settle()).observe(content);
    new ResizeObserver(() => this.settle()).observe(scroller);
  }

  // To where this chat was left, or to its end.
  restore(): void {
    this.following = this.place.top === undefined;
    this.scroller.scrollTop = this.place.top ?? this.scroller.scrollHeight;
    this.scrolled();
  }

  arrived(): void {
    if (!this.following) this.jumpWords.textContent = t("jump_new");
    this.settle();
  }

  follow(): void {
    this.following = true;
    this.settle();
  }

  private toEnd(): void {
    this.following = true;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: calm ? "auto" : "smooth" });
    this.scroller.focus({ preventScroll: true });
  }

  private settle(): void {
    if (this.following) this.scroller.scrollTop = this.scroller.scrollHeight;
    this.scrolled();
  }

  private scrolled(): void {
    const toEnd = this.scroller.scrollHeight - this.scroller.clientHeight - this.scroller.scrollTop;
    this.following = toEnd < kNearEndPx;
    this.place.top = this.following ? undefined : this.scroller.scrollTop;
    this.jump.hidden = this.following;
    if (this.following) this.jumpWords.textContent = t("jump");
  }
}
