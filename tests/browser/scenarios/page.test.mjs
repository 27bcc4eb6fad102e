// What the page itself promises: languages, files, links to a view, groups, newcomers, a server that goes away.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { become, home, kDesktop, kPhone, launch, leave, say, visit } from "../browser.mjs";
import { Demo } from "../demo.mjs";
import { png } from "../picture.mjs";

let demo;
let browser;
let manager;
before(async () => {
  demo = await Demo.start();
  browser = await launch();
  manager = (await demo.office()).managers[0];
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

test("the page speaks the browser's language, another one when asked, and remembers it", async () => {
  const page = await visit(browser, demo.address, { locale: "uk-UA" });
  await page.getByRole("heading", { name: "Люди", exact: true }).waitFor();

  await page.locator("select.language").selectOption("ru");
  await page.getByRole("heading", { name: "Время демо" }).first().waitFor();
  await page.reload();

  await page.getByRole("heading", { name: "Время демо" }).first().waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "ru");
  await leave(page);
});

test("a person's Telegram is given another language", async () => {
  const page = await visit(browser, demo.address, { person: manager.id });
  const other = manager.language === "ru" ? "en" : "ru";

  await page.getByRole("button", { name: "More" }).click();
  await page.locator(`.segment input[value="${other}"]`).check();

  await page.waitForFunction(async ([id, language]) => {
    const { people } = await (await fetch("/simulator/api/people")).json();
    return people.find((one) => one.id === id).language_code === language;
  }, [manager.id, other]);
  await leave(page);
});

test("a picture opens large, and a document is there to download", async () => {
  const page = await visit(browser, demo.address, { person: manager.id });
  const picker = page.locator(".composer input[type=file]");

  await picker.setInputFiles({ name: "shelf.png", mimeType: "image/png", buffer: png(320, 200) });
  const picture = page.locator(".mine .picture img");
  await picture.waitFor();
  await page.waitForFunction(() => document.querySelector(".mine .picture img").naturalWidth === 320);
  await page.locator(".mine .picture").click();
  await page.locator("dialog.viewer img").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog.viewer").waitFor({ state: "detached" });
  await picker.setInputFiles({ name: "plan.csv", mimeType: "text/csv", buffer: Buffer.from("a;b\n1;2\n") });
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator(".document", { hasText: "plan.csv" }).click()]);

  assert.equal(file.suggestedFilename(), "plan.csv");
  await leave(page);
});

test("a voice message is recorded and can be heard", async () => {
  const page = await visit(browser, demo.address, { person: manager.id });

  await page.getByRole("button", { name: "Record a voice message" }).click();
  await page.locator(".recording-clock", { hasText: "0:01" }).waitFor();
  await page.getByRole("button", { name: "Send the voice message" }).click();

  await page.locator(".mine .sound audio").waitFor();
  await page.locator("#composer").waitFor();
  await leave(page);
});

test("Shift+Enter begins a line, and what is written stays with its chat", async () => {
  const colleague = (await demo.office()).managers[1];
  const page = await visit(browser, demo.address, { person: manager.id });
  const box = page.locator("#composer");

  await box.focus();
  await page.keyboard.type("one");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("two");
  await become(page, colleague);
  const elsewhere = await box.inputValue();
  await become(page, manager);

  assert.equal(elsewhere, "");
  assert.equal(await box.inputValue(), "one\ntwo");
  await leave(page);
});

test("a command is chosen by the keyboard alone", async () => {
  const page = await visit(browser, demo.address, { person: manager.id });
  const said = page.locator(".mine .text", { hasText: "/start" });
  const before = await said.count();

  await page.locator("#composer").focus();
  await page.keyboard.type("/sta");
  await page.locator(".command", { hasText: "/start" }).first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");

  await said.nth(before).waitFor();
  await page.waitForFunction(() => document.activeElement?.id === "composer");
  await leave(page);
});

test("on a phone Back leads from the chat to the people, and a link to the chat itself", async () => {
  const page = await visit(browser, demo.address, { size: kPhone });

  await become(page, manager);
  const link = page.url();
  await page.goBack();
  await page.locator(`[data-person="${manager.id}"]:focus`).waitFor();
  await page.goto(link);

  await page.getByRole("heading", { name: manager.name }).waitFor();
  await leave(page);
});

test("a blocked bot says so, and is let in again", async () => {
  const page = await visit(browser, demo.address, { person: manager.id });

  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("button", { name: "Block the bot" }).click();
  await page.locator(".blocked").waitFor();
  await page.locator(".blocked").getByRole("button", { name: "Unblock" }).click();

  await page.locator("#composer").waitFor();
  await leave(page);
});

test("a group is founded with the bot in it", async () => {
  const page = await visit(browser, demo.address, { person: manager.id });

  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("button", { name: "New group with the bot" }).click();
  await page.locator("#group-title").fill("Morning plans");
  await page.locator("dialog").getByRole("button", { name: "Found" }).click();

  await page.locator(".chat-tab[aria-current]", { hasText: "Morning plans" }).waitFor();
  await leave(page);
});

test("somebody new is met politely and told no figures", async () => {
  const page = await visit(browser, demo.address, { size: kDesktop });

  await page.getByRole("button", { name: "Add somebody new" }).click();
  await page.locator("#guest-name").fill("Guest Person");
  await page.locator("dialog").getByRole("button", { name: "Add" }).click();
  await page.getByRole("button", { name: "Start", exact: true }).click();

  const answer = page.locator(".message.theirs .text").last();
  await answer.waitFor();
  assert.doesNotMatch(await answer.textContent(), /\d{3}/);
  await leave(page);
});

test("while the program is away nothing typed is lost, and the page finds it again by itself", async () => {
  const page = await visit(browser, demo.address, { person: manager.id });
  await home(page);

  await demo.interrupt();
  await page.locator(".offline").waitFor();
  await page.locator("#composer").fill("17 500");
  await page.locator("#composer").press("Enter");
  await page.locator(".toast", { hasText: "Not sent" }).waitFor();
  const kept = await page.locator("#composer").inputValue();
  await demo.resume();
  await page.locator(".offline").waitFor({ state: "hidden" });
  await page.locator("#composer").fill("");
  await say(page, "/help");

  assert.equal(kept, "17 500");
  await page.locator(".message.theirs").last().waitFor();
  await leave(page);
});
