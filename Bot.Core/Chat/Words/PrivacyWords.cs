using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Members;

namespace Bot.Core.Chat.Words;

/// <summary>What the bot says of what it keeps, and to those who leave.</summary>
internal static class PrivacyWords
{
    public const string NamedALeaver = "This message named a member who has left.";

    public const string HasLeft = "The member has left.";

    public static MessageView Promoted { get; } = new()
    {
        Title = "You are an organiser now",
        Text = "The last organiser has left, and you have been here longest. /settings organisers shares the work.",
        Private = true,
    };

    public static MessageView Deleted { get; } = new()
    {
        Title = "Deleted",
        Text = "All that I kept of you is gone. If you write to me again, you begin as somebody new.",
        Private = true,
    };

    public static MessageView Kept { get; } = new()
    {
        Text = "Nothing was deleted.",
        Private = true,
    };

    public static MessageView NotYours { get; } = new()
    {
        Text = "That button is not yours, or from before. Nothing was deleted; ask again with /privacy delete.",
        Private = true,
    };

    public static MessageView Notice(TimeSpan keepAnswers, TimeSpan keepEvents) => new()
    {
        Title = "What I keep of you",
        Text = string.Join('\n',
            "• On the machine that runs me, and nowhere else: your name here, your answers, how they were judged, your points and settings.",
            "• Your answers and their feedback are shown to you alone. Boards and reveals show your name and score to the group; /settings me keeps you off them.",
            "• Whoever runs that machine can read its database.",
            $"• Your words go after {DrillWords.Count((int)keepAnswers.TotalDays, "day")}, what you pressed and what I sent you after {DrillWords.Count((int)keepEvents.TotalDays, "day")}. Scores and points stay until you leave.",
            "• /privacy export gives you all of it as a file. /privacy delete removes all of it, at once and for good."),
        Private = true,
    };

    public static MessageView Exported(ImmutableArray<byte> file) => new()
    {
        Title = "All that I keep of you",
        Text = "The file is JSON: your settings, answers with their verdicts, points, questions asked of you, and the messages between us.",
        File = new FileView("redflag-export.json", "application/json", file),
        Private = true,
    };

    public static MessageView TooLarge(long bytes, int most, WorkspaceId workspace, MemberId member) => new()
    {
        Title = "Your file is too large for a message",
        Text = $"It has {Megabytes(bytes)} MB, and {Megabytes(most)} MB fit. Whoever runs me can write it for you with the command below.",
        Fields = [new FieldView("Command", $"redflag privacy export --workspace {workspace} --member {member}")],
        Private = true,
    };

    public static MessageView Confirm(MemberId member, Platform? lastOrganiserOn, bool isAlone) => new()
    {
        Title = "Delete all that I keep of you?",
        Text = "This cannot be undone.",
        Fields =
        [
            new FieldView("Goes", "Your name, settings, answers, verdicts, points, the questions asked of you, our messages, and your lines on boards and in reveals that I keep."),
            new FieldView("Stays", "Schedules that you made go on without your name. Averages of past questions stay as they are. What a chat platform itself has shown is its own."),
            .. (lastOrganiserOn, isAlone) switch
            {
                (null, _) => Array.Empty<FieldView>(),
                (Platform.Local, true) => [new FieldView("You are the only organiser", "Nobody else is here: whoever comes next becomes one.")],
                (Platform.Local, false) => [new FieldView("You are the only organiser", "The member who has been here longest becomes one. To choose another, use /settings organisers first.")],
                _ => [new FieldView("You are the only organiser set here", "Those who manage the workspace stay organisers.")],
            },
        ],
        Buttons =
        [
            new ButtonView("Delete everything", Actions.PrivacyDelete, Targets.Write(member.Value), ButtonStyle.Danger),
            new ButtonView("Keep everything", Actions.PrivacyKeep, ""),
        ],
        Private = true,
    };

    private static string Megabytes(long bytes) => (bytes / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture);
}
