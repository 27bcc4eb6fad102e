import { h } from "./dom";
import { t } from "./i18n";

const kShownMs = 4_500;

const box = h("div", { class: "toasts", role: "status", "aria-live": "polite" });

export function toastBox(): HTMLElement {
  return box;
}

// A few words that go by themselves.
export function showToast(text: string): void {
  const toast = h("p", { class: "toast" }, text);
  box.append(toast);
  while (box.children.length > 2) box.firstElementChild?.remove();
  window.setTimeout(() => toast.remove(), kShownMs);
}

// Words that wait until they are read.
export function showAlert(text: string): void {
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": "alert-text" },
    h("p", { id: "alert-text", class: "alert-text" }, text),
    h("div", { class: "dialog-actions" },
      h("button", { type: "button", class: "button primary", onclick: () => dialog.close() }, t("ok"))));
  showDialog(dialog);
}

// Shows a dialog once: it leaves the page when it closes. A click beside it closes it.
export function showDialog(dialog: HTMLDialogElement): void {
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
}
