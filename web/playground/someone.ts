import type { DemoPerson, Person } from "./types";

// Somebody to be: of the demo's company, or a guest whom only Telegram knows.
export interface Someone {
  id: number;
  name: string;
  role: string;
  office: string;
  language: string;
  account: Person | undefined;
}

function accountName(account: Person): string {
  return [account.first_name, account.last_name].filter(Boolean).join(" ");
}

// The company first, in its own order, then guests.
export function everybody(company: readonly DemoPerson[], accounts: readonly Person[]): Someone[] {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const members = company.map((member): Someone => {
    const account = byId.get(member.id);
    byId.delete(member.id);
    return {
      id: member.id,
      name: member.name,
      role: member.role,
      office: member.office ?? "",
      language: account?.language_code ?? member.language ?? "",
      account,
    };
  });
  const guests = [...byId.values()].map((account): Someone => ({
    id: account.id, name: accountName(account), role: "guest", office: "",
    language: account.language_code ?? "", account,
  }));
  return [...members, ...guests];
}

export interface Group {
  // An office's name; empty for those without one.
  office: string;
  kind: "admins" | "office" | "guests";
  people: Someone[];
}

// Administration, then office by office, then guests; only those whose name or office contains `wanted`.
export function grouped(people: readonly Someone[], wanted: string): Group[] {
  const needle = wanted.trim().toLocaleLowerCase();
  const groups = new Map<string, Group>();
  for (const one of people) {
    if (needle && !`${one.name} ${one.office}`.toLocaleLowerCase().includes(needle)) continue;
    const kind = one.role === "guest" ? "guests" : one.office ? "office" : "admins";
    const key = kind === "office" ? `office ${one.office}` : kind;
    const group = groups.get(key) ?? { office: kind === "office" ? one.office : "", kind, people: [] };
    group.people.push(one);
    groups.set(key, group);
  }
  const order = { admins: 0, office: 1, guests: 2 };
  return [...groups.values()].sort((a, b) => order[a.kind] - order[b.kind]);
}

export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /\p{L}|\p{N}/u.test(word));
  return words.slice(0, 2).map((word) => [...word].find((letter) => /\p{L}|\p{N}/u.test(letter))).join("")
    .toLocaleUpperCase() || "·";
}
