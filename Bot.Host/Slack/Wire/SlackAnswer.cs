namespace Bot.Host.Slack.Wire;

/// <summary>What the Web API answers: whether it was done, and what is asked for. https://docs.slack.dev/apis/web-api</summary>
internal abstract record SlackAnswer
{
    public bool Ok { get; init; }

    /// <summary>Gets Slack's name for what is wrong.</summary>
    public string? Error { get; init; }

    /// <summary>Gets the scope that is missing.</summary>
    public string? Needed { get; init; }
}

/// <summary>That it was done, and nothing more.</summary>
internal sealed record DoneAnswer : SlackAnswer;

/// <summary>Where to connect to.</summary>
internal sealed record OpenedConnection : SlackAnswer
{
    public string? Url { get; init; }
}

/// <summary>Who the bot is.</summary>
internal sealed record SlackIdentity : SlackAnswer
{
    public string? TeamId { get; init; }

    public string? Team { get; init; }

    public string? UserId { get; init; }
}

/// <summary>An installation. https://docs.slack.dev/reference/methods/oauth.v2.access</summary>
internal sealed record SlackInstallation : SlackAnswer
{
    public string? AccessToken { get; init; }

    /// <summary>Gets "bot", or something that is not the bot's.</summary>
    public string? TokenType { get; init; }

    /// <summary>Gets what only tokens have that expire.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>Gets the workspace; <see langword="null"/> where the app was installed for a whole organisation.</summary>
    public SlackThing? Team { get; init; }

    public bool IsEnterpriseInstall { get; init; }
}

/// <summary>A message that was posted.</summary>
internal sealed record PostedMessage : SlackAnswer
{
    public string? Ts { get; init; }
}

/// <summary>A person.</summary>
internal sealed record SlackPersonAnswer : SlackAnswer
{
    public SlackPerson? User { get; init; }
}

/// <summary>A person.</summary>
internal sealed record SlackPerson
{
    public string? Name { get; init; }

    public string? RealName { get; init; }

    public bool? IsAdmin { get; init; }

    public bool? IsOwner { get; init; }

    public SlackProfile? Profile { get; init; }
}

/// <summary>What people see of a person.</summary>
internal sealed record SlackProfile
{
    public string? DisplayName { get; init; }

    public string? RealName { get; init; }
}

/// <summary>Direct messages with a person.</summary>
internal sealed record OpenedConversation : SlackAnswer
{
    public SlackThing? Channel { get; init; }
}

/// <summary>What was said in a channel, newest first.</summary>
internal sealed record SlackHistory : SlackAnswer
{
    public IReadOnlyList<SaidMessage>? Messages { get; init; }
}

/// <summary>A message in a channel.</summary>
internal sealed record SaidMessage
{
    public string? Ts { get; init; }

    public SaidMetadata? Metadata { get; init; }
}

/// <summary>What a message carries; others' marks are of any form.</summary>
internal sealed record SaidMetadata
{
    public string? EventType { get; init; }

    public System.Text.Json.JsonElement EventPayload { get; init; }
}

/// <summary>Where to send a file.</summary>
internal sealed record AnnouncedFile : SlackAnswer
{
    public string? UploadUrl { get; init; }

    public string? FileId { get; init; }
}
