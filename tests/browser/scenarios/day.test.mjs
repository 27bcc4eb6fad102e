// A company's day, from a manager's first tap to the digest, as people see it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { become, home, kPhone, launch, leave, pressed, say, visit } from "../browser.mjs";
import { Demo } from "../demo.mjs";

let demo;
let browser;
before(async () => {
  demo = await Demo.start();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

const living = (page) => page.locator(".message.theirs").last();

async function openTerritory(page) {
  const key = living(page).locator(".key", { hasText: "⬜" }).first();
  const name = (await key.textContent()).replace("⬜", "").trim();
  await pressed(page, key);
  await living(page).locator(".text strong", { hasText: name }).first().waitFor();
  return name;
}

test("a manager answers by a button and by typing, and a colleague sees who did", async () => {
  const { managers: [manager, colleague] } = await demo.office();
  const page = await visit(browser, demo.address, { size: kPhone, person: manager.id });
  await home(page);

  const byButton = await openTerritory(page);
  const amount = (await living(page).locator(".key").first().textContent()).split("·")[1].trim();
  await pressed(page, living(page).locator(".key").first());
  await living(page).locator(".text", { hasText: `✅ ${byButton}: ${amount}` }).waitFor();
  await home(page);
  const byTyping = await openTerritory(page);
  await say(page, "12.5k");
  await page.locator(".message.theirs .text", { hasText: `✅ ${byTyping}:` }).waitFor();

  await become(page, colleague);
  await home(page);
  const words = await living(page).locator(".text").textContent();
  for (const territory of [byButton, byTyping]) {
    assert.match(words, new RegExp(`🔒 ${territory} .*${manager.name}`));
    await living(page).locator(".key", { hasText: `🔒 ${territory}` }).waitFor();
  }
  await leave(page);
});

test("at 18:50 managers are asked, and at 19:30 the owner reads the digest", async () => {
  const owner = await demo.owner();
  const { managers } = await demo.office();
  const manager = managers.at(-1);
  const page = await visit(browser, demo.address, { person: owner.id });
  const moments = page.locator(".side .moment");

  await moments.filter({ hasText: "18:50" }).click();
  await page.locator(".side .clock-time", { hasText: "18:50" }).waitFor();
  await page.locator(`[data-person="${manager.id}"] .badge`).waitFor();
  await become(page, manager);
  await page.locator(".message.theirs .text", { hasText: "🔔" }).last().waitFor();
  await moments.filter({ hasText: "19:30" }).click();
  await page.locator(".side .clock-time", { hasText: "19:30" }).waitFor();
  await page.locator(`[data-person="${owner.id}"] .badge`).waitFor();
  await become(page, owner);

  // A company of twelve offices fills more than one message: the first says what it is, the last sums up.
  await page.locator(".message.theirs .text", { hasText: "Digest" }).last().waitFor();
  await page.locator(".message.theirs .text", { hasText: /Total: ₴[\d,]+/ }).last().waitFor();
  await moments.filter({ hasText: "real time" }).click();
  await page.locator(".clock-mode:not(.moved)").first().waitFor();
  await leave(page);
});
