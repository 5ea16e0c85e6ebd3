using System.Collections.Immutable;
using Bot.Core.Grading;
using Bot.Core.Members;
using Bot.Core.Standings;

namespace Bot.Core.Chat.Words;

/// <summary>How the bot shows standings.</summary>
internal static class StandingsWords
{
    public static MessageView Board(Period period, Board board, MemberId asker, bool keepsOff) => new()
    {
        Title = period switch
        {
            Period.Day => "Leaderboard of today",
            Period.Week => "Leaderboard of this week",
            Period.Month => "Leaderboard of this month",
            _ => "Leaderboard",
        },
        Text = board.Places.IsEmpty ? Empty(period)
            : keepsOff ? "You keep off the boards: your own line is shown to you alone."
            : "",
        Standings =
        [
            .. board.Places.Select(place => new StandingView(
                place.Rank, place.Name, place.Points, DrillWords.Count(place.Answers, "answer"), place.Member == asker)
            {
                Member = place.Member.ToString(),
                FollowsGap = place.FollowsGap,
            }),
        ],
        Footer = board.Places.IsEmpty ? Points : $"{board.Among} {(board.Among == 1 ? "takes" : "take")} part · {Points}",
        Buttons =
        [
            .. Enum.GetValues<Period>().Select(other => new ButtonView(
                other.ToString(), Actions.Leaderboard, Core.Words.Of(other), other == period ? ButtonStyle.Primary : ButtonStyle.Plain)),
        ],
    };

    /// <summary>The best answers to one question, by name; those who keep off boards are not among them.</summary>
    public static ImmutableArray<StandingView> Best(IEnumerable<(Member? Member, Verdict Verdict)> verdicts, int top)
    {
        var named = verdicts.Where(pair => pair is { Member: not null, Verdict.Kind: not VerdictKind.NotSure }).OrderByDescending(pair => pair.Verdict.Points).ToList();
        return
        [
            .. named.Take(top).Select(pair => new StandingView(
                1 + named.Count(other => other.Verdict.Points > pair.Verdict.Points),
                pair.Member!.DisplayName,
                pair.Verdict.Points,
                Feedback.Headline(pair.Verdict.Kind).ToLowerInvariant(),
                IsReader: false)
            {
                Member = pair.Member.Id.ToString(),
            }),
        ];
    }

    private const string Points = "Points are the scores of first answers to daily questions and in rounds; /quiz is practice";

    private static string Empty(Period period) => period switch
    {
        Period.Day => "Nobody has points today yet. The first answer to today's question earns its score; /daily shows it. So does one in a round; /drill start holds one.",
        Period.Week => "Nobody has points this week yet. The first answer to a daily question, or to one of a round, earns its score.",
        Period.Month => "Nobody has points this month yet. The first answer to a daily question, or to one of a round, earns its score.",
        _ => "Nobody has points yet. The first answer to a daily question, or to one of a round, earns its score.",
    };
}
