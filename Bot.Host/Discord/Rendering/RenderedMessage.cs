using System.Collections.Immutable;
using Bot.Core.Chat;
using Bot.Host.Discord.Wire;

namespace Bot.Host.Discord.Rendering;

/// <summary>A message as Discord takes it, with the files that go with it.</summary>
/// <param name="Message">The message.</param>
/// <param name="Files">The files, in the order of the message's attachments.</param>
internal sealed record RenderedMessage(DiscordMessage Message, ImmutableArray<FileView> Files);
