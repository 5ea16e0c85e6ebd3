using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Grading;
using Bot.Core.Standings;

namespace Bot.Core.Chat.Words;

/// <summary>How the bot shows a member's own progress.</summary>
internal static class ProgressWords
{
    private const int MostTopics = 3;
    private const int LongestStem = 80;

    public static MessageView Nothing { get; } = new()
    {
        Title = "Nothing to show yet",
        Text = "Your first answer begins it. /quiz asks you something now, for practice; /daily shows today's question, which counts for points and your streak.",
        Buttons = [new ButtonView("Ask me something", Actions.Quiz, "", ButtonStyle.Primary)],
        Private = true,
    };

    public static MessageView Me(Progress progress, Board week, Board all, string zone, bool showsOnBoards) => new()
    {
        Title = "Your progress",
        Fields =
        [
            new FieldView("Answers", Answers(progress)),
            .. progress.Average is { } average ? [new FieldView("Average", $"{Score(average)} of 100. {Trend(progress)}")] : Array.Empty<FieldView>(),
            new FieldView("Points", $"• This week: {Place(week)}\n• All time: {Place(all)}"),
            new FieldView("Streak", Days(progress.Streak)),
            .. Topics(progress.Topics),
            .. progress.Levels.IsEmpty ? Array.Empty<FieldView>() : [new FieldView("Levels", Lines(progress.Levels))],
            new FieldView("Last answers", string.Join('\n', progress.Latest.Select(entry => $"• {Latest(entry)}"))),
        ],
        Footer = $"Your days begin in {zone}{(showsOnBoards ? "" : " · You keep off the boards: only you see your ranks")}",
        Private = true,
    };

    private static string Answers(Progress progress)
    {
        var waiting = progress.Waiting switch
        {
            0 => "",
            1 => " One of them waits to be judged.",
            var several => $" {several} of them wait to be judged.",
        };
        return $"{Number(progress.Counted)} counted, {Number(progress.Practice)} practice.{waiting}";
    }

    private static string Trend(Progress progress)
    {
        if (progress.Trend is not { } trend)
        {
            return $"A trend takes {2 * Progress.TrendLength} judged answers; you have {Number(progress.Judged)}.";
        }

        var (last, before) = (Math.Floor(trend.Last), Math.Floor(trend.Before));
        var change = last > before ? $"up by {Score(last - before)}" : last < before ? $"down by {Score(before - last)}" : "level";
        return $"The last {Progress.TrendLength} are {change}: {Score(last)}, after {Score(before)} in the {Progress.TrendLength} before.";
    }

    private static string Place(Board board) => board.Places.FirstOrDefault() is { } own
        ? $"{Number(own.Points)}, rank {own.Rank} of {board.Among}"
        : "none yet";

    private static string Days(Streak streak) => streak switch
    {
        { Longest: 0 } => "None yet. A day counts when you answer a scheduled question in time.",
        { Current: 0 } => $"None at the moment; your longest was {DrillWords.Count(streak.Longest, "day")}.",
        _ => $"{DrillWords.Count(streak.Current, "day")}; your longest is {DrillWords.Count(streak.Longest, "day")}.",
    };

    private static IEnumerable<FieldView> Topics(ImmutableArray<Share> topics) => topics.Length switch
    {
        0 => [],
        <= MostTopics => [new FieldView("Topics, best first", Lines(topics))],
        _ =>
        [
            new FieldView("Strongest topics", Lines(topics.Take(MostTopics))),
            new FieldView("Weakest topics", Lines(topics.Skip(Math.Max(MostTopics, topics.Length - MostTopics)).Reverse())),
        ],
    };

    private static string Lines(IEnumerable<Share> shares) => string.Join(
        '\n', shares.Select(share => $"• {share.Name}: {Score(share.Average)} ({DrillWords.Count(share.Answers, "answer")})"));

    private static string Latest(ProgressEntry entry)
    {
        var stem = entry.Stem.Length <= LongestStem ? entry.Stem : $"{entry.Stem[..LongestStem].TrimEnd()}…";
        return $"{(entry is { Score: { } score, Kind: { } kind } ? kind is VerdictKind.NotSure ? "not sure" : Score(score) : "waits")}{(entry.Counts ? "" : ", practice")}: {stem}";
    }

    // Cut like points, so that nothing reads as more than it is.
    private static string Score(double score) => Math.Floor(score).ToString("0", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
