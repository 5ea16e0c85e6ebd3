using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Drills;
using Bot.Core.Drills.Rounds;
using Bot.Core.Grading;
using Bot.Core.Questions;

namespace Bot.Core.Chat.Words;

/// <summary>What the bot says in and around a rapid-fire round.</summary>
internal static class RoundWords
{
    public const string AnotherRan = "another round was running in its channel";

    public const string CameTooLate = "its post did not get out in time";

    public const string Withdrawn = "its author withdrew it";

    public const string Stopped = "the round was stopped";

    public const string Interrupted = "the round was interrupted for too long";

    private const int Shown = 10;

    private const int LongestTitle = 80;

    public static MessageView NothingRuns { get; } = new()
    {
        Text = "No round is running here. /drill start begins one.",
        Private = true,
    };

    public static MessageView NotYours { get; } = new()
    {
        Text = "Only who started the round, or an organiser, can stop it.",
        Private = true,
    };

    public static MessageView IsStopped { get; } = new()
    {
        Text = "The round is stopped. Answers that were given stand.",
        Private = true,
    };

    public static MessageView Announcement(RoundStart start, RoundOptions options) => new()
    {
        Title = "Rapid-fire round",
        Text = $"""
            {DrillWords.Count(start.Questions.Length, "short question")}, {Time(start.Questions)}
            Press Answer below each. Nobody sees what you write, and the first answer counts.
            """ + (options.SpeedBonus > 0
                ? $"\nBeing right is what counts. Being quick adds up to {options.SpeedBonus.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal)} of a score in this round."
                : ""),
        Countdown = new CountdownView("First question", Lasts: options.Lead),
        Buttons = [new ButtonView("Stop the round", Actions.RoundStop, Targets.Write(start.Id.Value))],
    };

    public static MessageView Starts(int questions, int wanted) => new()
    {
        Text = questions < wanted
            ? $"The round begins, with {DrillWords.Count(questions, "question")}: no more fit."
            : "The round begins. /drill stop ends it.",
        Private = true,
    };

    public static MessageView AlreadyRuns(Round round) => new()
    {
        Text = round.Current is { State: not RoundQuestionState.Waiting } current
            ? $"A round is running here already, at question {current.Position + 1} of {round.Questions.Length}. Join in, or end it with /drill stop."
            : "A round is about to begin here already.",
        Private = true,
    };

    public static MessageView AnotherRanThen(Schedule schedule) => new()
    {
        Title = $"Schedule #{schedule.Number} skipped a round",
        Text = "Another round was running in its channel at that time. The next one comes as planned.",
        Private = true,
    };

    public static MessageView Question(Question question, OccurrenceId round, RoundQuestion asked, int of, bool isAgain) => new()
    {
        Title = isAgain ? $"Question {asked.Position + 1} of {of}, once more" : $"Question {asked.Position + 1} of {of}",
        Text = isAgain
            ? $"I was away when its time ran out, so you have the full time again. Answers already given stand.\n\n{question.Current.Stem}"
            : question.Current.Stem,
        Countdown = new CountdownView("Time left", Lasts: asked.Lasts),
        Footer = $"{Seconds(asked.Lasts)} · {QuestionWords.Footer(question)}",
        Buttons = [new ButtonView("Answer", Actions.Answer, Targets.Write(new AnswerTarget.Round(round, asked.Position)), ButtonStyle.Primary)],
    };

    public static MessageView WasWithdrawn(int position, int of) => new()
    {
        Text = $"Question {position + 1} of {of} was withdrawn by its author. The round goes on.",
    };

    public static MessageView Result(
        Question question, RoundQuestion asked, int of, ImmutableArray<CountedAnswer> answers, ImmutableArray<RoundPlace> standings) =>
        new()
        {
            Title = $"Time is up: question {asked.Position + 1} of {of}",
            Text = Lead(answers.Length, answers.Count(answer => answer.Verdict is not null)),
            Fields = [.. InShort(question)],
            Standings = Board(standings),
            Footer = question.Key.ToString(),
        };

    public static MessageView Summary(
        int of, IReadOnlyList<(Question Question, IEnumerable<CountedAnswer> Answers)> asked, int waiting, ImmutableArray<RoundPlace> standings) =>
        new()
        {
            Title = "The round is over",
            Text = string.Join('\n', Closing(of, asked.Count, asked.Sum(pair => pair.Answers.Count()), waiting)),
            Fields = asked.Count == 0
                ? []
                : [new FieldView("Questions", string.Join('\n', asked.Select(pair => $"• {Short(pair.Question.Current.Stem)} {Average(pair.Answers)}")))],
            Standings = Board(standings),
            Footer = "The leaderboard counts the scores alone; speed counts in the round",
        };

