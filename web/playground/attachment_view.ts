import { fileAddress } from "./api";
import { h, icon } from "./dom";
import { t } from "./i18n";
import { openViewer } from "./picture_viewer";
import { durationText, sizeText } from "./time_text";
import type { Attachment } from "./types";

const kPictureWidth = 320;

export function attachmentView(attachment: Attachment, caption: string): HTMLElement {
  switch (attachment.kind) {
    case "photo": return picture(attachment, caption);
    case "voice": case "audio": return sound(attachment);
    default: return documentCard(attachment);
  }
}

function picture(attachment: Attachment, caption: string): HTMLElement {
  const firstLine = caption.split("\n", 1)[0]?.trim();
  const name = firstLine || attachment.file_name || t("picture");
  const image = h("img", { src: fileAddress(attachment.file_id), alt: name, decoding: "async" });
  // Known sizes keep the place while the picture loads, so that nothing jumps.
  if (attachment.width && attachment.height) {
    const width = Math.min(kPictureWidth, attachment.width);
    image.width = width;
    image.height = Math.round((width * attachment.height) / attachment.width);
  }
  return h("button", {
    type: "button", class: "picture", "aria-label": `${t("picture_open")}: ${name}`,
    onclick: () => openViewer(attachment, name),
  }, image);
}

function sound(attachment: Attachment): HTMLElement {
  const label = attachment.duration
    ? `${t("voice")}, ${durationText(attachment.duration)}` : attachment.file_name ?? t("voice");
  return h("figure", { class: "sound" },
    h("figcaption", {}, icon("mic"), label),
    h("audio", { controls: true, preload: "metadata", src: fileAddress(attachment.file_id), "aria-label": label }));
}

function documentCard(attachment: Attachment): HTMLElement {
  const name = attachment.file_name ?? t("document");
  const ending = /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toUpperCase();
  const more = [ending, attachment.size !== undefined && sizeText(attachment.size)].filter(Boolean).join(" · ");
  return h("a", {
    class: "document", href: fileAddress(attachment.file_id), download: name, title: t("download"),
  },
    h("span", { class: "sr-only" }, t("download"), " "),
    h("span", { class: "document-mark" }, icon("file")),
    h("span", { class: "document-words" }, h("span", { class: "document-name" }, name), h("span", { class: "quiet" }, more)),
    icon("download"));
}
