// What this browser remembers between visits. A browser that remembers nothing (a private window, a full
// disk) loses comfort only.
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(`profitbot.playground.${key}`);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`profitbot.playground.${key}`);
    else localStorage.setItem(`profitbot.playground.${key}`, value);
  } catch {
    return;
  }
}
