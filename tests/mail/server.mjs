// A mail server for tests: node server.mjs '{"cert":FILE,"key":FILE,"secure":true,"user":"u","password":"p"}'
// The first line it prints is {"port":N}; then one for every message it has accepted, as mailparser reads it.
// What it does with a message is in the local part of its recipient: refused, busy, late-refused, late-busy, hang, drop,
// drop-early.
import { readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';
import { simpleParser } from 'mailparser';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';

const options = JSON.parse(process.argv[2] ?? '{}');
const say = (object) => process.stdout.write(`${JSON.stringify(object)}\n`);
const sha256 = async (bytes) =>
  Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
const trouble = (code, text) => Object.assign(new Error(text), { responseCode: code });
const behaviour = (session) => session.envelope.rcptTo[0]?.address.split('@')[0];

async function described(raw, session) {
  const mail = await simpleParser(raw, { skipImageLinks: true });
  const dkim = await dkimVerify(raw, {
    resolver: async (name) => {
      if (options.dkim?.[name]) return [[options.dkim[name]]];
      throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    },
  });
  return {
    from: session.envelope.mailFrom.address,
    to: session.envelope.rcptTo.map((one) => one.address),
    client: session.hostNameAppearsAs,
    connection: session.id,
    tls: Boolean(session.secure),
    user: session.user ?? null,
    bytes: raw.length,
    longest_line: raw.toString('latin1').split('\r\n').reduce((most, line) => Math.max(most, line.length), 0),
    headers: Object.fromEntries(mail.headerLines.map((line) => [line.key, line.line])),
    author: mail.from?.value ?? null,
    subject: mail.subject ?? '',
    message_id: mail.messageId ?? '',
    date: mail.date?.toISOString() ?? '',
    text: mail.text ?? '',
    html: mail.html || '',
    files: await Promise.all(
      mail.attachments.map(async (file) => ({
        name: file.filename ?? '',
        type: file.contentType,
        inline: file.related ?? false,
        id: file.cid ?? '',
        bytes: file.size,
        sha256: await sha256(file.content),
      })),
    ),
    dkim: dkim.results.map((one) => one.status.result).join(','),
    raw: options.raw ? raw.toString('latin1') : undefined,
  };
}

const server = new SMTPServer({
  secure: options.secure ?? false,
  cert: options.cert ? readFileSync(options.cert) : undefined,
  key: options.key ? readFileSync(options.key) : undefined,
  hideSTARTTLS: !options.cert,
  authOptional: !options.user,
  allowInsecureAuth: true,
  disableReverseLookup: true,
  banner: 'test',
  onAuth(auth, session, done) {
    const known = auth.username === options.user && auth.password === options.password;
    done(known ? null : trouble(535, '5.7.8 wrong user or password'), { user: auth.username });
  },
  onRcptTo(address, session, done) {
    const name = address.address.split('@')[0];
    if (name === 'refused') return done(trouble(550, '5.1.1 no such user'));
    if (name === 'busy') return done(trouble(451, '4.3.0 try again later'));
    if (name === 'drop-early') return [...server.connections].forEach((one) => one.close());
    return done();
  },
  onData(stream, session, done) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', async () => {
      const name = behaviour(session);
      if (name === 'late-refused') return done(trouble(554, '5.7.1 looks like spam'));
      if (name === 'late-busy') return done(trouble(452, '4.3.1 no space'));
      if (name === 'drop') return [...server.connections].forEach((one) => one._socket.destroy());
      if (name !== 'hang') {
        say(await described(Buffer.concat(chunks), session));
        done();
      }
    });
  },
});
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => say({ port: server.server.address().port }));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0)); // whoever started it has gone
