namespace Bot.Host.Discord.Gateway;

/// <summary>How a connection to the gateway ended.</summary>
internal abstract record GatewayEnd
{
    private GatewayEnd()
    {
    }

    /// <summary>The session goes on over another connection.</summary>
    internal sealed record GoOn : GatewayEnd;

    /// <summary>The session is over, and another one is to be begun.</summary>
    internal sealed record BeginAnew : GatewayEnd;

    /// <summary>Discord will refuse every connection until somebody mends something.</summary>
    /// <param name="Reason">What is wrong, and what to do.</param>
    internal sealed record Refused(string Reason) : GatewayEnd;

    /// <summary>Says what a close code means. https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes</summary>
    /// <param name="code">The code; <see langword="null"/> when the connection just broke.</param>
    public static GatewayEnd Of(int? code) => code switch
    {
        4004 => new Refused($"Discord does not take the bot's token. {DiscordSwitch.Mend}"),
        4010 or 4012 or 4013 => new Refused($"Discord refuses this version of the bot (close code {code}). Look for a newer one."),
        4011 => new Refused("The bot is in so many servers that Discord wants it split anew. Start it again."),
        4014 => new Refused("Discord refuses an intent that the bot asked for (close code 4014), though it asks for none that needs approval. Look for a newer version."),
        4003 or 4007 or 4009 => new BeginAnew(),
        _ => new GoOn(),
    };
}
