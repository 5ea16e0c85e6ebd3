using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Grading;
using Bot.Core.Questions;

namespace Bot.Core.Chat.Words;

/// <summary>What the bot says of an answer, in private.</summary>
internal static class Feedback
{
    public static MessageView On(Answer answer, Question question, Verdict verdict, bool byBaseline)
    {
        var isQuiz = answer.Target is AnswerTarget.Quiz;
        return new MessageView
        {
            Title = $"{Headline(verdict.Kind)}: {Score(verdict)} of 100",
            Text = Opening(verdict.Kind),
            Score = Mark(verdict.Kind) is { } mark ? new ScoreView(verdict.Points, mark) : null,
            Criteria =
            [
                .. verdict.Assessment.KeyPoints.Select(Criterion),
                .. verdict.Assessment.RedFlags.Where(flag => flag.Raised).Select(flag => new CriterionView(CriterionMark.Raised, flag.Text, flag.Evidence?.Trim())),
            ],
            Fields =
            [
                .. Part("Figures you gave", [.. verdict.Assessment.Numbers.Where(number => number.Said).Select(number => number.Text)]),
                .. Part("Figures worth giving", [.. verdict.Assessment.Numbers.Where(number => !number.Said).Select(number => number.Text)]),
                .. Part("I am not sure about", Doubts(verdict.Assessment)),
                .. Part("How it was judged", [.. verdict.Assessment.Notes, .. Sum(verdict)]),
                .. Part("An interviewer would ask next", FollowUp(question, verdict)),
                new FieldView("You wrote", answer.Text),
            ],
            Footer = string.Join(" · ", Footnotes(answer, verdict, byBaseline)),
            Buttons = isQuiz
                ?
                [
                    new ButtonView("Show a strong answer", Actions.StrongAnswer, Targets.Write(answer.Target)),
                    new ButtonView("Try again", Actions.Answer, Targets.Write(answer.Target)),
                    new ButtonView("Another question", Actions.Quiz, "", ButtonStyle.Primary),
                ]
                : [],
            Private = true,
        };
    }

    public static MessageView Stored(Answer answer, Verdict? verdict) => new()
    {
        Title = "I have this answer of yours already",
        Text = verdict is null
            ? "It is being judged; the result will follow."
            : $"It was judged {Headline(verdict.Kind).ToLowerInvariant()}: {Score(verdict)} of 100.{(answer.Counts ? " The first answer counts." : "")}",
        Fields = [new FieldView("You wrote", answer.Text)],
        Private = true,
    };

    public static MessageView GraderFailed(string model, string baseline) => new()
    {
        Title = "The grader failed",
        Text = $"{model} failed three times on an answer. {baseline}, the simple grader of last resort, judged it instead. The log has the cause.",
        Private = true,
    };

    public static string Score(Verdict verdict) => verdict.Points.ToString(CultureInfo.InvariantCulture);

    public static string Headline(VerdictKind kind) => kind switch
    {
        VerdictKind.Strong => "Strong",
        VerdictKind.Mixed => "Mixed",
        VerdictKind.Weak => "Weak",
        VerdictKind.NotSure => "Not sure",
        _ => "Nothing to judge",
    };

    private static string Opening(VerdictKind kind) => kind switch
    {
        VerdictKind.Strong => "That would convince an interviewer.",
        VerdictKind.Mixed => "A good part is there. What is missing is below.",
        VerdictKind.Weak => "The points that an interviewer waits for are below.",
        VerdictKind.NotSure => "I cannot judge this one reliably, so nothing is held against you: it earns no points and costs none.",
        _ => "There were no words to judge.",
    };

    private static ScoreMark? Mark(VerdictKind kind) => kind switch
    {
        VerdictKind.Strong => ScoreMark.Strong,
        VerdictKind.Mixed => ScoreMark.Mixed,
        VerdictKind.Weak => ScoreMark.Weak,
        VerdictKind.NotSure => ScoreMark.NotSure,
        _ => null,
    };

    private static CriterionView Criterion(KeyPointJudgement point) => point.State switch
    {
        CoverageState.Covered => new(CriterionMark.Covered, point.Text, point.Evidence?.Trim()),
        CoverageState.Partly => new(CriterionMark.Partly, point.Text, point.Evidence?.Trim()),
        _ => new(CriterionMark.Missing, point.Text, null),
    };

    private static ImmutableArray<string> Doubts(Assessment assessment) =>
    [
        .. assessment.KeyPoints.Where(point => point is { Doubtful: true, Generic: false }).Select(point => point.Text),
        .. assessment.RedFlags.Where(flag => flag is { Doubtful: true, Generic: false }).Select(flag => $"{flag.Text} (costs nothing)"),
    ];

    // Without a red flag the score is what the key points earn, and nothing needs adding up.
    private static IEnumerable<string> Sum(Verdict verdict)
    {
        var flags = verdict.Assessment.RedFlags.Count(flag => flag is { Raised: true, Generic: false });
        var points = verdict.Assessment.KeyPoints.Where(point => !point.Generic).ToArray();
        if (flags == 0 || points.Length == 0)
            yield break;
        // Weights may be so great that their sum is infinite.
        var greatest = points.Max(point => point.Weight);
        var earned = (int)Math.Floor(100 * points.Sum(point => point.Weight / greatest * point.ExpectedCoverage) / points.Sum(point => point.Weight / greatest));
        var taken = verdict.Points == 0 ? "takes all of it" : string.Create(CultureInfo.InvariantCulture, $"takes {earned - verdict.Points}");
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"the key points earn {earned} of 100, weighed by importance; {(flags == 1 ? $"the red flag {taken}" : $"{flags} red flags {taken.Replace("takes", "take", StringComparison.Ordinal)}")}");
    }

    private static IEnumerable<FieldView> Part(string name, ImmutableArray<string> lines) =>
        lines.IsEmpty ? [] : [new FieldView(name, string.Join('\n', lines.Select(line => $"• {line}")))];

    private static ImmutableArray<string> FollowUp(Question question, Verdict verdict)
    {
        var rung = verdict.Kind switch { VerdictKind.Strong => 4, VerdictKind.Mixed => 2, _ => 1 };
        var fitting = question.Material.FollowUps
            .Where(followUp => !followUp.Generic)
            .OrderBy(followUp => Math.Abs((followUp.Level ?? rung) - rung))
            .FirstOrDefault();
        return fitting is null ? [] : [fitting.Text];
    }

    private static IEnumerable<string> Footnotes(Answer answer, Verdict verdict, bool byBaseline)
    {
        yield return $"Judged by {verdict.Assessment.Model}{(byBaseline ? ", because the usual grader failed" : "")}";
        if (answer.Target.Occurrence is not null)
        {
            yield return !answer.Counts ? "Practice: only a first answer in time counts"
                : verdict.Kind is VerdictKind.NotSure ? "No points, and no streak is broken"
                : answer.Target is AnswerTarget.Round ? "Counts for the round and the leaderboard"
                : "Counts for the leaderboard";
        }
    }
}
