using System.Collections.Immutable;
using Bot.Core.Drills;
using Bot.Core.Grading;
using Bot.Core.Questions;

namespace Bot.Core.Chat.Words;

/// <summary>How the bot asks, and how it shows a strong answer.</summary>
internal static class QuestionWords
{
    public const int LongestAnswer = 4_000;

    public static MessageView Quiz(Question question, QuizId quiz) => new()
    {
        Title = "Your question",
        Text = question.Current.Stem,
        Footer = Footer(question),
        Buttons =
        [
            new ButtonView("Answer", Actions.Answer, Targets.Write(new AnswerTarget.Quiz(quiz)), ButtonStyle.Primary),
            new ButtonView("Another question", Actions.Quiz, ""),
        ],
        Private = true,
    };

    public static FormView AnswerForm(AnswerTarget target, string stem, string? text) => new()
    {
        Name = Actions.Answer,
        Argument = Targets.Write(target),
        Title = "Your answer",
        Text = stem,
        Submit = "Send answer",
        Fields =
        [
            new FormField
            {
                Name = "text",
                Label = "Answer in your own words",
                Hint = "As you would say it in the interview. Only you see the result.",
                Value = text,
                Required = true,
                MaxLength = LongestAnswer,
                Multiline = true,
            },
        ],
    };

    public static string? AnswerFault(string text) =>
        string.IsNullOrWhiteSpace(text) ? "Write an answer first."
        : text.Length > LongestAnswer ? $"That is {text.Length:N0} characters; at most {LongestAnswer:N0} fit. Shorten it by {text.Length - LongestAnswer:N0}."
        : null;

    public static MessageView CorrectAnswer(string fault, string inbox) => new()
    {
        Title = "Your answer was not taken",
        Text = $"{fault} Your text is kept: press the button to go on with it.",
        Buttons = [new ButtonView("Correct it", Actions.CorrectAnswer, inbox, ButtonStyle.Primary)],
        Private = true,
    };

    public static MessageView AnswerIsGone(string text) => new()
    {
        Title = "I no longer know that question",
        Text = string.IsNullOrWhiteSpace(text)
            ? "Ask for a new one with /quiz."
            : "Ask for a new one with /quiz. So that nothing is lost, here is what you wrote:",
        Fields = string.IsNullOrWhiteSpace(text) ? [] : [new FieldView("You wrote", text)],
        Private = true,
    };

    public static MessageView NothingAsked { get; } = new()
    {
        Title = "There is nothing to answer yet",
        Text = "Ask for a question with /quiz, or see /daily.",
        Private = true,
    };

    public static MessageView NotYours { get; } = new()
    {
        Text = "That question was asked of somebody else. Ask for your own with /quiz.",
        Private = true,
    };

    public static MessageView NoneMatches(ImmutableArray<string> topics) => new()
    {
        Title = "No question matches",
        Text = topics.IsEmpty
            ? "There are no questions yet. An organiser can load a pack: redflag import PACK.yaml"
            : $"Leave something out, or choose another topic. There are: {string.Join(", ", topics)}.",
        Private = true,
    };

    public static MessageView Misunderstood(string message) => new()
    {
        Text = message,
        Private = true,
    };

    public static MessageView StrongAnswer(Question question) => new()
    {
        Title = "A strong answer",
        Text = question.Current.Stem,
        Fields = Strong(question),
        Footer = Footer(question),
        Private = true,
    };

    public static ImmutableArray<FieldView> Strong(Question question) =>
    [
        .. question.Material.WeakStrong.Where(pair => pair.Strong is not null).Take(1).Select(pair => new FieldView("Strong answer", pair.Strong!)),
        .. question.Material.ShortAnswer is { } shortAnswer ? [new FieldView("In short", shortAnswer)] : Array.Empty<FieldView>(),
        .. question.Current.Rubric.CanBeGraded
            ? [new FieldView("Key points", string.Join('\n', question.Current.Rubric.KeyPoints.Where(point => !point.Generic).Select(point => $"• {point.Text}")))]
            : FromBank(question.Material),
        .. question.Current.Rubric.Numbers.IsEmpty
            ? Array.Empty<FieldView>()
            : [new FieldView("Figures", string.Join('\n', question.Current.Rubric.Numbers.Select(number => $"• {number.Text}")))],
        .. question.Material.FurtherReading.IsEmpty
            ? Array.Empty<FieldView>()
            : [new FieldView("Further reading", string.Join('\n', question.Material.FurtherReading.Select(text => $"• {text}")))],
    ];

    /// <summary>What the bank says where it does not say what counts.</summary>
    private static IEnumerable<FieldView> FromBank(StudyMaterial material)
    {
        if (!material.ProposedKeyPoints.IsEmpty)
        {
            return [new FieldView("What a good answer may say", string.Join('\n', material.ProposedKeyPoints.Select(point => $"• {point}")))];
        }

        var parts = material.AnswerBlocks.Select(block => string.Join(
            '\n',
            new[] { block.Heading, block.Text }.Where(text => !string.IsNullOrWhiteSpace(text)).Concat(block.Items.Select(item => $"• {item}"))));
        var text = string.Join("\n", parts.Where(part => part.Length > 0));
        return text.Length > 0 ? [new FieldView("From the bank", text)] : [];
    }

    public static string Footer(Question question) =>
        string.Join(
            " · ",
            new[]
            {
                string.Join(" › ", question.Topic.Path),
                question.Level?.Written ?? "",
                question.Kind is { } kind ? Core.Words.Of(kind) : "",
                question.Key.ToString(),
            }.Where(part => part.Length > 0));
}
