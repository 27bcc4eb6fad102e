import assert from "node:assert/strict";
import { test } from "node:test";

import { safeAddress, startParameter, toPieces } from "./entities";
import type { Piece } from "./entities";

function plain(pieces: Piece[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : plain(piece.pieces))).join("");
}

function outline(pieces: Piece[]): string {
  return pieces
    .map((piece) => (typeof piece === "string" ? piece : `<${piece.entity.type}:${outline(piece.pieces)}>`))
    .join("");
}

test("an entity inside another one is nested", () => {
  const pieces = toPieces("one two three", [
    { type: "italic", offset: 4, length: 3 },
    { type: "bold", offset: 0, length: 7 },
  ]);

  assert.equal(outline(pieces), "<bold:one <italic:two>> three");
});

test("two entities over the same text are both kept", () => {
  const pieces = toPieces("sum", [
    { type: "bold", offset: 0, length: 3 },
    { type: "code", offset: 0, length: 3 },
  ]);

  assert.equal(outline(pieces), "<bold:<code:sum>>");
});

test("offsets count an emoji as two", () => {
  const pieces = toPieces("🔒 Kyiv", [{ type: "bold", offset: 3, length: 4 }]);

  assert.equal(outline(pieces), "🔒 <bold:Kyiv>");
});

test("no odd entity loses or doubles text", () => {
  const text = "a <b>&amp; text that is long enough";
  let seed = 7;
  const random = (limit: number) => (seed = (seed * 48_271) % 2_147_483_647) % limit;

  for (let round = 0; round < 500; ++round) {
    const entities = Array.from({ length: 5 }, () => ({
      type: "bold", offset: random(45) - 5, length: random(45) - 2,
    }));

    assert.equal(plain(toPieces(text, entities)), text, JSON.stringify(entities));
  }
});

test("a link that could run something leads nowhere", () => {
  assert.equal(safeAddress("javascript:alert(1)"), undefined);
  assert.equal(safeAddress("data:text/html,x"), undefined);
  assert.equal(safeAddress("example.org/a"), "https://example.org/a");
});

test("only a deep link to this bot carries a start parameter", () => {
  assert.equal(startParameter("https://t.me/profit_bot?start=abc-1", "Profit_Bot"), "abc-1");
  assert.equal(startParameter("https://t.me/other_bot?start=abc", "profit_bot"), undefined);
  assert.equal(startParameter("https://example.org/profit_bot?start=abc", "profit_bot"), undefined);
});
