using System.Collections.Immutable;
using System.Text.Json;
using Bot.Core.Chat;
using Bot.Host.Slack.Wire;

namespace Bot.Host.Slack.Interactions;

/// <summary>What somebody did on Slack, in the bot's own terms.</summary>
/// <param name="EventId">The same for every delivery of it.</param>
/// <param name="Action">What was done.</param>
/// <param name="Team">In which workspace.</param>
/// <param name="Channel">In which channel.</param>
/// <param name="User">Who did it.</param>
/// <param name="UserName">What Slack calls them.</param>
internal sealed record SlackReading(string EventId, ChatAction Action, string Team, string Channel, string User, string? UserName)
{
    private const string NoChannel = "none";

    /// <summary>Gets what opens a form within three seconds.</summary>
    public string? Trigger { get; init; }

    /// <summary>Gets where Slack takes replies.</summary>
    public string? ResponseUrl { get; init; }

    /// <summary>Gets when what the replies belong to came, where that was earlier than this.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Gets a value indicating whether the reply goes onto the app's home.</summary>
    public bool IsHome { get; init; }

    /// <summary>Reads a command, once it is known which one.</summary>
    /// <returns><see langword="null"/> when something is missing.</returns>
    public static SlackReading? Of(SlashPayload payload, ChatAction.Command command) =>
        payload is { TeamId: { Length: > 0 } team, ChannelId: { Length: > 0 } channel, UserId: { Length: > 0 } user, TriggerId: { Length: > 0 } trigger }
            ? new SlackReading(trigger, command, team, channel, user, payload.UserName) { Trigger = trigger, ResponseUrl = payload.ResponseUrl }
            : null;

    /// <summary>Reads what was pressed, chosen or sent.</summary>
    /// <returns><see langword="null"/> when it is nothing that this bot could have caused.</returns>
    public static SlackReading? Of(InteractivePayload payload)
    {
        if (payload is not { Team.Id: { Length: > 0 } team, User: { Id: { Length: > 0 } user } person })
        {
            return null;
        }

        var name = person.Name ?? person.Username;
        switch (payload.Type)
        {
            case "block_actions" when payload is { TriggerId: { Length: > 0 } trigger, Actions: [var pressed, ..] } && SlackIds.ReadPressed(pressed) is { } action:
                return new SlackReading(trigger, action, team, payload.Channel?.Id ?? NoChannel, user, name) { Trigger = trigger, ResponseUrl = payload.ResponseUrl };
            case "view_submission" when payload.View is { CallbackId: { Length: > 0 } form } view && Read(view.PrivateMetadata) is { } origin:
                return new SlackReading(
                    payload.TriggerId ?? $"{view.Id}.{view.Hash}", new ChatAction.Form(form, origin.Argument, Values(view)) { Files = Files(view) }, team, origin.Channel, user, name)
                {
                    ResponseUrl = origin.ResponseUrl,
                    Since = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(origin.OpenedAt, 0, 10_000_000_000)),
                };
            default:
                return null;
        }
    }

    /// <summary>Gives where the reply goes.</summary>
    /// <param name="isPrivate">Whether only the person sees it.</param>
    /// <param name="now">When this came.</param>
    public ReplyHandle ReplyTo(bool isPrivate, DateTimeOffset now)
    {
        var since = Since ?? now;
        return IsHome ? new SlackReply.Home(User).ToHandle(now)
            : ResponseUrl is { } url && new SlackReply.Respond(url, User, isPrivate).ToHandle(since) is var handle && handle.ExpiresAt > now ? handle
            : new SlackReply.Channel(Channel == NoChannel ? User : Channel, User, isPrivate).ToHandle(now);
    }

    private static FormOrigin? Read(string? metadata)
    {
        try
        {
            return metadata is null ? null : JsonSerializer.Deserialize(metadata, SlackJson.Default.FormOrigin);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ImmutableDictionary<string, string> Values(SentView view) =>
        (view.State?.Values ?? ImmutableDictionary<string, IReadOnlyDictionary<string, SentValue>>.Empty)
            .Where(block => block.Value is { Count: > 0 } && block.Value.Values.First()?.Files is null)
            .ToImmutableDictionary(block => block.Key, block => block.Value.Values.First()?.Value ?? "");

    private static ImmutableDictionary<string, AttachedFile>? Files(SentView view)
    {
        var files = ImmutableDictionary.CreateBuilder<string, AttachedFile>();
        foreach (var (block, values) in view.State?.Values ?? ImmutableDictionary<string, IReadOnlyDictionary<string, SentValue>>.Empty)
        {
            if (values?.Values.FirstOrDefault()?.Files is [{ } file, ..] && (file.UrlPrivateDownload ?? file.UrlPrivate) is { } link)
            {
                files[block] = new AttachedFile(file.Name ?? "", file.Size, link);
            }
        }

        return files.Count > 0 ? files.ToImmutable() : null;
    }
}
