using Bot.Core.Chat;
using Bot.Stories.Stage;

namespace Bot.Stories.Drills;

/// <summary>What can go wrong in a round: with its questions, its members, its channel, and the bot itself.</summary>
public sealed class RoundTroubleStories
{
    [Fact]
    public async Task A_question_that_is_withdrawn_before_its_turn_is_left_out_and_one_that_is_open_is_finished()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, RoundStories.OfThree);
        await RoundStories.OpenAsync(story, "questions:2");
        await story.PressesAsync("ana", "Answer");
        _ = story.Transcript;

        await story.LoadAsync("pack: basics\ntitle: Basics\nlanguage: en\nquestions:\n  - key: other\n    stem: What else?\n    keyPoints: [this]\n");
        await story.SendsAsync("ana", ("text", "a token is a piece of text"));
        await story.AdvanceAsync(TimeSpan.FromSeconds(60));

        Assert.EndsWith(
            """
            bot: Question 2 of 2 was withdrawn by its author. The round goes on.
            bot: The round is over
              1 answer to 1 question.
              1 of 2 questions was held.
              Questions:
                • What is a token? (1 answer, 50 of 100 on average)
              1. ana: 62 (1 answer)
              (The leaderboard counts the scores alone; speed counts in the round)
            """,
            story.Transcript,
            StringComparison.Ordinal);
        Assert.Equal("cancelled | its author withdrew it", story.Record.Rows("SELECT state, reason FROM round_question WHERE position = 1"));
    }

    [Fact]
    public async Task A_member_who_has_left_does_not_hold_the_round_up()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, RoundStories.OfThree);
        await RoundStories.OpenAsync(story, "questions:1");
        story.Platform.Always(DeliveryWay.Reply, Fate.Refused("The person has left."));
        story.Platform.Always(DeliveryWay.Direct, Fate.Refused("The person has left."));

        await story.AnswersAsync("ana", "a token is a piece of text");
        await story.AdvanceAsync(TimeSpan.FromSeconds(60));

        Assert.Contains("1. ana: 62 (1 answer)", story.Transcript, StringComparison.Ordinal);
        Assert.Equal("revealed", story.Record.Read<string>("SELECT state FROM occurrence"));
        Assert.Equal(1, story.Record.Read<int>("SELECT count(*) FROM outbox WHERE awaits_contact = 1"));
    }

    [Fact]
    public async Task A_member_who_is_forgotten_in_the_middle_leaves_no_trace_in_the_round()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, RoundStories.OfThree);
        await story.AsksAsync("ana", "/drill start questions:2");
        await story.AdvanceAsync(TimeSpan.FromSeconds(20));
        await story.AnswersAsync("ana", "a token is a piece of text");
        await story.AnswersAsync("ben", "a token is a piece of text");
        await story.AdvanceAsync(TimeSpan.FromSeconds(60));
        await story.AsksAsync("ana", "/privacy delete");
        await story.PressesAsync("ana", "Delete everything");
        await story.AdvanceAsync(TimeSpan.FromSeconds(10));
        _ = story.Transcript;

        await story.AdvanceAsync(TimeSpan.FromSeconds(60));

        Assert.EndsWith(
            """
            bot: The round is over
              1 answer to 2 questions.
              Questions:
                • What is a token? (1 answer, 50 of 100 on average)
                • What does the causal mask hide? (no answers)
              1. ben: 62 (1 answer)
              (The leaderboard counts the scores alone; speed counts in the round)
            """,
            story.Transcript,
            StringComparison.Ordinal);
        Assert.Equal(0, story.Record.Read<int>("SELECT count(*) FROM occurrence WHERE started_by IS NOT NULL"));
        Assert.Equal(0, story.Record.Read<int>("SELECT count(*) FROM outbox WHERE message LIKE '%\"ana\"%'"));
    }

    [Fact]
    public async Task A_member_who_keeps_off_boards_takes_part_unseen()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, RoundStories.OfThree);
        await story.AsksAsync("ana", "/settings me boards:no");
        await story.SendsAsync("ana");
        await RoundStories.OpenAsync(story, "questions:1");
        await story.AnswersAsync("ana", "a token is a piece of text, and rare words are split");
        await story.AnswersAsync("ben", "a token is a piece of text");
        _ = story.Transcript;

        await story.AdvanceAsync(TimeSpan.FromSeconds(60));

        Assert.EndsWith(
            """
            bot: The round is over
              2 answers to 1 question.
              Questions:
                • What is a token? (2 answers, 75 of 100 on average)
              1. ben: 62 (1 answer)
              (The leaderboard counts the scores alone; speed counts in the round)
            """,
            story.Transcript,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_does_not_get_out_within_thirty_seconds_is_cancelled_and_the_round_goes_on()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, RoundStories.OfThree);
        await story.AsksAsync("olga", "/drill start questions:2");
        _ = story.Transcript;
        story.Platform.Next(DeliveryWay.Post, Fate.HangsBefore);

        story.Pass(TimeSpan.FromSeconds(20));
        await story.UntilTriedAsync(DeliveryWay.Post, 2); // The announcement, and the question.
        story.Pass(TimeSpan.FromSeconds(20));
        await story.UntilAsync("the post was put off", () => story.Record.Read<int>("SELECT count(*) FROM outbox WHERE state = 'pending' AND attempts = 1") == 1);
        story.Pass(TimeSpan.FromSeconds(20));
        await story.UntilAsync("the question was cancelled", () => Cancelled(story) == 1);
        await story.AdvanceAsync(TimeSpan.FromSeconds(10));
        await story.AnswersAsync("ana", "it hides later tokens");
        await story.AdvanceAsync(TimeSpan.FromSeconds(60));

        var transcript = story.Transcript;
        Assert.Contains("bot: Question 2 of 2\n", transcript, StringComparison.Ordinal);
        Assert.DoesNotContain("Question 1 of 2", transcript, StringComparison.Ordinal);
        Assert.Contains("1 of 2 questions was held.", transcript, StringComparison.Ordinal);
        Assert.Equal("its post did not get out in time", story.Record.Read<string>("SELECT reason FROM round_question WHERE position = 0"));
    }

    [Fact]
    public async Task A_channel_that_takes_no_more_posts_ends_the_round_and_the_organiser_is_told_once()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, RoundStories.OfThree);
        await story.AsksAsync("olga", "/drill start");
        _ = story.Transcript;
        story.Platform.Always(DeliveryWay.Post, Fate.Refused("The channel is gone."));

        await story.AdvanceAsync(TimeSpan.FromSeconds(20));
        await story.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(
            """
            bot (directly to olga): I could not post something
              The channel is gone. Please look at the channel and at my permissions there.
            """,
            story.Transcript);
        Assert.Equal("abandoned | The channel is gone.", story.Record.Rows("SELECT state, reason FROM occurrence"));
    }

    [Theory]
    [InlineData("2026-03-02 18:09", "open")]
    [InlineData("2026-03-02 18:11", "skipped")]
    public async Task A_round_that_was_missed_is_held_up_to_ten_minutes_late(string backAt, string state)
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, RoundStories.OfThree);
        await story.AsksAsync("olga", "/schedule add drill:round when:18:00 zone:UTC");
        await story.SendsAsync("olga");

        await story.RestartAsync(DateTimeOffset.Parse(backAt + "Z", System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(state, story.Record.Read<string>("SELECT state FROM occurrence"));
    }

    [Fact]
    public async Task A_question_whose_deadline_passed_while_the_bot_was_down_is_opened_once_more_and_answers_stand()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, RoundStories.OfThree);
        await RoundStories.OpenAsync(story, "questions:1");
        await story.AnswersAsync("ana", "a token is a piece of text, and rare words are split");
        _ = story.Transcript;

        await story.RestartAsync(story.Clock.GetUtcNow().AddMinutes(5));
        await story.AnswersAsync("ana", "tokens are words");
        await story.AdvanceAsync(TimeSpan.FromSeconds(30));
        await story.AnswersAsync("ben", "a token is a piece of text, and rare words are split");
        _ = story.Transcript;
        await story.RestartAsync(story.Clock.GetUtcNow().AddMinutes(5));

        Assert.Equal(
            """
            bot: Time is up: question 1 of 1
              2 answers.
              In short: A piece of text from a fixed vocabulary.
              1. ana: 125 (now 100 + 25 for speed)
              2. ben: 112 (now 100 + 12 for speed)
              (basics/tokens)
            bot: The round is over
              2 answers to 1 question.
              Questions:
                • What is a token? (2 answers, 100 of 100 on average)
              1. ana: 125 (1 answer)
              2. ben: 112 (1 answer)
              (The leaderboard counts the scores alone; speed counts in the round)
            """,
            story.Transcript);
    }

    [Fact]
    public async Task What_is_said_when_a_question_is_opened_once_more()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, RoundStories.OfThree);
        await RoundStories.OpenAsync(story, "questions:1");
        _ = story.Transcript;

        await story.RestartAsync(story.Clock.GetUtcNow().AddMinutes(5));

        Assert.Equal(
            """
            bot: Question 1 of 1, once more
              I was away when its time ran out, so you have the full time again. Answers already given stand.
              
              What is a token?
              Time left: until 06:06:20
              (60 seconds · Tokenization · basics/tokens)
              [Answer]
            """,
            story.Transcript);
    }

    [Fact]
    public async Task A_round_that_was_interrupted_for_too_long_ends_with_what_it_has()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, RoundStories.OfThree);
        await RoundStories.OpenAsync(story, "questions:2");
        await story.AnswersAsync("ana", "a token is a piece of text");
        _ = story.Transcript;

        await story.RestartAsync(story.Clock.GetUtcNow().AddMinutes(12));

        var transcript = story.Transcript;
        Assert.Contains("Time is up: question 1 of 2", transcript, StringComparison.Ordinal);
        Assert.Contains("1 of 2 questions was held.", transcript, StringComparison.Ordinal);
        Assert.Equal("revealed", story.Record.Read<string>("SELECT state FROM occurrence"));
    }

    [Fact]
    public async Task A_question_that_was_on_its_way_when_the_bot_went_down_for_long_is_not_asked_hours_later()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, RoundStories.OfThree);
        await RoundStories.OpenAsync(story, "questions:2");
        await story.AdvanceAsync(TimeSpan.FromSeconds(60));
        _ = story.Transcript;

        await story.RestartAsync(story.Clock.GetUtcNow().AddHours(5));
        await story.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(
            """
            bot: The round is over
              Nobody answered this time.
              1 of 2 questions was held.
              Questions:
                • What is a token? (no answers)
              (The leaderboard counts the scores alone; speed counts in the round)
            """,
            story.Transcript);
        Assert.Equal("the round was interrupted for too long", story.Record.Read<string>("SELECT reason FROM round_question WHERE position = 1"));
    }

    private static int Cancelled(BotStory story) => story.Record.Read<int>("SELECT count(*) FROM round_question WHERE state = 'cancelled'");
}
