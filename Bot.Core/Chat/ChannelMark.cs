namespace Bot.Core.Chat;

/// <summary>
/// A channel inside a text, between two invisible separators (U+2063): shown as it is where channels are called by their
/// identifiers, and turned into the platform's own way of naming a channel where they are not.
/// </summary>
public static class ChannelMark
{
    /// <summary>What stands before and behind the identifier.</summary>
    public const char Edge = '\u2063';

    /// <summary>Writes a channel.</summary>
    /// <param name="channel">The platform's identifier of the channel.</param>
    /// <returns>The identifier between its edges.</returns>
    public static string Of(string channel) => $"{Edge}{channel}{Edge}";
}
