using System.Buffers.Text;
using System.Text;

namespace Bot.Host.Discord;

/// <summary>Whether Discord is on, and why; for the start-up log and for <c>check</c>.</summary>
/// <param name="IsOn">Whether it is on.</param>
/// <param name="Because">Why, as the end of a sentence.</param>
/// <param name="HasDoor">Whether Discord's requests come in through a door of the bot's.</param>
internal sealed record DiscordSwitch(bool IsOn, string Because, bool HasDoor = false)
{
    /// <summary>What to do about a token that Discord does not take.</summary>
    public const string Mend =
        "Copy the token again from the page Bot of your application at https://discord.com/developers/applications (Reset Token), and set Discord:Token to it in the user secrets or as REDFLAG__Discord__Token.";

    /// <summary>Decides by the settings: it is on when there is a token.</summary>
    public static DiscordSwitch Decide(IConfiguration settings) =>
        string.IsNullOrWhiteSpace(settings["Discord:Token"])
            ? new DiscordSwitch(false, "because Discord:Token is not set")
            : settings.GetValue<DiscordMode?>("Discord:Mode") is DiscordMode.Http
                ? new DiscordSwitch(true, "taking Discord's requests", HasDoor: true)
                : new DiscordSwitch(true, "through the gateway");

    /// <summary>Says what is odd about a token's form, without quoting it. Whether Discord takes the token only Discord knows.</summary>
    /// <returns><see langword="null"/> when it looks as tokens do.</returns>
    public static string? FindFault(string token) =>
        token.StartsWith("Bot ", StringComparison.OrdinalIgnoreCase) ? "Discord:Token begins with \"Bot \"; leave that word out."
        : token.Any(char.IsWhiteSpace) ? $"Discord:Token has blanks in it. {Mend}"
        : token.Split('.') is not [{ Length: >= 17 } id, { Length: > 0 }, { Length: >= 20 }] || !IsApplication(id)
            ? $"Discord:Token does not look like a bot's token, which has three parts with dots between them; it may be the client secret or the public key. {Mend}"
            : null;

    private static bool IsApplication(string part) =>
        Base64Url.IsValid(part) && Snowflake.IsOne(Encoding.ASCII.GetString(Base64Url.DecodeFromChars(part)));
}
