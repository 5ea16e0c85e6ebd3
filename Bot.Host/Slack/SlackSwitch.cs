namespace Bot.Host.Slack;

/// <summary>Whether Slack is on, and why; for the start-up log and for <c>check</c>.</summary>
/// <param name="IsOn">Whether it is on.</param>
/// <param name="Because">Why, as the end of a sentence.</param>
/// <param name="HasDoor">Whether Slack's requests come in through a door of the bot's.</param>
internal sealed record SlackSwitch(bool IsOn, string Because, bool HasDoor = false)
{
    /// <summary>What to do about a token by which the bot may not act.</summary>
    public const string MendBot =
        "Copy the Bot User OAuth Token from the page OAuth & Permissions of your app at https://api.slack.com/apps, and set Slack:BotToken to it in the user secrets or as REDFLAG__Slack__BotToken.";

    /// <summary>What to do about a token by which no connection can be opened.</summary>
    public const string MendApp =
        "Make a token with the scope connections:write under Basic Information, App-Level Tokens, of your app at https://api.slack.com/apps, and set Slack:AppToken to it in the user secrets or as REDFLAG__Slack__AppToken.";

    /// <summary>Decides by the settings: it is on when there is a token, or when workspaces are to install the app by themselves.</summary>
    public static SlackSwitch Decide(IConfiguration settings) =>
        string.IsNullOrWhiteSpace(settings["Slack:BotToken"]) && string.IsNullOrWhiteSpace(settings["Slack:ClientId"]) && string.IsNullOrWhiteSpace(settings["Slack:ClientSecret"])
            ? new SlackSwitch(false, "because Slack:BotToken is not set")
            : settings.GetValue<SlackMode?>("Slack:Mode") is SlackMode.Http
                ? new SlackSwitch(true, "taking Slack's requests", HasDoor: true)
                : new SlackSwitch(true, "through Socket Mode");

    /// <summary>Says what is odd about the tokens' form, without quoting them. Whether Slack takes them only Slack knows.</summary>
    /// <returns><see langword="null"/> when they look as tokens do.</returns>
    public static string? FindFault(SlackOptions options) =>
        !string.IsNullOrWhiteSpace(options.BotToken) && !options.BotToken.Trim().StartsWith("xoxb-", StringComparison.Ordinal) ? $"Slack:BotToken does not begin with xoxb-. {MendBot}"
        : options.Mode is SlackMode.Socket && !options.AppToken!.Trim().StartsWith("xapp-", StringComparison.Ordinal) ? $"Slack:AppToken does not begin with xapp-. {MendApp}"
        : null;
}
