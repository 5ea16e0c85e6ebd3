namespace Bot.Core.Chat;

/// <summary>Where a group talks.</summary>
public enum Platform
{
    /// <summary>The chat page that the bot serves itself.</summary>
    Local,

    /// <summary>Discord.</summary>
    Discord,

    /// <summary>Slack.</summary>
    Slack,
}
