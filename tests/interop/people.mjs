// The person's side of the simulator (docs/simulator.md), as far as these checks need it.

const kWaitSeconds = 20;

async function answer(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${JSON.stringify(body)}`);
  return body;
}

export class People {
  constructor(base) {
    this.api = `${base}/api`;
  }

  async get(path) {
    return answer(await fetch(this.api + path));
  }

  async post(path, body) {
    const headers = { 'Content-Type': 'application/json' };
    return answer(await fetch(this.api + path, { method: 'POST', headers, body: JSON.stringify(body) }));
  }

  async says(bot, person, text) {
    return this.post(`/bots/${bot}/chats/${person}/messages`, { from: person, text });
  }

  async sendsFile(bot, person, kind, name, bytes) {
    const form = new FormData();
    form.set('from', String(person));
    form.set('kind', kind);
    form.set('file', new Blob([bytes], { type: 'application/octet-stream' }), name);
    const path = `/bots/${bot}/chats/${person}/messages`;
    return answer(await fetch(this.api + path, { method: 'POST', body: form }));
  }

  async presses(bot, person, message, data) {
    return this.post(`/bots/${bot}/chats/${person}/presses`, {
      from: person,
      message_id: message.id,
      data,
      wait: kWaitSeconds,
    });
  }

  // The first message from the bot that is as wanted, waited for.
  async sees(bot, person, wanted) {
    let after = 0;
    const end = Date.now() + kWaitSeconds * 1000;
    while (Date.now() < end) {
      const view = await this.get(
        `/bots/${bot}/chats/${person}?as=${person}&after=${after}&wait=${kWaitSeconds}`,
      );
      const found = view.messages.find((message) => message.from === bot && wanted(message));
      if (found) return found;
      after = view.version;
    }
    throw new Error(`person ${person} did not see what was expected`);
  }
}
