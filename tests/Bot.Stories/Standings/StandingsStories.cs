using Bot.Stories.Drills;
using Bot.Stories.Stage;

namespace Bot.Stories.Standings;

public class StandingsStories : GroupStories
{
    [Fact]
    public async Task A_member_far_down_sees_their_own_place_behind_a_gap()
    {
        await using var story = await BeginAsync(Given.MondayMorning, DailyStories.Short);
        await OpenAsync(story);
        for (var i = 1; i <= 11; i++)
        {
            await story.AnswersAsync($"m{i:D2}", "a token is a piece of text");
        }

        await story.AnswersAsync("zoe", "I do not know");
        _ = story.Transcript;
        await story.AsksAsync("zoe", "/leaderboard period:week");
        story.Record.Read<int?>("UPDATE points SET points = 100 - rowid");
        await story.PressesAsync("zoe", "All");

        Assert.Equal(
            """
            zoe: /leaderboard period:week
            bot: Leaderboard of this week
              1. m01: 50 (1 answer)
              1. m02: 50 (1 answer)
              1. m03: 50 (1 answer)
              1. m04: 50 (1 answer)
              1. m05: 50 (1 answer)
              1. m06: 50 (1 answer)
              1. m07: 50 (1 answer)
              1. m08: 50 (1 answer)
              1. m09: 50 (1 answer)
              1. m10: 50 (1 answer)
              1. m11: 50 (1 answer)
              12. zoe: 0 (1 answer) ← you
              (12 take part · Points are the scores of first answers to daily questions and in rounds; /quiz is practice)
              [Day] [Week] [Month] [All]
            zoe presses [All]
            bot (to zoe): Leaderboard
              1. m01: 99 (1 answer)
              2. m02: 98 (1 answer)
              3. m03: 97 (1 answer)
              4. m04: 96 (1 answer)
              5. m05: 95 (1 answer)
              6. m06: 94 (1 answer)
              7. m07: 93 (1 answer)
              8. m08: 92 (1 answer)
              9. m09: 91 (1 answer)
              10. m10: 90 (1 answer)
              …
              12. zoe: 88 (1 answer) ← you
              (12 take part · Points are the scores of first answers to daily questions and in rounds; /quiz is practice)
              [Day] [Week] [Month] [All]
            """,
            story.Transcript);
    }

    [Fact]
    public async Task A_member_who_keeps_off_boards_is_seen_by_nobody_else_and_no_gap_betrays_them()
    {
        await using var story = await BeginAsync(Given.MondayMorning, DailyStories.Short);
        await OpenAsync(story);
        await story.AnswersAsync("ana", "a token is a piece of text, and rare words are split");
        await story.AnswersAsync("ben", "a token is a piece of text");
        await story.AsksAsync("ana", "/settings me boards:no");
        await story.SendsAsync("ana");
        _ = story.Transcript;

        await story.AsksAsync("ana", "/leaderboard");
        await story.PressesAsync("ana", "Month");
        await story.AdvanceToAsync("2026-03-02 17:00");

        Assert.Equal(
            """
            ana: /leaderboard
            bot: Leaderboard
              1. ben: 50 (1 answer)
              (1 takes part · Points are the scores of first answers to daily questions and in rounds; /quiz is practice)
              [Day] [Week] [Month] [All]
            ana presses [Month]
            bot (to ana): Leaderboard of this month
              You keep off the boards: your own line is shown to you alone.
              1. ana: 100 (1 answer) ← you
              2. ben: 50 (1 answer)
              (2 take part · Points are the scores of first answers to daily questions and in rounds; /quiz is practice)
              [Day] [Week] [Month] [All]
            bot: The question of the day is closed
              What is a token?
              Answers: 2 answers, 75 of 100 on average.
              What the group covered:
                • 2 of 2: a token is a piece of text
                • 1 of 2: rare words are split
              In short: A piece of text from a fixed vocabulary.
              Key points:
                • a token is a piece of text
                • rare words are split
              1. ben: 50 (mixed)
              (Tokenization · core · conceptual · basics/tokens)
            """,
            story.Transcript);
    }

