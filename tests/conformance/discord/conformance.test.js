// If Discord's official SDK can live with the emulator, the bot's own client is tested against something like Discord.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import {
  ActionRowBuilder, ButtonBuilder, ButtonStyle, Client, Events, GatewayIntentBits, MessageFlags, ModalBuilder, REST, Routes,
  SlashCommandBuilder, StringSelectMenuBuilder, TextInputBuilder, TextInputStyle,
} from 'discord.js';

const emulatorPath = process.env.REDFLAG_DISCORD_EMULATOR;
let emulator, address, client, seen;

const control = async (what, asked = {}) => {
  const response = await fetch(`${address.api.replace(/\/api$/, '')}/control/${what}`, { method: 'POST', body: JSON.stringify(asked) });
  const answer = await response.json();
  assert.ok(response.ok, `${what}: ${answer.failed}`);
  return answer;
};

const commands = [
  new SlashCommandBuilder().setName('quiz').setDescription('One question now')
    .addStringOption(option => option.setName('topic').setDescription('About what').setAutocomplete(true)),
  new SlashCommandBuilder().setName('drill').setDescription('Rounds')
    .addSubcommand(sub => sub.setName('start').setDescription('Starts one')
      .addStringOption(option => option.setName('level').setDescription('How hard').addChoices({ name: 'Core', value: 'core' }))),
  new SlashCommandBuilder().setName('form').setDescription('Opens a form'),
  new SlashCommandBuilder().setName('slow').setDescription('Takes its time'),
].map(command => command.toJSON());

const button = () => new ActionRowBuilder().addComponents(new ButtonBuilder().setCustomId('answer').setLabel('Answer').setStyle(ButtonStyle.Primary));
const select = () => new ActionRowBuilder().addComponents(new StringSelectMenuBuilder().setCustomId('topic').addOptions({ label: 'Attention', value: 'attention' }));
const modal = () => new ModalBuilder().setCustomId('answer-form').setTitle('Your answer').addComponents(
  new ActionRowBuilder().addComponents(new TextInputBuilder().setCustomId('text').setLabel('In your own words').setStyle(TextInputStyle.Paragraph).setMaxLength(4000)));

async function handle(interaction) {
  seen.push(interaction);
  if (interaction.isAutocomplete()) {
    return interaction.respond([{ name: `Topic ${interaction.options.getFocused()}`, value: 'attention' }]);
  }

  if (interaction.isButton() || (interaction.isChatInputCommand() && interaction.commandName === 'form')) {
    return interaction.showModal(modal());
  }

  if (interaction.isStringSelectMenu()) {
    return interaction.update({ content: `You chose ${interaction.values[0]}.`, components: [] });
  }

  if (interaction.isModalSubmit()) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply(`You wrote ${interaction.fields.getTextInputValue('text')}.`);
    return interaction.followUp({ content: 'And more.', flags: MessageFlags.Ephemeral });
  }

  if (interaction.commandName === 'slow') {
    await interaction.deferReply();
    return interaction.editReply('Here it is.');
  }

  return interaction.reply({ embeds: [{ title: `${interaction.commandName} ${interaction.options.getSubcommand(false) ?? ''}`.trim() }], components: [button(), select()] });
}

before(async () => {
  emulator = spawn('dotnet', [emulatorPath], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await new Promise(resolve => createInterface(emulator.stdout).once('line', text => resolve([text])));
  address = JSON.parse(line);
  await new REST({ api: address.api, version: '10' }).setToken(address.token)
    .put(Routes.applicationCommands(address.application), { body: commands });
  seen = [];
  client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: address.api, version: '10' } });
  client.on(Events.InteractionCreate, interaction => handle(interaction).catch(error => assert.fail(error)));
  const ready = new Promise(resolve => client.once(Events.ClientReady, resolve));
  await client.login(address.token);
  await ready;
});

after(async () => {
  await client?.destroy();
  emulator?.stdin.end();
});

test('it logs in and knows the guild, its channel and itself', () => {
  assert.equal(client.user.id, address.application);
  assert.equal(client.guilds.cache.get(address.guild).channels.cache.get(address.channel).name, 'drills');
});

test('commands are registered, listed and refused where Discord refuses them', async () => {
  const rest = new REST({ api: address.api, version: '10' }).setToken(address.token);
  const listed = await rest.get(Routes.applicationCommands(address.application));
  assert.deepEqual(listed.map(command => command.name), ['quiz', 'drill', 'form', 'slow']);
  await assert.rejects(
    rest.put(Routes.applicationCommands(address.application), { body: [{ name: 'No Blanks', description: '' }] }),
    error => error.code === 50035 && /name/.test(error.message));
});

test('a command with a subcommand and a choice is received and answered', async () => {
  const answer = await control('slash', { user: 'ana', command: 'drill start', options: { level: 'core' } });
  assert.equal(answer.answerType, 4);
  assert.equal(answer.messages[0].embeds[0].title, 'drill start');
  const interaction = seen.at(-1);
  assert.equal(interaction.options.getString('level'), 'core');
  assert.equal(interaction.member.user.username, 'ana');
  assert.equal(interaction.guildId, address.guild);
});