    public static MessageView TooLate(RoundQuestion question, DateTimeOffset receivedAt) => new()
    {
        Text = question is { ClosesAt: { } closesAt } && receivedAt >= closesAt
            ? $"Time was up {DrillWords.Count((int)Math.Ceiling((receivedAt - closesAt).TotalSeconds), "second")} before your answer came, so it does not count in the round. It is not lost: I judge it for you as practice."
            : "This question was not held, so your answer does not count in the round. It is not lost: I judge it for you as practice.",
        Private = true,
    };

    public static MessageView IsOver(string? text) => new()
    {
        Title = "Time is up for this question",
        Text = string.IsNullOrWhiteSpace(text)
            ? "The round has moved on: answer the question that is open now, or practise with /quiz."
            : "The round has moved on: answer the question that is open now, or practise with /quiz. So that nothing is lost, here is what you wrote:",
        Fields = string.IsNullOrWhiteSpace(text) ? [] : [new FieldView("You wrote", text)],
        Private = true,
    };

    public static string NotBetween(string name, string typed, int least, int most) =>
        $"{name}: \"{typed}\" does not fit. Give a whole number from {least} to {most}.";

    public static string Shape(RoundShape shape) =>
        $"{DrillWords.Count(shape.Questions, "question")} of {DrillWords.Count(shape.Seconds, "second")}";

    private static IEnumerable<string> Closing(int of, int held, int answers, int waiting)
    {
        yield return held == 0 ? "None of its questions was held."
            : answers == 0 ? "Nobody answered this time."
            : $"{DrillWords.Count(answers, "answer")} to {DrillWords.Count(held, "question")}.";
        if (held > 0 && held < of)
        {
            yield return $"{held} of {DrillWords.Count(of, "question")} {(held == 1 ? "was" : "were")} held.";
        }

        if (waiting > 0)
        {
            yield return $"{DrillWords.Count(waiting, "answer")} {(waiting == 1 ? "is" : "are")} still being judged and will count on the leaderboard.";
        }
    }

    private static ImmutableArray<StandingView> Board(ImmutableArray<RoundPlace> standings) =>
    [
        .. standings.Take(Shown).Select(place => new StandingView(
            place.Rank,
            place.Member.DisplayName,
            place.Points,
            place.Now is { } now ? Points(now) : DrillWords.Count(place.Answers, "answer"),
            IsReader: false)
        {
            Member = place.Member.Id.ToString(),
        }),
    ];

    private static string Lead(int answers, int judged) =>
        answers == 0 ? "Nobody answered in time."
        : judged == answers ? $"{DrillWords.Count(answers, "answer")}."
        : $"{DrillWords.Count(answers, "answer")}, {answers - judged} of them still being judged.";

    private static IEnumerable<FieldView> InShort(Question question) => question.Material.ShortAnswer is { } answer
        ? [new FieldView("In short", answer)]
        : [new FieldView("Key points", string.Join('\n', question.Current.Rubric.KeyPoints.Where(point => !point.Generic).Select(point => $"• {point.Text}")))];

    private static string Points(RoundPoints points) => points.Speed > 0
        ? string.Create(CultureInfo.InvariantCulture, $"now {points.Score} + {points.Speed} for speed")
        : string.Create(CultureInfo.InvariantCulture, $"now {points.Score}");

    private static string Average(IEnumerable<CountedAnswer> answers)
    {
        var scores = answers.Where(answer => answer.Verdict is not null).Select(answer => answer.Verdict!.Points).ToList();
        return scores.Count == 0
            ? "(no answers)"
            : string.Create(CultureInfo.InvariantCulture, $"({DrillWords.Count(scores.Count, "answer")}, {scores.Average():0} of 100 on average)");
    }

    private static string Short(string stem) => stem.Length <= LongestTitle ? stem : $"{stem[..(LongestTitle - 1)].TrimEnd()}…";

    private static string Time(ImmutableArray<(Question Question, TimeSpan Lasts)> questions)
    {
        var (least, most) = (questions.Min(pair => pair.Lasts), questions.Max(pair => pair.Lasts));
        return least == most
            ? $"{Seconds(least)}{(questions.Length == 1 ? "" : " each")}."
            : string.Create(CultureInfo.InvariantCulture, $"{least.TotalSeconds:0} to {Seconds(most)} each.");
    }

    private static string Seconds(TimeSpan time) => DrillWords.Count((int)time.TotalSeconds, "second");
}
