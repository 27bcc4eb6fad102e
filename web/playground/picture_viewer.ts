import { fileAddress } from "./api";
import { h, icon, iconButton } from "./dom";
import { t } from "./i18n";
import { showDialog } from "./toast";
import type { Attachment } from "./types";

// The whole picture over the page; Escape, the cross or a click beside it close it.
export function openViewer(attachment: Attachment, name: string): void {
  const address = fileAddress(attachment.file_id);
  const dialog = h("dialog", { class: "viewer", "aria-label": name },
    h("div", { class: "viewer-bar" },
      h("span", { class: "viewer-name" }, name),
      h("a", {
        class: "icon-button", href: address, download: attachment.file_name ?? name, "aria-label": t("download"),
        title: t("download"),
      }, icon("download")),
      iconButton("close", t("close"), { onclick: () => dialog.close() })),
    h("img", { src: address, alt: name }));
  showDialog(dialog);
}
