// Building elements: text is always text, never markup.

export type Child = Node | string | false | null | undefined;
type Listener = (event: never) => void;
export type Attributes = Record<string, string | number | boolean | Listener | undefined>;

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Attributes = {}, ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

export function append(parent: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child !== false && child !== null && child !== undefined) parent.append(child);
  }
}

export function fill(parent: Element, ...children: Child[]): void {
  parent.replaceChildren();
  append(parent, children);
}

export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page lacks #${id}`);
  return element;
}

const kIcons = {
  back: "M15 5l-7 7 7 7",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  clock: "M12 7v5l3.2 2M12 3a9 9 0 100 18 9 9 0 000-18z",
  slash: "M15.5 5l-7 14",
  clip: "M19.5 11.5l-7.6 7.6a4.6 4.6 0 01-6.5-6.5l8-8a3.1 3.1 0 014.4 4.4l-8 8a1.5 1.5 0 01-2.2-2.2l7.2-7.2",
  mic: "M12 3.5a2.8 2.8 0 00-2.8 2.8v5.4a2.8 2.8 0 005.6 0V6.3A2.8 2.8 0 0012 3.5zM6 11.5a6 6 0 0012 0M12 17.5V21",
  send: "M4.5 12h13M12 5.5l6.5 6.5-6.5 6.5",
  down: "M12 5v13M6 12.5l6 6 6-6",
  check: "M5 12.5l4.5 4.5L19 7.5",
  close: "M6 6l12 12M18 6L6 18",
  file: "M7 3.5h7l4 4V20.5H7zM13.5 3.5v4.5H18",
  download: "M12 4v11M7 10.5l5 5 5-5M5 20h14",
  search: "M10.5 4a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM15.5 15.5L20 20",
  plus: "M12 5v14M5 12h14",
  lock: "M7 11h10v9H7zM9 11V8a3 3 0 016 0v3",
  offline: "M4 4l16 16M8.5 16a5 5 0 017 0M5 12.5a10 10 0 014-2.4M19 12.5a10 10 0 00-5-2.8M12 19.5v.01",
  moon: "M19.5 14.5A8 8 0 019.5 4.5a8 8 0 1010 10z",
  sun: "M12 8a4 4 0 100 8 4 4 0 000-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  auto: "M12 3.5a8.5 8.5 0 100 17zM12 3.5a8.5 8.5 0 010 17",
} as const;

export type IconName = keyof typeof kIcons;

const kSvg = "http://www.w3.org/2000/svg";

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(kSvg, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(kSvg, "path");
  path.setAttribute("d", kIcons[name]);
  svg.append(path);
  return svg;
}

// A square button that shows an icon and says its name to whoever cannot see it.
export function iconButton(name: IconName, label: string, attributes: Attributes = {}): HTMLButtonElement {
  const { class: more, ...rest } = attributes;
  return h("button", {
    type: "button", class: `icon-button ${more ?? ""}`, "aria-label": label, title: label, ...rest,
  }, icon(name));
}
