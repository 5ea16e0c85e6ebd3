namespace Bot.Core.Chat;

/// <summary>A platform that the bot keeps a connection to, and can tell how that is.</summary>
public interface IConnectedPlatform : IChatPlatform
{
    /// <summary>Gets what is wrong with the connection, in words for the operator.</summary>
    /// <value><see langword="null"/> while nothing is.</value>
    string? Trouble { get; }
}
