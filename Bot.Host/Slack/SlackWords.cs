using Bot.Core.Chat;

namespace Bot.Host.Slack;

/// <summary>What the bot says on Slack alone.</summary>
internal static class SlackWords
{
    /// <summary>Gets what is said about something that this version does not know.</summary>
    public static MessageView NotUnderstood { get; } = new() { Text = "That is from another version of the bot, or not from it at all. /redflag help shows what it can do.", Private = true };

    /// <summary>Says that a form did not open, with a button that tries again.</summary>
    /// <param name="title">What the form is called.</param>
    /// <param name="again">What opens it.</param>
    public static MessageView FormCameLate(string title, ChatAction again) => new()
    {
        Title = "The form did not open",
        Text = "Slack waits three seconds for a form, and the bot was slower. Nothing was lost.",
        Buttons = SlackIds.WriteAgain(again) is { } argument ? [new ButtonView(title, SlackIds.Again, argument, ButtonStyle.Primary)] : [],
        Private = true,
    };

    /// <summary>Gets what is said when a file went another way than the message.</summary>
    public static string FileIsDirect => "The file is in your direct messages from the bot.";

    /// <summary>Says what is wrong with an option that was typed.</summary>
    public static MessageView NotAnOption(string command, string typed, IEnumerable<string> options)
    {
        var known = options.ToList();
        return new MessageView
        {
            Title = "I did not understand that",
            Text = known.Count == 0
                ? $"/redflag {command} takes nothing behind it."
                : $"/redflag {command} has no option {typed}. It takes {string.Join(", ", known.Select(option => $"{option}:"))}. Put what has a colon in it between quotes: {known[0]}:\"a: b\"",
            Private = true,
        };
    }

    /// <summary>Gets what is said when a quote is not closed.</summary>
    public static MessageView QuoteIsOpen { get; } = new() { Title = "I did not understand that", Text = "A quote is opened and never closed. Close it with another \", or leave it out.", Private = true };
}
