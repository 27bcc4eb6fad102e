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
  // Toasts go and pictures settle; nothing tells of the last of it.
  await page.waitForTimeout(kStillMs);
  await page.screenshot({ path: join(folder, name) });
}

try {
  const { people } = await demo.state();
  const speaks = (one) => one.role === "manager" && one.language === "en";
  const [first, second] = people.filter(speaks);

  const desktop = await visit(browser, demo.address, { size: kDesktop, person: first.id });
  await home(desktop);
  const living = desktop.locator(".message.theirs").last();
  await pressed(desktop, living.locator(".key", { hasText: "⬜" }).first());
  await living.locator(".key", { hasText: "·" }).first().waitFor();
  await pressed(desktop, living.locator(".key").first());
  await take(desktop, "playground-desktop.png");

  const phone = await visit(browser, demo.address, { size: kPhone, scale: 2, person: second.id });
  await home(phone);
  await phone.locator(".scroller").evaluate((scroller) => {
    scroller.querySelector(".messages > :last-child").scrollIntoView();
    scroller.scrollBy(0, -70);
  });
  await take(phone, "playground-phone.png");

  await desktop.locator(".side .moment", { hasText: "19:30" }).click();
  const owner = await demo.owner();
  const digest = await visit(browser, demo.address, { size: kPhone, scale: 2, person: owner.id, scheme: "dark" });
  await digest.locator(".message.theirs .text", { hasText: /Total: / }).last().waitFor();
  await become(digest, owner);
  await take(digest, "chat-digest.png");
} finally {
  await browser.close();
  await demo.stop();
}
