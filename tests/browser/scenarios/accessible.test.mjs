// Every state of the page, light and dark, from 320 px to a desktop and at 200 % zoom, held to all rules of axe-core.
import { after, before, test } from "node:test";

import {
  assertAccessible, assertFits, home, kDesktop, kLaptop, kSmallPhone, launch, leave, say, visit,
} from "../browser.mjs";
import { Demo } from "../demo.mjs";
import { png } from "../picture.mjs";

let demo;
let browser;
let head;
let manager;
before(async () => {
  demo = await Demo.start();
  browser = await launch();
  const office = await demo.office();
  head = office.head;
  manager = office.managers[0];
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

// A window of 1280 x 800 at 200 %.
const kZoomed = { width: 640, height: 400 };
const kSizes = { "320 px": kSmallPhone, "200 % zoom": kZoomed, "1000 px": kLaptop, "1440 px": kDesktop };

async function holds(page, state) {
  await assertFits(page, state);
  await assertAccessible(page, state);
}

async function opens(page, name, state) {
  await page.getByRole("button", { name }).first().click();
  await holds(page, state);
  await page.keyboard.press("Escape");
}

for (const scheme of ["light", "dark"]) {
  for (const [sizeName, size] of Object.entries(kSizes)) {
    test(`people and chat are accessible, ${scheme}, ${sizeName}`, async () => {
      const page = await visit(browser, demo.address, { size, scheme });
      await holds(page, "the list of people");
      await leave(page);
      const chat = await visit(browser, demo.address, { size, scheme, person: manager.id });
      await holds(chat, "a chat with its hint");
      await home(chat);
      await holds(chat, "the first screen");
      await opens(chat, "More", "the menu");
      await opens(chat, "Commands", "the commands");
      if (size.width < 820) await opens(chat, "Demo time", "the clock");
      await leave(chat);
    });
  }

  test(`what is opened, sent, refused and lost is accessible, ${scheme}`, async () => {
    const page = await visit(browser, demo.address, { size: kSmallPhone, scheme, person: head.id });
    await page.locator(".composer input[type=file]").setInputFiles([
      { name: "shelf.png", mimeType: "image/png", buffer: png(320, 200) },
    ]);
    await page.locator(".picture").last().waitFor();
    await page.locator(".composer input[type=file]").setInputFiles([
      { name: "a-rather-long-name-of-a-document.csv", mimeType: "text/csv", buffer: Buffer.from("a") },
    ]);
    await page.locator(".document").last().waitFor();
    await say(page, "https://example.org/ and https://t.me/profit_demo_bot?start=none");
    await holds(page, "files and links");
    await page.locator(".picture").last().click();
    await holds(page, "the picture");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Record a voice message" }).click();
    await page.locator(".recording").waitFor();
    await holds(page, "the recording");
    await page.getByRole("button", { name: "Discard" }).click();
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("button", { name: "New group with the bot" }).click();
    await holds(page, "the group's form");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("button", { name: "Block the bot" }).click();
    await page.locator(".blocked").waitFor();
    await holds(page, "the blocked bot");
    await page.getByRole("button", { name: "Unblock" }).click();
    await page.locator("#composer").waitFor();
    await leave(page);
  });

  test(`a newcomer's empty chat and a link to nobody are accessible, ${scheme}`, async () => {
    const page = await visit(browser, demo.address, { size: kSmallPhone, scheme });
    await page.getByRole("button", { name: "Add somebody new" }).click();
    await holds(page, "the newcomer's form");
    await page.locator("#guest-name").fill("Guest Person");
    await page.locator("dialog").getByRole("button", { name: "Add" }).click();
    await page.locator(".intro").waitFor();
    await holds(page, "the empty chat");
    await page.goto(`${demo.address}/playground#person=1`);
    await page.locator(".nobody").waitFor();
    await holds(page, "a link to nobody");
    await leave(page);
  });

  test(`a program that is away is told accessibly, ${scheme}`, async () => {
    const page = await visit(browser, demo.address, { size: kSmallPhone, scheme, person: manager.id });
    await demo.interrupt();
    try {
      await page.locator(".offline").waitFor();
      await holds(page, "the offline state");
    } finally {
      await demo.resume();
    }
    await page.locator(".offline").waitFor({ state: "hidden" });
    await leave(page);
  });
}
