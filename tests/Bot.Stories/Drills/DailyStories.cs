using Bot.Core.Chat;
using Bot.Stories.Stage;

namespace Bot.Stories.Drills;

public class DailyStories : GroupStories
{
    /// <summary>Gets a bot whose daily questions stay open for eight hours.</summary>
    internal static StorySetup Short { get; } = new() { Settings = new Dictionary<string, string?> { ["Drills:DailyWindow"] = "08:00:00" } };

    /// <summary>The organiser, who is the first member, sets up a daily question.</summary>
    internal static async Task ScheduleAsync(BotStory story, params IEnumerable<(string Field, string Value)> values)
    {
        await story.AsksAsync("olga", "/schedule add");
        await story.SendsAsync("olga", values);
    }

    [Fact]
    public async Task An_organiser_schedules_the_group_answers_the_answer_is_revealed_and_the_standings_move()
    {
        await using var story = await BeginAsync(Given.MondayMorning, Short);

        await story.AsksAsync("olga", "/schedule add when:09:00 zone:Europe/Berlin topic:Tokenization");
        await story.SendsAsync("olga");
        await story.AsksAsync("olga", "/schedule preview");
        await story.AdvanceToAsync("2026-03-02 07:59");
        await story.AdvanceToAsync("2026-03-02 08:00");
        await story.AnswersAsync("ana", "a token is a piece of text, and rare words are split");
        await story.AnswersAsync("ben", "a token is a piece of text");
        await story.AdvanceToAsync("2026-03-02 16:00");
        await story.AsksAsync("ben", "/leaderboard");

        Assert.Equal(
            Here("""
            olga: /schedule add when:09:00 zone:Europe/Berlin topic:Tokenization
            form (for olga): Schedule a daily question
              It is posted in this channel. Leave topics, levels and kinds empty to draw from all questions.
              when: 09:00
              zone: Europe/Berlin
              topics: Tokenization
            olga sends 
            bot (to olga): Schedule #1 is set
              A question every day at 09:00 (Europe/Berlin) in this channel, drawn from 1 question.
              Next:
                • Mon 2 Mar 2026, 09:00 (Europe/Berlin)
                • Tue 3 Mar 2026, 09:00 (Europe/Berlin)
                • Wed 4 Mar 2026, 09:00 (Europe/Berlin)
              (/schedule list shows all of them)
            olga: /schedule preview
            bot (to olga): Schedule #1: every day at 09:00 (Europe/Berlin)
              It will post:
              Next:
                • Mon 2 Mar 2026, 09:00 (Europe/Berlin)
                • Tue 3 Mar 2026, 09:00 (Europe/Berlin)
                • Wed 4 Mar 2026, 09:00 (Europe/Berlin)
                • Thu 5 Mar 2026, 09:00 (Europe/Berlin)
                • Fri 6 Mar 2026, 09:00 (Europe/Berlin)
                • Sat 7 Mar 2026, 09:00 (Europe/Berlin)
                • Sun 8 Mar 2026, 09:00 (Europe/Berlin)
                • Mon 9 Mar 2026, 09:00 (Europe/Berlin)
                • Tue 10 Mar 2026, 09:00 (Europe/Berlin)
                • Wed 11 Mar 2026, 09:00 (Europe/Berlin)
            bot: Question of the day
              What is a token?
              Open until: Mon 2 Mar 2026, 17:00 (Europe/Berlin)
              (Tokenization · core · conceptual · basics/tokens)
              [Answer]
            ana presses [Answer]
            form (for ana): Your answer
              What is a token?
            ana sends text: a token is a piece of text, and rare words are split
            bot (to ana): Strong: 100 of 100
              That would convince an interviewer.
              Covered:
                • a token is a piece of text — you wrote “a token is a piece of text”
                • rare words are split — you wrote “rare words are split”
              An interviewer would ask next:
                • What happens to a word that was never seen?
              You wrote: a token is a piece of text, and rare words are split
              (Judged by played@1 · Counts for the leaderboard)
            ben presses [Answer]
            form (for ben): Your answer
              What is a token?
            ben sends text: a token is a piece of text
            bot (to ben): Mixed: 50 of 100
              A good part is there. What is missing is below.
              Covered:
                • a token is a piece of text — you wrote “a token is a piece of text”
              Missing:
                • rare words are split
              An interviewer would ask next:
                • What happens to a word that was never seen?
              You wrote: a token is a piece of text
              (Judged by played@1 · Counts for the leaderboard)
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
              1. ana: 100 (strong)
              2. ben: 50 (mixed)
              (Tokenization · core · conceptual · basics/tokens)
            ben: /leaderboard
            bot: Leaderboard
              1. ana: 100 (1 answer)
              2. ben: 50 (1 answer) ← you
              (2 take part · Points are the scores of first answers to daily questions and in rounds; /quiz is practice)
              [Day] [Week] [Month] [All]
            """),
            story.Transcript);
    }

