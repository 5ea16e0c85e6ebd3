using System.Collections.Immutable;
using Bot.Core.Grading;
using Bot.Core.Questions;

namespace Bot.Core.Chat.Words;

/// <summary>How the bot asks a member to rate an answer, and what it says of the rating.</summary>
internal static class RatingWords
{
    private const string Letters = "smw";

    private static readonly ImmutableArray<VerdictKind> Kinds = [VerdictKind.Strong, VerdictKind.Mixed, VerdictKind.Weak];

    public static MessageView Ask(Answer answer, Question question)
    {
        var bank = QuestionWords.Strong(question);
        return new MessageView
        {
            Title = "How did it go?",
            Text = bank.IsEmpty
                ? "Nobody has written down yet what a good answer to this question says, so I cannot judge yours, and the bank has no answer to show. Look it up, and rate yourself. It is for your own progress and earns no points."
                : "Nobody has written down yet what counts in an answer to this question, so I cannot judge yours. Compare it with what the bank has, and rate yourself. It is for your own progress and earns no points.",
            Fields = [.. bank, new FieldView("You wrote", answer.Text)],
            Footer = QuestionWords.Footer(question),
            Buttons =
            [
                .. Kinds.Select((kind, i) => new ButtonView(Label(kind), Actions.SelfRating, Letters[i] + Targets.Write(answer.Id.Value))),
                .. answer.Target is AnswerTarget.Quiz
                    ?
                    [
                        new ButtonView("Try again", Actions.Answer, Targets.Write(answer.Target)),
                        new ButtonView("Another question", Actions.Quiz, "", ButtonStyle.Primary),
                    ]
                    : Array.Empty<ButtonView>(),
            ],
            Private = true,
        };
    }

    public static MessageView Noted(VerdictKind kind) => new()
    {
        Title = $"Noted: “{Label(kind)}”",
        Text = "You see it with /me. Press another button above if you change your mind.",
        Buttons = [new ButtonView("Another question", Actions.Quiz, "", ButtonStyle.Primary)],
        Private = true,
    };

    public static MessageView Gone { get; } = new()
    {
        Text = "I no longer have that answer, so there is nothing to rate. Ask for a question with /quiz.",
        Private = true,
    };

    public static bool TryRead(string argument, out AnswerId answer, out VerdictKind kind)
    {
        var isOne = Targets.TryRead(argument.Length > 0 ? argument[1..] : "", out Guid id);
        var letter = argument.Length > 0 ? Letters.IndexOf(argument[0], StringComparison.Ordinal) : -1;
        (answer, kind) = (new AnswerId(id), letter >= 0 ? Kinds[letter] : default);
        return isOne && letter >= 0;
    }

    private static string Label(VerdictKind kind) => kind switch
    {
        VerdictKind.Strong => "I had it",
        VerdictKind.Mixed => "In part",
        _ => "I missed it",
    };
}
