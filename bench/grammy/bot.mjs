// The usual alternative, doing the same as the bench asks of profitbot: a webhook with a secret, every update once, a
// plan per typed amount stored durably (WAL, synchronous=FULL), and an answer by the Bot API.
import http from "node:http";
import { Bot, webhookCallback } from "grammy";
import Database from "better-sqlite3";

const { PORT, API_ROOT, SECRET, DATABASE, FIRST_CHAT, MANAGERS, TERRITORIES } = process.env;

const database = new Database(DATABASE);
database.pragma("journal_mode = WAL");
database.pragma("synchronous = FULL");
database.exec(`
  create table inbox (update_id integer primary key) strict;
  create table users (tg_id integer primary key, office_id integer not null) strict;
  create table territories (id integer primary key, office_id integer not null, name text not null) strict;
  create index territories_office on territories (office_id);
  create table plans (id integer primary key, territory_id integer not null, day text not null, amount integer not null,
    user_id integer not null, submitted_at integer not null, unique (territory_id, day)) strict;
`);

database.transaction(() => {
  const user = database.prepare("insert into users values (?, ?)");
  const territory = database.prepare("insert into territories (office_id, name) values (?, ?)");
  for (let manager = 0; manager < Number(MANAGERS); ++manager) {
    user.run(Number(FIRST_CHAT) + manager, manager + 1);
    for (let index = 0; index < Number(TERRITORIES); ++index) territory.run(manager + 1, `Geo ${index}`);
  }
})();

const note = database.prepare("insert into inbox values (?) on conflict do nothing");
const findUser = database.prepare("select office_id from users where tg_id = ?");
const openTerritory = database.prepare(`
  select t.id, t.name from territories t left join plans p on p.territory_id = t.id and p.day = ?
  where t.office_id = ? and p.id is null order by t.id limit 1`);
const storePlan = database.prepare(
  "insert into plans (territory_id, day, amount, user_id, submitted_at) values (?, ?, ?, ?, ?)");

const submit = database.transaction((updateId, tgId, text) => {
  if (note.run(updateId).changes === 0) return null;
  const user = findUser.get(tgId);
  const amount = Number(text.replaceAll(" ", ""));
  if (!user || !Number.isInteger(amount)) return "?";
  const day = new Date().toISOString().slice(0, 10);
  const territory = openTerritory.get(day, user.office_id);
  if (!territory) return "All done";
  storePlan.run(territory.id, day, amount * 100, tgId, Date.now());
  const next = openTerritory.get(day, user.office_id);
  return `Saved: ${territory.name}, ${amount}. ` + (next ? `Next: ${next.name}` : "All done");
});

const bot = new Bot("1:not-a-real-token", {
  botInfo: { id: 1, is_bot: true, first_name: "Stand-in", username: "stand_in_bot" },
  client: { apiRoot: API_ROOT },
});
bot.on("callback_query:data", (context) => context.api.sendMessage(context.from.id, "How much?"));
bot.on("message:text", async (context) => {
  const answer = submit(context.update.update_id, context.from.id, context.message.text);
  if (answer) await context.reply(answer);
});

const webhook = webhookCallback(bot, "http", { secretToken: SECRET });
http
  .createServer((request, response) => {
    if (request.method === "GET") return response.end("ready");
    return webhook(request, response);
  })
  .listen(Number(PORT), "127.0.0.1");
