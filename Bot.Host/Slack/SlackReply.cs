using Bot.Core.Chat;

namespace Bot.Host.Slack;

/// <summary>Where the reply to an event goes, as it is kept in a <see cref="ReplyHandle"/>: one of a closed set.</summary>
internal abstract record SlackReply
{
    /// <summary>How long a response_url is taken. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    // So that a reply that sets out in time arrives in time.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(20);

    private SlackReply()
    {
    }

    /// <summary>Writes the handle.</summary>
    /// <param name="since">When the event came whose reply it is; for a form, when what opened it came.</param>
    public ReplyHandle ToHandle(DateTimeOffset since) => new(
        this switch
        {
            Respond(var url, var user, var isPrivate) => $"{(isPrivate ? "private" : "public")} {user} {url}",
            Channel(var channel, var user, var isPrivate) => $"{(isPrivate ? "only" : "all")} {channel} {user}",
            Home(var user) => $"home {user}",
            _ => throw new InvalidOperationException("There is no other place for a reply."),
        },
        since + Life - Margin);

    /// <summary>Reads what <see cref="ToHandle"/> wrote.</summary>
    public static SlackReply? FromToken(string token) => token.Split(' ') switch
    {
        ["private", var user, var url] => new Respond(url, user, IsPrivate: true),
        ["public", var user, var url] => new Respond(url, user, IsPrivate: false),
        ["only", var channel, var user] => new Channel(channel, user, IsPrivate: true),
        ["all", var channel, var user] => new Channel(channel, user, IsPrivate: false),
        ["home", var user] => new Home(user),
        _ => null,
    };

    /// <summary>Through the address that Slack gave with the event; a secret while it lives.</summary>
    internal sealed record Respond(string Url, string User, bool IsPrivate) : SlackReply;

    /// <summary>Into the channel, where Slack gave no address.</summary>
    internal sealed record Channel(string Id, string User, bool IsPrivate) : SlackReply;

    /// <summary>Onto the app's home.</summary>
    internal sealed record Home(string User) : SlackReply;
}