    [Fact]
    public async Task An_empty_board_of_each_period_says_how_to_fill_it()
    {
        await using var story = await BeginAsync(Given.MondayMorning);

        await story.AsksAsync("ana", "/leaderboard period:day");
        await story.PressesAsync("ana", "Week");
        await story.PressesAsync("ana", "Month");

        Assert.Equal(
            """
            ana: /leaderboard period:day
            bot: Leaderboard of today
              Nobody has points today yet. The first answer to today's question earns its score; /daily shows it. So does one in a round; /drill start holds one.
              (Points are the scores of first answers to daily questions and in rounds; /quiz is practice)
              [Day] [Week] [Month] [All]
            ana presses [Week]
            bot (to ana): Leaderboard of this week
              Nobody has points this week yet. The first answer to a daily question, or to one of a round, earns its score.
              (Points are the scores of first answers to daily questions and in rounds; /quiz is practice)
              [Day] [Week] [Month] [All]
            ana presses [Month]
            bot (to ana): Leaderboard of this month
              Nobody has points this month yet. The first answer to a daily question, or to one of a round, earns its score.
              (Points are the scores of first answers to daily questions and in rounds; /quiz is practice)
              [Day] [Week] [Month] [All]
            """,
            story.Transcript);
    }

    [Fact]
    public async Task A_member_without_an_answer_is_told_how_to_begin()
    {
        await using var story = await BeginAsync(Given.MondayMorning);

        await story.AsksAsync("ana", "/me");

        Assert.Equal(
            """
            ana: /me
            bot (to ana): Nothing to show yet
              Your first answer begins it. /quiz asks you something now, for practice; /daily shows today's question, which counts for points and your streak.
              [Ask me something]
            """,
            story.Transcript);
    }

    [Fact]
    public async Task A_member_sees_how_far_they_are()
    {
        await using var story = await BeginAsync(Given.MondayMorning, DailyStories.Short);
        await OpenAsync(story);
        await story.AnswersAsync("ana", "a token is a piece of text, and rare words are split");
        await story.AnswersAsync("ben", "a token is a piece of text");
        await story.AnswersAsync("ben", "perhaps a token is a piece of text");
        await story.AdvanceToAsync("2026-03-03 09:00");
        await story.AnswersAsync("ben", "a token is a piece of text, and rare words are split");
        await story.AsksAsync("ben", "/quiz topic:Attention");
        await story.AnswersAsync("ben", "I do not know");
        _ = story.Transcript;

        await story.AsksAsync("ben", "/me");

        Assert.Equal(
            """
            ben: /me
            bot (to ben): Your progress
              Answers: 2 counted, 2 practice.
              Average: 50 of 100. A trend takes 20 judged answers; you have 3.
              Points:
                • This week: 150, rank 1 of 2
                • All time: 150, rank 1 of 2
              Streak: 2 days; your longest is 2 days.
              Topics, best first:
                • Tokenization: 75 (2 answers)
              Levels:
                • core: 75 (2 answers)
                • advanced: 0 (1 answer)
              Last answers:
                • 0, practice: What does the causal mask hide?
                • 100: What is a token?
                • not sure, practice: What is a token?
                • 50: What is a token?
              (Your days begin in UTC)
            """,
            story.Transcript);
    }

    [Fact]
    public async Task A_member_sees_what_waits_to_be_judged()
    {
        await using var story = await BeginAsync(Given.MondayMorning, DailyStories.Short);
        await OpenAsync(story);
        var judged = new TaskCompletionSource();
        story.Grader.WaitsFor(judged.Task);
        await story.PressesAsync("ana", "Answer");
        await story.HandsInAnswerAsync("ana", "a token is a piece of text");
        await story.UntilAsync("the answer is being judged", () => story.Grader.Begun == 1);

        await story.HandInAsync("ana", new Bot.Core.Chat.ChatAction.Command("me", []));
        await story.UntilAsync("the reply is there", () => story.Shown.Any(shown => shown.Message.Title == "Your progress"));

        var fields = story.Shown.Single(shown => shown.Message.Title == "Your progress").Message.Fields;
        Assert.Equal("1 counted, 0 practice. One of them waits to be judged.", fields[0].Text);
        Assert.Equal("• waits: What is a token?", fields[^1].Text);
        judged.SetResult();
        await story.RestAsync();
    }

    private static async Task OpenAsync(BotStory story)
    {
        await DailyStories.ScheduleAsync(story, ("when", "09:00"), ("topics", "Tokenization"));
        await story.AdvanceToAsync("2026-03-02 09:00");
    }
}
