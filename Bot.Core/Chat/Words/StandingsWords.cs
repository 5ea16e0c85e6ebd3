using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Members;
using Bot.Core.Standings;

namespace Bot.Core.Chat.Words;

/// <summary>How the bot shows standings.</summary>
internal static class StandingsWords
{
    public static MessageView Board(Period period, ImmutableArray<Place> places, MemberId asker) => new()
    {
        Title = period switch
        {
            Period.Day => "Leaderboard of today",
            Period.Week => "Leaderboard of this week",
            Period.Month => "Leaderboard of this month",
            _ => "Leaderboard",
        },
        Text = places.IsEmpty
            ? "Nobody has points yet. The first answer to a daily question earns its score."
            : string.Join('\n', places.Select(place =>
                $"{place.Rank}. {place.Name}: {place.Points.ToString("N0", CultureInfo.InvariantCulture)} ({DrillWords.Count(place.Answers, "answer")}){(place.Member == asker ? " ← you" : "")}")),
        Footer = "Points are the scores of first answers to scheduled drills; /quiz is practice",
    };
}
