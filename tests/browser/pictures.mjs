// npm run pictures: takes the README's pictures anew from the real demo.
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { become, home, kDesktop, kPhone, launch, pressed, visit } from "./browser.mjs";
import { Demo } from "./demo.mjs";

const folder = resolve(dirname(fileURLToPath(import.meta.url)), "../../docs/images");
const kStillMs = 1_200;

const demo = await Demo.start({ language: "en" });
const browser = await launch();

async function take(page, name) {
  await page.mouse.move(0, 0);
  // Toasts go and pictures settle; nothing tells of the last of it.
  await page.waitForTimeout(kStillMs);
  await page.screenshot({ path: join(folder, name) });
}

// The day's first open territory, by a button; the next one is then asked for.
async function answerOne(page) {
  await home(page);
  const living = page.locator(".message.theirs").last();
  await pressed(page, living.locator(".key", { hasText: "⬜" }).first());
  await living.locator(".key", { hasText: "·" }).first().waitFor();
  await pressed(page, living.locator(".key").first());
}

try {
  const { people } = await demo.state();
  const speaks = (one) => one.role === "manager" && one.language === "en";
  const [first, second] = people.filter(speaks);

  const desktop = await visit(browser, demo.address, { size: kDesktop, person: first.id });
  await answerOne(desktop);
  await take(desktop, "playground-desktop.png");

  const phone = await visit(browser, demo.address, { size: kPhone, scale: 2, person: second.id });
  await answerOne(phone);
  await take(phone, "playground-phone.png");

  await desktop.locator(".side .moment", { hasText: "19:30" }).click();
  const owner = await demo.owner();
  const digest = await visit(browser, demo.address, { size: kPhone, scale: 2, person: owner.id, scheme: "dark" });
  await digest.locator(".message.theirs .text", { hasText: /Total: / }).last().waitFor();
  await become(digest, owner);
  await digest.getByRole("button", { name: "Hide this hint" }).click();
  await digest.locator(".message.theirs", { hasText: "Digest" }).last().evaluate((message) => {
    message.scrollIntoView();
    message.closest(".scroller").scrollBy(0, -50);
  });
  await take(digest, "chat-digest.png");
} finally {
  await browser.close();
  await demo.stop();
}