    [Fact]
    public async Task The_first_answer_counts_and_the_second_is_practice()
    {
        await using var story = await OpenHereAsync();

        await story.AnswersAsync("ana", "a token is a piece of text");
        await story.AnswersAsync("ana", "a token is a piece of text, and rare words are split");
        await story.AsksAsync("ana", "/leaderboard");

        Assert.Equal(
            """
            ana presses [Answer]
            form (for ana): Your answer
              What is a token?
            ana sends text: a token is a piece of text
            bot (to ana): Mixed: 50 of 100
              A good part is there. What is missing is below.
              Covered:
                • a token is a piece of text — you wrote “a token is a piece of text”
              Missing:
                • rare words are split
              An interviewer would ask next:
                • What happens to a word that was never seen?
              You wrote: a token is a piece of text
              (Judged by played@1 · Counts for the leaderboard)
            ana presses [Answer]
            form (for ana): Your answer
              What is a token?
            ana sends text: a token is a piece of text, and rare words are split
            bot (to ana): Strong: 100 of 100
              That would convince an interviewer.
              Covered:
                • a token is a piece of text — you wrote “a token is a piece of text”
                • rare words are split — you wrote “rare words are split”
              An interviewer would ask next:
                • What happens to a word that was never seen?
              You wrote: a token is a piece of text, and rare words are split
              (Judged by played@1 · Practice: only a first answer in time counts)
            ana: /leaderboard
            bot: Leaderboard
              1. ana: 50 (1 answer) ← you
              (1 takes part · Points are the scores of first answers to daily questions and in rounds; /quiz is practice)
              [Day] [Week] [Month] [All]
            """,
            story.Transcript);
    }

    [Fact]
    public async Task The_same_text_again_shows_the_stored_answer_instead_of_a_second_one()
    {
        await using var story = await OpenHereAsync();
        await story.AnswersAsync("ana", "a token is a piece of text");
        _ = story.Transcript;

        await story.AnswersAsync("ana", "a token is a piece of text ");

        Assert.Equal(
            """
            ana presses [Answer]
            form (for ana): Your answer
              What is a token?
            ana sends text: a token is a piece of text 
            bot (to ana): I have this answer of yours already
              It was judged mixed: 50 of 100. The first answer counts.
              You wrote: a token is a piece of text
            """,
            story.Transcript);
        Assert.Equal(1, story.Record.Read<int>("SELECT count(*) FROM answer"));
    }

