// The installed chromium, and what tests ask of a page.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

function installedChromium() {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
      if (existsSync(join(folder, name))) return join(folder, name);
    }
  }
  throw new Error("no chromium in PATH: apt-get install chromium");
}

export function launch() {
  return chromium.launch({
    executablePath: installedChromium(),
    args: [
      "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
      "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
    ],
  });
}

export const kPhone = { width: 390, height: 844 };
export const kSmallPhone = { width: 320, height: 640 };
export const kDesktop = { width: 1440, height: 900 };
export const kLaptop = { width: 1000, height: 720 };

// A fresh visitor. What goes wrong inside of the page fails the test that closes it with `leave`.
export async function visit(browser, address, {
  size = kDesktop, scheme = "light", locale = "en-GB", scale = 1, person, chat,
} = {}) {
  const context = await browser.newContext({
    viewport: size, colorScheme: scheme, locale, deviceScaleFactor: scale, reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(error.message));
  page.on("console", (message) => {
    // A server that is away is what some tests are about.
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) page.faults.push(message.text());
  });
  const place = person === undefined ? "" : `#person=${person}${chat === undefined ? "" : `&chat=${chat}`}`;
  await page.goto(`${address}/playground${place}`);
  await page.locator(person === undefined ? ".person" : "#composer").first().waitFor();
  return page;
}

export async function leave(page) {
  await page.context().close();
  assert.deepEqual(page.faults, []);
}

export async function become(page, person) {
  if (await page.locator(".chat-back").isVisible()) await page.locator(".chat-back").click();
  await page.locator(`[data-person="${person.id}"]`).click();
  await page.getByRole("heading", { name: person.name }).waitFor();
  await page.locator(".chat-inner").waitFor();
}

export async function say(page, text) {
  await page.locator("#composer").fill(text);
  await page.locator("#composer").press("Enter");
  await page.locator(".mine .text", { hasText: text }).last().waitFor();
}

// Says /start and waits for the answer: the last message, with buttons.
export async function home(page) {
  const before = await page.locator(".message.theirs").count();
  await say(page, "/start");
  await page.waitForFunction(
    (count) => document.querySelectorAll(".message.theirs").length > count
      && document.querySelector(".messages > :last-child .key"), before);
  return lastMessage(page);
}

export function lastMessage(page) {
  return page.locator(".messages > .message").last();
}

export async function pressed(page, key) {
  await key.click();
  await page.waitForFunction(() => !document.querySelector(".key[aria-busy]"));
}

// Every rule of axe-core, WCAG 2.2 AA and best practice.
export async function assertAccessible(page, state) {
  // The page's own policy forbids evaluating text, so axe comes in by the browser's debugger.
  const violations = await page.evaluate(`(async () => { ${axeSource}
    const result = await window.axe.run(document);
    return result.violations.map((one) => one.id + ": " + one.nodes.map((node) =>
      node.target.join(" ") + " (" + (node.any[0]?.message ?? node.all[0]?.message ?? "") + ")").join("; "));
  })()`);
  assert.deepEqual(violations, [], `${state} in ${JSON.stringify(page.viewportSize())}`);
}

// Nothing may be wider than the window.
export async function assertFits(page, state) {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(overflow <= 0, `${state} is ${overflow} px wider than the window`);
}
