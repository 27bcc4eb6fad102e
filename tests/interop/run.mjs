// node run.mjs http://localhost:8080/simulator
import { Bot } from 'grammy';
import { checks } from './checks.mjs';
import { People } from './people.mjs';

const base = process.argv[2]?.replace(/\/$/, '');
if (!base) {
  console.error('The first argument is the address of a simulator, such as http://localhost:8080/simulator');
  process.exit(2);
}

// A bot and a person nobody has met, so that a run never sees what an earlier one left.
const people = new People(base);
const first = 500_000_000 + (Date.now() % 400_000_000);
let failed = 0;
let number = 0;

for (const [name, check] of Object.entries(checks)) {
  number += 1;
  const person = first + 2 * number;
  const token = `${person + 1}:INTEROP-TEST-TOKEN`;
  const me = await people.post('/bots', { token, username: `interop_${number}_bot`, first_name: 'Interop' });
  await people.post('/people', { id: person, first_name: 'Olena', language_code: 'uk' });
  const bot = new Bot(token, { client: { apiRoot: base } });
  try {
    await check({ bot, me, person, people, base });
    console.log(`ok ${number} - ${name}`);
  } catch (reason) {
    failed += 1;
    console.log(`not ok ${number} - ${name}\n${reason.stack ?? reason}`);
  } finally {
    if (bot.isRunning()) await bot.stop();
  }
}
console.log(`1..${number}`);
process.exit(failed === 0 ? 0 : 1);