    [Fact]
    public async Task An_answer_after_the_end_is_practice()
    {
        await using var story = await OpenHereAsync();
        await story.PressesAsync("ana", "Answer");
        await story.AdvanceToAsync("2026-03-02 17:00");
        _ = story.Transcript;

        await story.SendsAsync("ana", ("text", "a token is a piece of text"));
        await story.AsksAsync("ana", "/leaderboard");

        Assert.Equal(
            """
            ana sends text: a token is a piece of text
            bot (to ana): Mixed: 50 of 100
              A good part is there. What is missing is below.
              Covered:
                • a token is a piece of text — you wrote “a token is a piece of text”
              Missing:
                • rare words are split
              An interviewer would ask next:
                • What happens to a word that was never seen?
              You wrote: a token is a piece of text
              (Judged by played@1 · Practice: only a first answer in time counts)
            ana: /leaderboard
            bot: Leaderboard
              Nobody has points yet. The first answer to a daily question, or to one of a round, earns its score.
              (Points are the scores of first answers to daily questions and in rounds; /quiz is practice)
              [Day] [Week] [Month] [All]
            """,
            story.Transcript);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_judged_reliably_earns_nothing_and_costs_nothing()
    {
        await using var story = await OpenHereAsync();

        await story.AnswersAsync("ana", "perhaps a token is a piece of text");
        await story.AsksAsync("ana", "/leaderboard");

        Assert.Equal(
            """
            ana presses [Answer]
            form (for ana): Your answer
              What is a token?
            ana sends text: perhaps a token is a piece of text
            bot (to ana): Not sure: 25 of 100
              I cannot judge this one reliably, so nothing is held against you: it earns no points and costs none.
              Covered:
                • a token is a piece of text — you wrote “a token is a piece of text”
              Missing:
                • rare words are split
              I am not sure about:
                • a token is a piece of text
              An interviewer would ask next:
                • What happens to a word that was never seen?
              You wrote: perhaps a token is a piece of text
              (Judged by played@1 · No points, and no streak is broken)
            ana: /leaderboard
            bot: Leaderboard
              Nobody has points yet. The first answer to a daily question, or to one of a round, earns its score.
              (Points are the scores of first answers to daily questions and in rounds; /quiz is practice)
              [Day] [Week] [Month] [All]
            """,
            story.Transcript);
    }

    [Fact]
    public async Task Members_with_the_same_points_share_a_rank_and_the_next_rank_is_left_free()
    {
        await using var story = await OpenHereAsync();
        await story.AnswersAsync("ana", "a token is a piece of text");
        await story.AnswersAsync("ben", "a token is a piece of text!");
        await story.AnswersAsync("cem", "I do not know");
        await story.AnswersAsync("dag", "a token is a piece of text and rare words are split");
        _ = story.Transcript;

        await story.AsksAsync("cem", "/leaderboard period:day");

        Assert.Equal(
            """
            cem: /leaderboard period:day
            bot: Leaderboard of today
              1. dag: 100 (1 answer)
              2. ana: 50 (1 answer)
              2. ben: 50 (1 answer)
              4. cem: 0 (1 answer) ← you
              (4 take part · Points are the scores of first answers to daily questions and in rounds; /quiz is practice)
              [Day] [Week] [Month] [All]
            """,
            story.Transcript);
    }

    [Fact]
    public async Task A_drill_repeats_no_question_until_all_were_asked()
    {
        await using var story = await BeginAsync(Given.MondayMorning, Short);
        await ScheduleAsync(story, ("when", "09:00"));

        for (var day = 2; day <= 5; day++)
        {
            await story.AdvanceToAsync($"2026-03-0{day} 09:00");
            await story.AdvanceToAsync($"2026-03-0{day} 17:00");
        }

        Assert.Equal(
            """
            2 | 2026-03-02,2026-03-04
            2 | 2026-03-03,2026-03-05
            """,
            story.Record.Rows(
                """
                SELECT count(*), group_concat(o.local_date ORDER BY o.local_date) AS dates
                FROM occurrence o JOIN occurrence_question q ON q.occurrence_id = o.id
                GROUP BY q.question_id ORDER BY dates
                """));
    }

    [Fact]
    public async Task Daily_shows_the_open_question_to_one_member_and_else_says_when_the_next_one_comes()
    {
        await using var story = await BeginAsync(Given.MondayMorning, Short);
        await story.AsksAsync("olga", "/daily");
        await ScheduleAsync(story, ("when", "09:00"), ("topics", "Attention"));
        _ = story.Transcript;

        await story.AsksAsync("ana", "/daily");
        await story.AdvanceToAsync("2026-03-02 09:00");
        await story.AnswersAsync("ana", "it hides later tokens");
        _ = story.Transcript;
        await story.AsksAsync("ana", "/daily");

        Assert.Equal(
            """
            ana: /daily
            bot (to ana): Question of the day
              What does the causal mask hide?
              Open until: Mon 2 Mar 2026, 17:00 (UTC)
              Your answer: Strong: 100 of 100. Another answer is practice.
              (Attention · advanced · conceptual · basics/mask)
              [Answer]
            """,
            story.Transcript);
    }

    [Fact]
    public async Task A_reveal_waits_for_the_last_answer_to_be_judged()
    {
        await using var story = await OpenHereAsync();
        story.Grader.HangsNext(1);
        await story.PressesAsync("ana", "Answer");
        await story.HandsInAnswerAsync("ana", "a token is a piece of text");
        await story.UntilAsync("the model was asked", () => story.Grader.Begun == 1);

        story.Pass(TimeSpan.FromHours(8));
        await story.RestAsync();

        Assert.Equal("revealed | 1", story.Record.Rows("SELECT o.state, (SELECT count(*) FROM verdict) FROM occurrence o"));
        Assert.Contains("1 of 1: a token is a piece of text", story.Transcript, StringComparison.Ordinal);
        Assert.Contains("Attempt 1 at answer", Assert.Single(story.Run.Log.TakeErrors()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_usual_window_the_old_question_is_revealed_before_the_new_one_is_asked()
    {
        await using var story = await OpenHereAsync(new StorySetup());

        await story.AdvanceToAsync("2026-03-03 09:00");

        Assert.Equal(
            ["Question of the day", "The question of the day is closed", "Question of the day"],
            story.Shown.Where(delivery => delivery.Way == DeliveryWay.Post).Select(delivery => delivery.Message.Title));
    }

    /// <summary>Monday at nine: a question on tokens is open until five.</summary>
    internal static async Task<BotStory> OpenAsync(StorySetup? setup = null)
    {
        var story = await BotStory.BeginAsync(Given.MondayMorning, setup ?? Short);
        await ScheduleAsync(story, ("when", "09:00"), ("topics", "Tokenization"));
        await story.AdvanceToAsync("2026-03-02 09:00");
        _ = story.Transcript;
        return story;
    }

    private Task<BotStory> OpenHereAsync(StorySetup? setup = null) => OpenAsync((setup ?? Short) with { Place = Place });
}
