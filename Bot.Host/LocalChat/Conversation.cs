namespace Bot.Host.LocalChat;

/// <summary>Where a member reads and writes on the page: a channel, or the member's own direct messages.</summary>
internal static class Conversation
{
    /// <summary>What the page calls a member's own direct messages.</summary>
    public const string Direct = "@direct";

    // No channel's name has an @ in it.
    private const string Prefix = "@";

    /// <summary>Gives the bot's identifier of a member's direct messages: posts to it reach that member alone.</summary>
    public static string DirectChannelOf(string member) => Prefix + member;

    /// <summary>Tells whose direct messages a channel is.</summary>
    /// <returns>The platform's identifier of the member, or <see langword="null"/> for a channel that all see.</returns>
    public static string? MemberOf(string channel) => channel.StartsWith(Prefix, StringComparison.Ordinal) ? channel[Prefix.Length..] : null;
}
