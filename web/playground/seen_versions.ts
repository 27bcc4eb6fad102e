import { recall, remember } from "./remembered";
import type { ChatLine } from "./types";

// Up to which version each person has seen each chat, kept over reloads of the page.
export class SeenVersions {
  private readonly versions: Record<string, number>;

  constructor() {
    let kept: unknown;
    try {
      kept = JSON.parse(recall("seen") ?? "{}");
    } catch {
      kept = {};
    }
    this.versions = kept && typeof kept === "object" ? (kept as Record<string, number>) : {};
  }

  note(person: number, chat: number, version: number): void {
    if ((this.versions[`${person}/${chat}`] ?? 0) >= version) return;
    this.versions[`${person}/${chat}`] = version;
    remember("seen", JSON.stringify(this.versions));
  }

  get nothingYet(): boolean {
    return Object.keys(this.versions).length === 0;
  }

  isNew(person: number, line: ChatLine): boolean {
    return Boolean(line.last_date) && line.version > (this.versions[`${person}/${line.id}`] ?? 0);
  }
}