test('a member who may manage the server is known by the permissions of the event', async () => {
  await control('slash', { user: 'olga', command: 'quiz', options: {} });
  assert.ok(seen.at(-1).memberPermissions.has('ManageGuild'));
  await control('slash', { user: 'ana', command: 'quiz', options: {} });
  assert.ok(!seen.at(-1).memberPermissions.has('ManageGuild'));
});

test('autocomplete is answered', async () => {
  const answer = await control('type', { user: 'ana', command: 'quiz', option: 'topic', typed: 'att' });
  assert.equal(answer.answerType, 8);
  assert.deepEqual(answer.data.choices, [{ name: 'Topic att', value: 'attention' }]);
});

test('a button opens a form, and the form is answered for the member alone', async () => {
  const asked = await control('slash', { user: 'ana', command: 'quiz', options: {} });
  const opened = await control('press', { user: 'ana', message: asked.messages[0].id, button: 'Answer' });
  assert.equal(opened.answerType, 9);
  const sent = await control('submit', { interaction: opened.id, values: { text: 'a token is a piece of text' } });
  assert.equal(sent.answerType, 5);
  await until(async () => (await control('interaction', { interaction: sent.id })).messages.length === 2);
  const { messages } = await control('interaction', { interaction: sent.id });
  assert.deepEqual(messages.map(message => message.content), ['You wrote a token is a piece of text.', 'And more.']);
  assert.ok(messages.every(message => message.flags & MessageFlags.Ephemeral));
});

test('a choice changes the message that it is on', async () => {
  const asked = await control('slash', { user: 'ana', command: 'quiz', options: {} });
  await control('select', { user: 'ana', message: asked.messages[0].id, customId: 'topic', value: 'attention' });
  const { messages } = await control('channel', { user: 'ana' });
  assert.equal(messages.find(message => message.id === asked.messages[0].id).content, 'You chose attention.');
});

test('a deferred reply is filled in', async () => {
  const asked = await control('slash', { user: 'ana', command: 'slow', options: {} });
  assert.equal(asked.answerType, 5);
  await until(async () => (await control('interaction', { interaction: asked.id })).messages[0].content === 'Here it is.');
});

test('a second acknowledgement is refused', async () => {
  const opened = await control('slash', { user: 'ana', command: 'form', options: {} });
  assert.equal(opened.answerType, 9);
  const interaction = seen.at(-1);
  const rest = new REST({ api: address.api, version: '10' }).setToken(address.token);
  await assert.rejects(
    rest.post(Routes.interactionCallback(interaction.id, interaction.token), { body: { type: 5 }, auth: false }),
    error => error.code === 40060);
});

test('a post with a nonce is there once however often it is sent', async () => {
  const channel = await client.channels.fetch(address.channel);
  const first = await channel.send({ content: 'Question of the day', nonce: 'AZX5pQabcdEFGHijklmnop', enforceNonce: true });
  const again = await channel.send({ content: 'Question of the day', nonce: 'AZX5pQabcdEFGHijklmnop', enforceNonce: true });
  assert.equal(again.id, first.id);
  await first.edit('Question of the day, mended');
  const { messages } = await control('channel', { user: 'ana' });
  assert.deepEqual(messages.filter(message => message.content.startsWith('Question of the day')).map(message => message.content), ['Question of the day, mended']);
});

test('a picture and a direct message arrive', async () => {
  const channel = await client.channels.fetch(address.channel);
  const sent = await channel.send({ content: 'Look', files: [{ attachment: Buffer.from('no real picture'), name: 'chart.png' }] });
  assert.equal(sent.content, 'Look');
  const direct = await client.users.createDM(seen.at(-1).user.id);
  assert.equal((await direct.send('Only for you')).content, 'Only for you');
});

test('a limit is waited out', async () => {
  const channel = await client.channels.fetch(address.channel);
  await control('fault', { status: 429, where: '/messages', retryAfter: 0.05 });
  assert.equal((await channel.send('After the limit')).content, 'After the limit');
});

test('a message over the limits is refused with the field that is', async () => {
  const channel = await client.channels.fetch(address.channel);
  await assert.rejects(
    channel.send({ embeds: [{ title: 'x'.repeat(257) }] }),
    error => error.code === 50035 && /embeds\[0\].title/.test(error.message));
});

test('a dropped connection is gone on with, and what happened meanwhile arrives', async () => {
  const { resumes } = await control('state');
  await control('drop');
  const asked = await control('slash', { user: 'ana', command: 'quiz', options: {} });
  assert.equal(asked.answerType, 4);
  const state = await control('state');
  assert.deepEqual([state.identifies, state.resumes], [1, resumes + 1]);
});

// Asks again until it holds; the runner's time limit is the guard.
async function until(holds) {
  while (!(await holds())) {
    await new Promise(resolve => setImmediate(resolve));
  }
}
