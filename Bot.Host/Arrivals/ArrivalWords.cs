using Bot.Core.Chat;

namespace Bot.Host.Arrivals;

/// <summary>What the bot says when it could not store what came in.</summary>
internal static class ArrivalWords
{
    /// <summary>Says that nothing was stored, and gives the text back.</summary>
    public static MessageView NotStored(ChatAction action) => GiveBack(
        "The bot could not store that", "It does not count yet. Please send it again in a moment.", action);

    /// <summary>Says that the bot is being stopped, and gives the text back.</summary>
    public static MessageView Stopping(ChatAction action) => GiveBack(
        "The bot is being stopped", "Nothing was stored. Please send it again when the bot is back.", action);

    private static MessageView GiveBack(string title, string text, ChatAction action) => new()
    {
        Title = title,
        Text = action is ChatAction.Form form && form.Values.Values.Any(value => value.Length > 0)
            ? $"{text}\n\nYou wrote:\n{string.Join('\n', form.Values.Where(pair => pair.Value.Length > 0).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value))}"
            : text,
        Private = true,
    };
}
