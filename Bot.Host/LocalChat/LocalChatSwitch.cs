namespace Bot.Host.LocalChat;

/// <summary>Whether the local chat page is on, and why; for the start-up log and for <c>check</c>.</summary>
/// <param name="IsOn">Whether it is on.</param>
/// <param name="Because">Why, as the end of a sentence.</param>
internal sealed record LocalChatSwitch(bool IsOn, string Because)
{
    /// <summary>Decides by the settings: asked for, or on when no other platform has a token.</summary>
    public static LocalChatSwitch Decide(IConfiguration configuration) =>
        configuration.GetValue<bool?>($"{LocalChatOptions.Section}:{nameof(LocalChatOptions.Enabled)}") switch
        {
            true => new LocalChatSwitch(true, "LocalChat:Enabled is true"),
            false => new LocalChatSwitch(false, "LocalChat:Enabled is false"),
            null when IsSet(configuration, "Discord:Token") => new LocalChatSwitch(false, "Discord:Token is set; LocalChat:Enabled=true serves the page as well"),
            null when IsSet(configuration, "Slack:BotToken") => new LocalChatSwitch(false, "Slack:BotToken is set; LocalChat:Enabled=true serves the page as well"),
            null when IsSet(configuration, "Slack:ClientId") => new LocalChatSwitch(false, "Slack:ClientId is set; LocalChat:Enabled=true serves the page as well"),
            null => new LocalChatSwitch(true, "no token of another platform is set"),
        };

    private static bool IsSet(IConfiguration configuration, string key) => !string.IsNullOrWhiteSpace(configuration[key]);
}
