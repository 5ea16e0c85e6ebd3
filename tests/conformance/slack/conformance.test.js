// If Slack's official SDK can live with the emulator, the bot's own client is tested against something like Slack.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import bolt from '@slack/bolt';

const { App, HTTPReceiver, LogLevel } = bolt;
const emulatorPath = process.env.REDFLAG_SLACK_EMULATOR;
let emulator, address, app, seen, behaviour;

const control = async (what, asked = {}) => {
  const response = await fetch(new URL(`/control/${what}`, address.api), { method: 'POST', body: JSON.stringify(asked) });
  const answer = await response.json();
  assert.ok(response.ok, `${what}: ${answer.failed}`);
  return answer;
};

const plain = text => ({ type: 'plain_text', text });
const section = text => ({ type: 'section', text: { type: 'mrkdwn', text } });
const question = () => [
  section('*What is a token?*'),
  {
    type: 'actions',
    block_id: 'question',
    elements: [
      { type: 'button', action_id: 'answer', text: plain('Answer'), value: 'q1', style: 'primary' },
      { type: 'button', action_id: 'skip', text: plain('Skip'), value: 'q1' },
      { type: 'static_select', action_id: 'topic', placeholder: plain('Topic'), options: [{ text: plain('Attention'), value: 'attention' }] },
      { type: 'external_select', action_id: 'search', min_query_length: 1 },
    ],
  },
];
const form = () => ({
  type: 'modal',
  callback_id: 'answer-form',
  title: plain('Your answer'),
  submit: plain('Send'),
  private_metadata: 'q1',
  blocks: [{ type: 'input', block_id: 'answer', label: plain('In your own words'), element: { type: 'plain_text_input', action_id: 'text', multiline: true, max_length: 3000 } }],
});

function listen(listener) {
  listener.command('/redflag', async ({ command, ack, respond, client }) => {
    seen.push(command);
    switch (command.text) {
      case 'quiz':
        return ack({ response_type: 'in_channel', text: 'What is a token?', blocks: question() });
      case 'later':
        await ack();
        return respond({ text: 'Here it is.' });
      case 'form':
        await ack();
        return client.views.open({ trigger_id: command.trigger_id, view: form() });
      case 'silent':
        return undefined;
      default:
        return ack(`You said ${command.text}.`);
    }
  });
  listener.action('answer', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: form() });
  });
  listener.action('skip', async ({ ack, respond, action }) => {
    await ack();
    await respond({ replace_original: true, text: `Skipped ${action.value}.` });
  });
  listener.action('topic', async ({ ack, action, client, body }) => {
    await ack();
    await client.chat.update({ channel: body.channel.id, ts: body.message.ts, text: `You chose ${action.selected_option.value}.` });
  });
  listener.options('search', async ({ ack, options }) => ack({ options: [{ text: plain(`About ${options.value}`), value: 'attention' }] }));
  listener.view('answer-form', async ({ ack, view, body, client }) => {
    const text = view.state.values.answer.text.value;
    if (text.length < 10) {
      return ack({ response_action: 'errors', errors: { answer: 'Say a little more.' } });
    }

    await ack();
    return client.chat.postEphemeral({ channel: address.channel, user: body.user.id, text: `You wrote ${text} on ${view.private_metadata}.` });
  });
  listener.event('app_home_opened', async ({ event, client }) => {
    seen.push(event);
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [section('Your streak: 3')] } });
  });
  listener.error(async error => behaviour.errors.push(error));
}

before(async () => {
  emulator = spawn('dotnet', [emulatorPath], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await new Promise(resolve => createInterface(emulator.stdout).once('line', text => resolve([text])));
  address = JSON.parse(line);
  [seen, behaviour] = [[], { errors: [] }];
  app = new App({
    token: address.botToken,
    appToken: address.appToken,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: address.api },
  });
  listen(app);
  await app.start();
});

after(async () => {
  await app?.stop();
  emulator?.stdin.end();
});

test('it knows the workspace and itself', async () => {
  const self = await app.client.auth.test();
  assert.equal(self.team_id, address.team);
  assert.equal(self.user_id, address.bot);
  const { channel } = await app.client.conversations.info({ channel: address.channel, include_num_members: true });
  assert.deepEqual([channel.name, channel.is_member, channel.num_members], ['drills', true, 3]);
});

test('a command is received, and its acknowledgement is the answer', async () => {
  const answer = await control('slash', { user: 'ana', command: '/redflag', text: 'hello' });
  assert.deepEqual(answer.messages.map(message => [message.text, message.ephemeral]), [['You said hello.', true]]);
  assert.equal(seen.at(-1).user_name, 'ana');
  assert.equal(seen.at(-1).channel_name, 'drills');
});

test('blocks in an acknowledgement are shown to everybody', async () => {
  const answer = await control('slash', { user: 'ana', command: '/redflag', text: 'quiz' });
  const { messages } = await control('screen', { user: 'olga' });
  assert.equal(messages.find(message => message.ts === answer.messages[0].ts).rendered, '*What is a token?*\n[Answer] [Skip] {topic} {search}');
});

