using System.Globalization;
using Bot.Core.Questions;

namespace Bot.Core.Chat.Words;

/// <summary>What the bot says of what a member has missed.</summary>
internal static class ReviewWords
{
    public static MessageView Nothing { get; } = new()
    {
        Title = "Nothing to review",
        Text = "There is no question to which your last answer was weak or mixed. /quiz asks you something now.",
        Buttons = [new ButtonView("Ask me something", Actions.Quiz, "", ButtonStyle.Primary)],
        Private = true,
    };

    public static MessageView Exported(PackDraft misses, string format, DateTimeOffset now) => new()
    {
        Title = string.Create(CultureInfo.InvariantCulture, $"{misses.Questions.Length} question{(misses.Questions.Length == 1 ? "" : "s")} to review"),
        Text = "Those to which your last answer was weak or mixed, the latest first."
            + (format == "anki" ? " Open the file with Anki; a later one brings the same cards up to date and keeps what you learned." : ""),
        File = BankWords.FileOf(misses, format, now),
        Private = true,
    };
}
