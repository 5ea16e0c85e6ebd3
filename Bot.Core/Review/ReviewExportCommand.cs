using System.Collections.Immutable;
using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Import;
using Bot.Core.Questions;

namespace Bot.Core.Review;

/// <summary>/review export: the questions that a member has missed, as a deck to learn from elsewhere.</summary>
internal sealed class ReviewExportCommand(MissStore misses, QuestionStore questions, TimeProvider time) : IReplyRoute
{
    private const int Most = 500;

    // A pack in YAML has questions of its own name only, and misses are of many packs.
    private static readonly ImmutableArray<string> Formats = ["anki", .. PackExport.Formats.Where(format => format is not ("anki" or "yaml"))];

    public Trigger Trigger => Trigger.Command("review export");

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public ChatCommand Command { get; } = new(
        "review export", "The questions that you missed, as a file to learn from", [new ChatOption("format", "What form; a deck for Anki when left out", Formats)]);

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var format = interaction.Option("format") ?? Formats[0];
        if (!Formats.Contains(format))
        {
            await interaction.ReplyAsync(QuestionWords.Misunderstood($"Format: \"{format}\" is none. There are {string.Join(", ", Formats)}."), cancellationToken);
            return;
        }

        var missed = ImmutableArray.CreateBuilder<QuestionDraft>();
        foreach (var id in await misses.ListAsync(interaction.Workspace.Id, interaction.Member.Id, Most, cancellationToken))
        {
            missed.Add((await questions.FindAsync(interaction.Workspace.Id, id, cancellationToken))!.ToDraft(formerKeys: []));
        }

        await interaction.ReplyAsync(
            missed.Count == 0
                ? ReviewWords.Nothing
                : ReviewWords.Exported(new PackDraft(new PackInfo { Name = PackName.Parse("misses"), Title = "What I missed" }, missed.ToImmutable()), format, time.GetUtcNow()),
            cancellationToken);
    }
}