test('an answer comes later through the response_url', async () => {
  const { id } = await control('slash', { user: 'ana', command: '/redflag', text: 'later' });
  await until(async () => (await control('interaction', { interaction: id })).messages[0]?.text === 'Here it is.');
});

test('a button opens a form, the form is sent back with an error, and then taken', async () => {
  const asked = await control('slash', { user: 'ana', command: '/redflag', text: 'quiz' });
  await control('press', { user: 'ana', message: asked.messages[0].ts, button: 'Answer' });
  await until(async () => (await control('screen', { user: 'ana' })).views.length === 1);
  const { views: [view] } = await control('screen', { user: 'ana' });
  assert.deepEqual([view.title.text, view.private_metadata], ['Your answer', 'q1']);
  const short = await control('submit', { user: 'ana', view: view.id, values: { answer: 'text' } });
  assert.deepEqual(short.errors, { answer: 'Say a little more.' });
  await control('submit', { user: 'ana', view: view.id, values: { answer: 'a piece of text' } });
  await until(async () => (await control('screen', { user: 'ana' })).messages.at(-1).text === 'You wrote a piece of text on q1.');
  const { views, messages } = await control('screen', { user: 'ana' });
  assert.equal(views.length, 0);
  assert.equal(messages.at(-1).ephemeral, true);
  assert.ok(!(await control('screen', { user: 'olga' })).messages.some(message => message.text.startsWith('You wrote')));
});

test('a command opens a form', async () => {
  await control('slash', { user: 'olga', command: '/redflag', text: 'form' });
  await until(async () => (await control('screen', { user: 'olga' })).views.length === 1);
});

test('a press replaces the message that it is on', async () => {
  const asked = await control('slash', { user: 'ana', command: '/redflag', text: 'quiz' });
  await control('press', { user: 'ana', message: asked.messages[0].ts, button: 'Skip' });
  await until(async () => (await message(asked.messages[0].ts)).rendered === 'Skipped q1.');
});

test('a choice changes the message that it is on', async () => {
  const asked = await control('slash', { user: 'ana', command: '/redflag', text: 'quiz' });
  await control('select', { user: 'ana', message: asked.messages[0].ts, action: 'topic', value: 'attention' });
  await until(async () => (await message(asked.messages[0].ts)).rendered === 'You chose attention.');
});

test('a menu is filled as a person types', async () => {
  const asked = await control('slash', { user: 'ana', command: '/redflag', text: 'quiz' });
  const { answer } = await control('suggest', { user: 'ana', message: asked.messages[0].ts, action: 'search', typed: 'att' });
  assert.equal(answer.options[0].text.text, 'About att');
});

test('the home is opened and published', async () => {
  assert.deepEqual(await control('home', { user: 'ana' }), { acknowledged: true });
  await until(async () => (await control('screen', { user: 'ana' })).home?.blocks[0].text.text === 'Your streak: 3');
  assert.equal(seen.at(-1).tab, 'home');
});

test('a message is posted, edited, read back by its metadata, and deleted', async () => {
  const metadata = { event_type: 'redflag_post', event_payload: { key: 'AZX5pQabcdEFGHijklmnop' } };
  const posted = await app.client.chat.postMessage({ channel: address.channel, text: 'Question of the day', blocks: question(), metadata });
  await app.client.chat.update({ channel: posted.channel, ts: posted.ts, text: 'Question of the day, mended', metadata });
  const history = await app.client.conversations.history({ channel: address.channel, include_all_metadata: true, limit: 5 });
  assert.deepEqual([history.messages[0].text, history.messages[0].metadata.event_payload.key, history.messages[0].blocks], ['Question of the day, mended', 'AZX5pQabcdEFGHijklmnop', undefined]);
  await app.client.chat.delete({ channel: posted.channel, ts: posted.ts });
  await assert.rejects(app.client.chat.update({ channel: posted.channel, ts: posted.ts, text: 'gone' }), error => error.data.error === 'message_not_found');
});

test('a direct message, a person and a file arrive', async () => {
  const user = seen.find(event => event.user_id).user_id;
  const { channel } = await app.client.conversations.open({ users: user });
  await app.client.chat.postMessage({ channel: channel.id, text: 'Only for you' });
  assert.equal((await control('screen', { user: 'ana' })).direct.at(-1).text, 'Only for you');
  assert.equal((await app.client.users.info({ user })).user.profile.display_name, 'ana');
  await app.client.filesUploadV2({ channel_id: channel.id, filename: 'chart.png', file: Buffer.from('no real picture'), initial_comment: 'Look' });
  const sent = (await control('screen', { user: 'ana' })).direct.at(-1);
  assert.deepEqual([sent.text, sent.files[0].name], ['Look', 'chart.png']);
});

test('a limit is waited out', async () => {
  await control('fault', { status: 429, method: 'chat.postMessage', retryAfter: 1 });
  assert.ok((await app.client.chat.postMessage({ channel: address.channel, text: 'After the limit' })).ok);
});

