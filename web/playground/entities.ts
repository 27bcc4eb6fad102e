import type { Entity } from "./types";

// Text with its formatting as a tree. Leaves are plain text; nothing here is ever read as HTML.
export type Piece = string | { entity: Entity; pieces: Piece[] };

// Offsets count UTF-16 units, as JavaScript strings do. Entities that reach outside of the text, or cut
// through another one, are cut to fit: odd input may look odd, but never loses text.
export function toPieces(text: string, entities: readonly Entity[]): Piece[] {
  const usable = entities
    .filter((entity) => entity.offset >= 0 && entity.length > 0 && entity.offset < text.length)
    .sort((a, b) => a.offset - b.offset || b.length - a.length);
  return piecesOf(text, 0, text.length, usable);
}

function piecesOf(text: string, begin: number, end: number, entities: readonly Entity[]): Piece[] {
  const pieces: Piece[] = [];
  let at = begin;
  let next = 0;
  while (next < entities.length) {
    const entity = entities[next]!;
    if (entity.offset >= end) break;
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    if (from > at) pieces.push(text.slice(at, from));
    const inner: Entity[] = [];
    next += 1;
    while (next < entities.length && entities[next]!.offset < to) inner.push(entities[next++]!);
    if (to > from) pieces.push({ entity, pieces: piecesOf(text, from, to, inner) });
    at = Math.max(at, to);
  }
  if (at < end) pieces.push(text.slice(at, end));
  return pieces;
}

// Where a link may lead; nothing for schemes that could run something.
export function safeAddress(address: string): string | undefined {
  const withScheme = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  try {
    const url = new URL(withScheme);
    return ["http:", "https:", "mailto:", "tel:"].includes(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

// The start parameter of a deep link to the bot, as in https://t.me/some_bot?start=abc.
export function startParameter(address: string, botUsername: string): string | undefined {
  const match = /^(?:https?:\/\/)?(?:t\.me|telegram\.me)\/([A-Za-z0-9_]+)\?start=([A-Za-z0-9_-]{1,64})$/
    .exec(address.trim());
  if (!match || match[1]!.toLowerCase() !== botUsername.toLowerCase()) return undefined;
  return match[2];
}
