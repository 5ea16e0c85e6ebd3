using System.Globalization;
using Bot.Core.Banks;
using Bot.Core.Import.Duplicates;
using Bot.Core.Questions;

namespace Bot.Core.Chat.Words;

/// <summary>What the bot says of questions that seem to ask the same.</summary>
internal static class TwinWords
{
    private const int MostContradictions = 5;

    public static MessageView Decided { get; } = new()
    {
        Text = "That is decided already, or one of the two is gone.",
        Buttons = [Next(0)],
        Private = true,
    };

    public static MessageView NoMore(int left) => new()
    {
        Title = left == 0 ? "No two questions seem to ask the same" : "That was the last pair",
        Text = left == 0 ? "" : "Those that you passed over are still there.",
        Buttons = left == 0 ? [] : [new ButtonView("From the beginning", Actions.BankTwins, "0")],
        Private = true,
    };

    public static MessageView Proposed(TwinProposal proposal, string both, int skipped, int all) => new()
    {
        Title = string.Create(CultureInfo.InvariantCulture, $"Do these ask the same? ({skipped + 1} of {all})"),
        Text = proposal.IsOwn
            ? $"Merged, the first is asked with what the second adds; the second is not asked any more.{(proposal.Kind is DuplicateKind.Near ? " They are only near each other: one may be part of the other." : "")}"
            : $"Both belong to the whole installation. Whoever runs me can merge them: redflag bank merge {proposal.One.Key} {proposal.Other.Key}",
        Fields =
        [
            new FieldView(proposal.One.Key.ToString(), Describe(proposal.One)),
            new FieldView(proposal.Other.Key.ToString(), Describe(proposal.Other)),
            .. proposal.Contradictions.IsEmpty
                ? Array.Empty<FieldView>()
                : [new FieldView("Where they do not agree; both would stand", string.Join('\n', proposal.Contradictions.Take(MostContradictions).Select(each => $"• {each.Describe()}")))],
        ],
        Buttons =
        [
            .. proposal.IsOwn ? [new ButtonView("Yes, merge them", Actions.BankMerge, both, ButtonStyle.Primary)] : Array.Empty<ButtonView>(),
            new ButtonView("No, keep both", Actions.BankApart, both),
            Next(skipped + 1),
        ],
        Private = true,
    };

    public static MessageView Done(QuestionKey one, QuestionKey other, bool merges, TwinId decision) => new()
    {
        Title = merges ? "Merged" : "Kept apart",
        Text = merges
            ? $"{one} has what {other} adds. {other} is not asked any more; its answers and points stay."
            : $"{one} and {other} are both asked, and not proposed again.",
        Buttons = [new ButtonView("Take it back", Actions.BankTwinUndo, Targets.Write(decision.Value), ButtonStyle.Danger), Next(0)],
        Private = true,
    };

    public static MessageView Undone(TwinUndoing undoing) => new()
    {
        Text = undoing switch
        {
            TwinUndoing.Done => "Taken back: both are asked, each as it was.",
            TwinUndoing.KeptWasChanged => "Taken back: both are asked. The one that was kept was changed since, so it stays as it is.",
            TwinUndoing.Apart => "Taken back: they may be proposed again.",
            _ => "That was taken back already.",
        },
        Private = true,
    };

    private static string Describe(QuestionDraft question) => string.Join('\n', new[]
    {
        question.Stem.ReplaceLineEndings(" "),
        string.Join(" · ", new[] { question.Level?.Written, Points(question.Rubric.KeyPoints.Count(point => !point.Generic)) }.OfType<string>()),
    });

    private static string Points(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} key point{(count == 1 ? "" : "s")}");

    private static ButtonView Next(int skipped) => new("Show the next", Actions.BankTwins, skipped.ToString(CultureInfo.InvariantCulture));
}
