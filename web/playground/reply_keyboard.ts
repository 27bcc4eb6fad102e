// The texts of a reply keyboard, row by row, from what the simulator passes on of the Bot API's markup.
export function replyRows(markup: unknown): string[][] {
  const rows = Array.isArray(markup) ? markup : (markup as { keyboard?: unknown } | null)?.keyboard;
  if (!Array.isArray(rows)) return [];
  return rows
    .map((row: unknown) => (Array.isArray(row) ? row.map(textOf).filter((text) => text !== "") : []))
    .filter((row) => row.length > 0);
}

function textOf(button: unknown): string {
  if (typeof button === "string") return button;
  const text = (button as { text?: unknown } | null)?.text;
  return typeof text === "string" ? text : "";
}
