using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Bot.Core.Chat;
using Bot.Host.Discord.Rendering;
using Bot.Host.Discord.Wire;

namespace Bot.Host.Discord.Interactions;

/// <summary>An interaction in the bot's own terms.</summary>
/// <param name="Action">What was done.</param>
/// <param name="Guild">In which guild.</param>
/// <param name="Channel">In which channel.</param>
/// <param name="User">Who did it.</param>
/// <param name="Roles">The roles of who did it.</param>
/// <param name="IsDirect">Whether it was done in direct messages.</param>
internal sealed record InteractionReading(
    ChatAction Action, string Guild, string Channel, ChatUser User, ImmutableArray<string> Roles, bool IsDirect)
{
    private const ulong Administrator = 1 << 3;
    private const ulong ManageGuild = 1 << 5;

    /// <summary>Reads an interaction.</summary>
    /// <returns><see langword="null"/> when it is none that this bot could have caused.</returns>
    public static InteractionReading? Of(DiscordInteraction interaction)
    {
        var user = interaction.Member?.User ?? interaction.User;
        if (interaction is not { Id.Length: > 0, Token.Length: > 0, ApplicationId.Length: > 0, ChannelId: { Length: > 0 } channel, Data: { } data } || user?.Id is not { Length: > 0 } id)
        {
            return null;
        }

        var (action, named) = ActionOf(interaction.Type, data);
        if (action is null || (interaction.GuildId ?? named) is not { Length: > 0 } guild)
        {
            return null;
        }

        var name = interaction.Member?.Nick ?? user.GlobalName ?? user.Username;
        return new InteractionReading(
            action,
            guild,
            channel,
            new ChatUser(id, string.IsNullOrWhiteSpace(name) ? id : name, MayManage(interaction.Member?.Permissions)),
            [.. interaction.Member?.Roles ?? []],
            IsDirect: interaction.GuildId is null);
    }

    private static (ChatAction? Action, string? Guild) ActionOf(int type, InteractionData data)
    {
        switch (type)
        {
            case DiscordInteraction.Command when data.Name is { } name:
                var (command, options) = Flatten(name, data.Options);
                return (new ChatAction.Command(command, options
                    .Where(option => option.Name is not null)
                    .DistinctBy(option => option.Name)
                    .ToImmutableDictionary(option => option.Name!, option => Text(option.Value))), null);
            case DiscordInteraction.Autocomplete when data.Name is { } name:
                var (typedIn, all) = Flatten(name, data.Options);
                return all.FirstOrDefault(option => option.Focused is true) is { Name: { } focused } typed
                    ? (new ChatAction.Typing(typedIn, focused, Text(typed.Value)), null)
                    : default;
            case DiscordInteraction.Component:
                return CustomIds.ReadPressed(data.CustomId, data.Values) is var (button, guild) ? (button, guild) : default;
            case DiscordInteraction.Modal:
                return CustomIds.ReadForm(data.CustomId) is var (form, argument, guildOfForm)
                    ? (FormOf(form, argument, data), guildOfForm)
                    : default;
            default:
                return default;
        }
    }

    private static (string Name, IEnumerable<InteractionOption> Options) Flatten(string name, IReadOnlyList<InteractionOption>? options) =>
        options is [{ Type: CommandOption.Subcommand, Name: { } sub } only] ? ($"{name} {sub}", only.Options ?? []) : (name, options ?? []);

    private static ChatAction.Form FormOf(string name, string argument, InteractionData data)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>();
        var files = ImmutableDictionary.CreateBuilder<string, AttachedFile>();
        var left = new Stack<SubmittedComponent>(data.Components ?? []);
        while (left.TryPop(out var component))
        {
            if (component is { CustomId: { } id, Value: { } value })
            {
                values[id] = value;
            }
            else if (component is { CustomId: { } field, Type: DiscordComponent.FileUpload, Values: [{ } attached, ..] }
                && data.Resolved?.Attachments?.GetValueOrDefault(attached) is { Url: { } url } file)
            {
                files[field] = new AttachedFile(file.Filename ?? "", file.Size, url);
            }

            if (component.Component is { } inner)
            {
                left.Push(inner);
            }

            foreach (var part in component.Components ?? [])
            {
                left.Push(part);
            }
        }

        return new ChatAction.Form(name, argument, values.ToImmutable()) { Files = files.Count > 0 ? files.ToImmutable() : null };
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Undefined or JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };

    private static bool MayManage(string? permissions) =>
        ulong.TryParse(permissions, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && (bits & (Administrator | ManageGuild)) != 0;
}