test('a message over the limits is refused with the field that is', async () => {
  await assert.rejects(
    app.client.chat.postMessage({ channel: address.channel, text: 'x', blocks: [section('x'.repeat(3001))] }),
    error => error.data.error === 'invalid_blocks' && /\/blocks\/0\/text\/text/.test(error.data.errors[0]));
});

test('a command that nobody acknowledges fails for the person', async () => {
  await assert.rejects(control('slash', { user: 'ana', command: '/redflag', text: 'silent' }), /operation_timeout/);
});

test('after a warning there is a new connection, and commands go on', async () => {
  const { opened } = await control('state');
  await control('disconnect', { reason: 'warning' });
  await control('connected', { opened: opened + 1 });
  const answer = await control('slash', { user: 'ana', command: '/redflag', text: 'again' });
  assert.equal(answer.messages[0].text, 'You said again.');
});

test('after a lost connection there is a new one, and commands go on', async () => {
  const { opened } = await control('state');
  await control('drop');
  await control('connected', { opened: opened + 1 });
  const answer = await control('slash', { user: 'ana', command: '/redflag', text: 'back' });
  assert.equal(answer.messages[0].text, 'You said back.');
});

test('signed requests are verified, and forged ones are not taken', async () => {
  const receiver = new HTTPReceiver({ signingSecret: address.signingSecret, logLevel: LogLevel.ERROR });
  const listener = new App({ token: address.botToken, receiver, logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl: address.api } });
  listen(listener);
  const server = await listener.start({ port: 0, host: '127.0.0.1' });
  const endpoint = `http://127.0.0.1:${server.address().port}/slack/events`;
  try {
    assert.deepEqual(await control('verify', { endpoint }), { verified: true });
    await control('endpoints', { commands: endpoint, interactivity: endpoint, events: endpoint });
    const answer = await control('slash', { user: 'ana', command: '/redflag', text: 'over HTTP' });
    assert.equal(answer.messages[0].text, 'You said over HTTP.');
    const asked = await control('slash', { user: 'ana', command: '/redflag', text: 'quiz' });
    await control('press', { user: 'ana', message: asked.messages[0].ts, button: 'Skip' });
    await until(async () => (await message(asked.messages[0].ts)).rendered === 'Skipped q1.');
    assert.deepEqual(await control('home', { user: 'ana' }), { acknowledged: true });
    const body = 'command=%2Fredflag&text=forged';
    const timestamp = `${Math.floor(Date.now() / 1000)}`;
    const forged = await fetch(endpoint, {
      method: 'POST',
      body,
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'X-Slack-Request-Timestamp': timestamp,
        'X-Slack-Signature': `v0=${createHmac('sha256', 'another secret').update(`v0:${timestamp}:${body}`).digest('hex')}`,
      },
    });
    assert.equal(forged.status, 401);
    assert.ok(!seen.some(event => event.text === 'forged'));
  } finally {
    await control('endpoints');
    await listener.stop();
  }
});

test('what the bot renders is what Slack\'s own types allow', () => {
  const samples = JSON.parse(readFileSync(new URL('samples.json', import.meta.url), 'utf8'));
  const folder = mkdtempSync(join(import.meta.dirname, 'samples-'));
  const compile = text => {
    writeFileSync(join(folder, 'samples.ts'), text);
    execFileSync(process.execPath, [
      join(import.meta.dirname, 'node_modules', 'typescript', 'bin', 'tsc'),
      '--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--moduleResolution', 'nodenext', join(folder, 'samples.ts'),
    ], { encoding: 'utf8', cwd: folder });
  };
  const typed = (message, form, home) => `
    import type { HomeView, KnownBlock, ModalView } from '@slack/types';
    export const message: KnownBlock[] = ${JSON.stringify(message)};
    export const form: ModalView = ${JSON.stringify(form)};
    export const home: HomeView = ${JSON.stringify(home)};`;
  try {
    compile(typed(samples.message.blocks, samples.form.view, samples.home.view));
    assert.throws(() => compile(typed([{ type: 'section', text: 'no object' }], samples.form.view, samples.home.view)));
  } catch (error) {
    assert.fail(error.stdout ?? error.message);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('nothing was refused but what the tests provoked', async () => {
  const { refusals } = await control('state');
  assert.deepEqual(refusals.map(refusal => refusal.split(/[ (:]/).slice(0, 3).filter(Boolean).join(' ')), ['chat.update message_not_found', 'chat.postMessage invalid_blocks']);
  assert.deepEqual(behaviour.errors, []);
});

async function message(ts) {
  const { messages } = await control('screen', { user: 'ana' });
  return messages.find(found => found.ts === ts);
}

// Asks again at every change until it holds; the emulator's patience is the guard.
async function until(holds) {
  for (;;) {
    const { changes } = await control('changes');
    if (await holds()) {
      return;
    }

    await control('changes', { since: changes });
  }
}
