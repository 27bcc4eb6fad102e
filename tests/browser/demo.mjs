// The real program, `profitbot demo`, on a free port with data of its own.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const kReadyWithinMs = 120_000;
const kCalmWithinMs = 60_000;
const kCalmForMs = 1_500;
const top = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

function program() {
  const path = process.env.PROFITBOT ?? join(top, "build/dev/profitbot");
  if (!existsSync(path)) throw new Error(`there is no ${path}: build it, or name it in PROFITBOT`);
  return path;
}

function run(data, port, language) {
  const child = spawn(program(), ["demo", "--port", String(port), "--data", data, "--language", language], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const address = new Promise((found, lost) => {
    const timer = setTimeout(() => lost(new Error(`the demo is not ready in time:\n${said}`)), kReadyWithinMs);
    const listen = (chunk) => {
      said += chunk;
      const open = /^Open (http:\S+)/m.exec(said);
      if (!open) return;
      clearTimeout(timer);
      found(open[1].replace(/\/$/, ""));
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.on("exit", (code) => {
      clearTimeout(timer);
      lost(new Error(`the demo ended with ${code}:\n${said}`));
    });
  });
  return { child, address };
}

function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => child.once("exit", done));
}

export class Demo {
  static async start({ language = "en" } = {}) {
    const demo = new Demo(mkdtempSync(join(tmpdir(), "profitbot-browser-")), language);
    await demo.begin(0);
    // Whatever the hour is: a scenario is not to meet the prompts and reminders of a real evening.
    await demo.ask("/demo/api/clock", { to: "10:00" });
    await demo.calm();
    return demo;
  }

  constructor(data, language) {
    this.data = data;
    this.language = language;
  }

  async begin(port) {
    const { child, address } = run(this.data, port, this.language);
    this.child = child;
    this.address = await address;
  }

  // Until everybody's first messages have come.
  async calm() {
    const { bot, people } = await this.state();
    const chats = () => Promise.all(people.map((one) => this.ask(`/simulator/api/people/${one.id}/chats?bot=${bot.id}`)));
    const until = Date.now() + kCalmWithinMs;
    let before = "";
    for (let now = JSON.stringify(await chats()); now !== before; now = JSON.stringify(await chats())) {
      if (Date.now() > until) throw new Error("the demo's chats do not come to rest");
      before = now;
      await pause(kCalmForMs);
    }
  }

  // Ends the program and keeps its data, so that resume() goes on with it on the same port.
  async interrupt() {
    this.child.kill("SIGTERM");
    await ended(this.child);
  }

  async resume() {
    await this.begin(new URL(this.address).port);
  }

  async stop() {
    if (this.child) await this.interrupt();
    rmSync(this.data, { recursive: true, force: true });
  }

  async ask(path, body) {
    const init = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(this.address + path, init);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  state() {
    return this.ask("/demo/api/state");
  }

  // People of one office (the first that has enough): its head, and its managers.
  async office(managers = 2) {
    const { people } = await this.state();
    const head = people.find((one) => one.role === "head"
      && people.filter((other) => other.office === one.office && other.role === "manager").length >= managers);
    return { head, managers: people.filter((one) => one.office === head.office && one.role === "manager") };
  }

  async owner() {
    return (await this.state()).people.find((one) => one.role === "owner");
  }
}
