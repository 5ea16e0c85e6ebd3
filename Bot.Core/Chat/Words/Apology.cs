namespace Bot.Core.Chat.Words;

/// <summary>What the bot says when something broke on its side.</summary>
internal static class Apology
{
    public static MessageView For(string reference) => new()
    {
        Text = $"Sorry, something broke on my side. What you sent is kept. Reference for the organiser: {reference}",
        Private = true,
    };
}
