// What a grammY bot must be able to do before the simulator. Each check gets a bot of its own and a person who
// has an account but has not spoken yet.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { Bot, GrammyError, InlineKeyboard, InputFile, Keyboard, webhookCallback } from 'grammy';

// One pixel.
const kPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

function running(bot) {
  return new Promise((resolve, reject) => bot.start({ onStart: resolve }).catch(reject));
}

async function refusal(promise) {
  const error = await promise.then(
    () => assert.fail('was not refused'),
    (reason) => reason,
  );
  assert.ok(error instanceof GrammyError, String(error));
  return error;
}

export const checks = {
  async 'a command is answered with a keyboard, a press with a toast and an edit'({ bot, me, person, people }) {
    bot.command('start', (context) =>
      context.reply(`<b>Plan</b> for ${context.from.first_name}?`, {
        parse_mode: 'HTML',
        reply_markup: new InlineKeyboard().text('Same', 'plan:same').url('Help', 'https://localhost/help'),
      }),
    );
    bot.callbackQuery(/^plan:/, async (context) => {
      await context.answerCallbackQuery({ text: 'Saved', show_alert: true });
      await context.editMessageText('Plan: as yesterday');
    });
    await running(bot);

    await people.says(me.id, person, '/start');
    const question = await people.sees(me.id, person, (message) => message.inline_keyboard);
    const answer = await people.presses(me.id, person, question, 'plan:same');
    const edited = await people.sees(me.id, person, (message) => message.edited);

    assert.equal(question.text, 'Plan for Olena?');
    assert.deepEqual(question.entities, [{ type: 'bold', offset: 0, length: 4 }]);
    assert.deepEqual(answer, { answered: true, text: 'Saved', show_alert: true, url: '' });
    assert.equal(edited.id, question.id);
    assert.equal(edited.text, 'Plan: as yesterday');
    assert.equal(edited.inline_keyboard, undefined);
  },

  async 'a reply keyboard is shown and taken away'({ bot, me, person, people }) {
    bot.command('ask', (context) => context.reply('Which?', { reply_markup: new Keyboard().text('A').text('B') }));
    bot.hears('A', (context) => context.reply('A it is', { reply_markup: { remove_keyboard: true } }));
    await running(bot);

    await people.says(me.id, person, '/ask');
    await people.sees(me.id, person, (message) => message.text === 'Which?');
    const during = await people.get(`/bots/${me.id}/chats/${person}?as=${person}`);
    await people.says(me.id, person, 'A');
    await people.sees(me.id, person, (message) => message.text === 'A it is');
    const after = await people.get(`/bots/${me.id}/chats/${person}?as=${person}`);

    assert.ok(during.reply_keyboard);
    assert.equal(after.reply_keyboard, null);
  },

  async 'files go both ways, byte by byte'({ bot, me, person, people, base }) {
    bot.on('message:document', async (context) => {
      const file = await context.getFile();
      const response = await fetch(`${base}/file/bot${bot.token}/${file.file_path}`);
      const bytes = Buffer.from(await response.arrayBuffer());
      await context.replyWithDocument(new InputFile(bytes, 'back.bin'), { caption: 'As it came' });
      await context.replyWithPhoto(new InputFile(kPng, 'pixel.png'));
    });
    await running(bot);
    const bytes = Buffer.from([0, 13, 10, 45, 45, 255, 0]);

    await people.sendsFile(me.id, person, 'document', 'there.bin', bytes);
    const document = await people.sees(me.id, person, (message) => message.attachment?.kind === 'document');
    const photo = await people.sees(me.id, person, (message) => message.attachment?.kind === 'photo');
    const back = await fetch(`${people.api}/files/${document.attachment.file_id}`);

    assert.deepEqual(Buffer.from(await back.arrayBuffer()), bytes);
    assert.equal(document.text, 'As it came');
    assert.equal(document.attachment.file_name, 'back.bin');
    assert.deepEqual([photo.attachment.width, photo.attachment.height], [1, 1]);
  },

  async 'commands are offered in the language of the person'({ bot, me, person, people }) {
    await people.says(me.id, person, 'hello');
    await bot.api.setMyCommands([{ command: 'plan', description: 'Plan' }]);
    await bot.api.setMyCommands([{ command: 'plan', description: 'План' }], { language_code: 'uk' });

    const offered = await people.get(`/bots/${me.id}/commands?chat=${person}&as=${person}`);

    assert.deepEqual(offered.commands, [{ command: 'plan', description: 'План' }]);
    assert.deepEqual(await bot.api.getMyCommands(), [{ command: 'plan', description: 'Plan' }]);
  },

  async 'refusals arrive as errors of the library'({ bot, me, person, people }) {
    await people.says(me.id, person, 'hello');
    const message = await bot.api.sendMessage(person, 'one');

    const unknown = await refusal(bot.api.sendMessage(999_999, 'hello'));
    const long = await refusal(bot.api.sendMessage(person, 'x'.repeat(4097)));
    const same = await refusal(bot.api.editMessageText(person, message.message_id, 'one'));
    const markup = await refusal(bot.api.sendMessage(person, '<b>x', { parse_mode: 'HTML' }));
    const data = await refusal(
      bot.api.sendMessage(person, 'x', { reply_markup: new InlineKeyboard().text('x', 'y'.repeat(65)) }),
    );

    assert.equal(unknown.description, 'Bad Request: chat not found');
    assert.equal(long.description, 'Bad Request: message is too long');
    assert.match(same.description, /^Bad Request: message is not modified: /);
    assert.match(markup.description, /^Bad Request: can't parse entities: /);
    assert.equal(data.description, 'Bad Request: BUTTON_DATA_INVALID');
    for (const error of [unknown, long, same, markup, data]) assert.equal(error.error_code, 400);
  },

  async 'a blocked bot and one that writes too much are told so'({ bot, me, person, people }) {
    await people.says(me.id, person, 'hello');
    await people.post('/faults', { bot: me.id, method: 'sendMessage', times: 1, status: 429, retry_after: 7 });

    const busy = await refusal(bot.api.sendMessage(person, 'one'));
    await people.post(`/bots/${me.id}/chats/${person}/block`, { from: person });
    const blocked = await refusal(bot.api.sendMessage(person, 'two'));

    assert.equal(busy.error_code, 429);
    assert.equal(busy.parameters.retry_after, 7);
    assert.equal(blocked.error_code, 403);
    assert.equal(blocked.description, 'Forbidden: bot was blocked by the user');
  },

  async 'a group that became a supergroup says where it went'({ bot, me, person, people }) {
    const group = await people.post('/groups', { title: 'Office', type: 'group', people: [person] });
    await people.post(`/groups/${group.id}/bots`, { bot: me.id, from: person });
    const moved = await people.post(`/groups/${group.id}/migrate`, {});

    const error = await refusal(bot.api.sendMessage(group.id, 'hello'));
    const message = await bot.api.sendMessage(error.parameters.migrate_to_chat_id, 'hello');

    assert.equal(error.parameters.migrate_to_chat_id, moved.id);
    assert.equal(message.chat.type, 'supergroup');
  },

  async 'a webhook is called with its secret, and its answer performed'({ bot, me, person, people }) {
    bot.on('message:text', (context) => context.reply(`heard ${context.message.text}`));
    const handle = webhookCallback(bot, 'http', { secretToken: 'interop_secret' });
    const server = createServer(handle).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    await bot.api.setWebhook(`http://127.0.0.1:${server.address().port}/`, { secret_token: 'interop_secret' });

    await people.says(me.id, person, 'one');
    await people.says(me.id, person, 'two');
    await people.sees(me.id, person, (message) => message.text === 'heard two');
    const info = await bot.api.getWebhookInfo();
    await bot.api.deleteWebhook();
    server.close();
    server.closeAllConnections();

    assert.equal(info.last_error_message, undefined);
  },

  async 'a second poller ends the first'({ bot, base }) {
    const first = bot.api.getUpdates({ timeout: 30 });
    const second = new Bot(bot.token, { client: { apiRoot: base } });

    // Which of the two came first is not known before one has ended.
    const both = [first, second.api.getUpdates({ timeout: 30 })];
    const error = await refusal(Promise.race(both));

    assert.equal(error.error_code, 409);
    assert.match(error.description, /^Conflict: terminated by other getUpdates request/);
    await bot.api.getUpdates({ timeout: 0 });
    await Promise.allSettled(both);
  },
};
