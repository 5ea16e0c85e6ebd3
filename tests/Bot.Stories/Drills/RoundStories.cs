using Bot.Emulation.Interactions;
using Bot.Stories.Stage;

namespace Bot.Stories.Drills;

public class RoundStories : GroupStories
{
    /// <summary>Three short questions.</summary>
    internal const string Three =
        """
        pack: basics
        title: Basics
        language: en
        questions:
          - key: tokens
            stem: What is a token?
            sectionPath: [Tokenization]
            keyPoints: [a token is a piece of text, rare words are split]
            redFlags: [tokens are words]
            shortAnswer: A piece of text from a fixed vocabulary.
            frequency: very-common
          - key: mask
            stem: What does the causal mask hide?
            sectionPath: [Attention]
            keyPoints: [it hides later tokens]
          - key: long
            stem: >-
              A colleague says that the cache of keys and values makes the model forget, that it costs nothing, and that nobody needs to
              know how large it is. Say in a few words which of the three is wrong and why, and what you would measure first of all.
            sectionPath: [KV cache]
            keyPoints: [the cache costs memory]
        """;

    internal static StorySetup OfThree { get; } = new() { Pack = Three };

    [Fact]
    public async Task A_group_holds_a_round_from_the_announcement_to_the_summary()
    {
        await using var story = await BeginAsync(Given.MondayMorning, OfThree);

        await story.AsksAsync("olga", "/drill start questions:2 seconds:40");
        await story.AdvanceAsync(TimeSpan.FromSeconds(20));
        await story.AdvanceAsync(TimeSpan.FromSeconds(10));
        await story.AnswersAsync("ana", "a token is a piece of text, and rare words are split");
        await story.AdvanceAsync(TimeSpan.FromSeconds(10));
        await story.AnswersAsync("ben", "a token is a piece of text");
        await story.AdvanceAsync(TimeSpan.FromSeconds(20));
        await story.AdvanceAsync(TimeSpan.FromSeconds(10));
        await story.AnswersAsync("ben", "it hides later tokens");
        await story.AdvanceAsync(TimeSpan.FromSeconds(40));
        await story.AsksAsync("ben", "/leaderboard");

        Assert.Equal(
            """
            olga: /drill start questions:2 seconds:40
            bot: Rapid-fire round
              2 short questions, 40 seconds each.
              Press Answer below each. Nobody sees what you write, and the first answer counts.
              Being right is what counts. Being quick adds up to 25% of a score in this round.
              First question: until 06:00:20
              [Stop the round]
            bot (to olga): The round begins. /drill stop ends it.
            bot: Question 1 of 2
              What is a token?
              Time left: until 06:01:00
              (40 seconds · Tokenization · basics/tokens)
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
              You wrote: a token is a piece of text, and rare words are split
              (Judged by played@1 · Counts for the round and the leaderboard)
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
              You wrote: a token is a piece of text
              (Judged by played@1 · Counts for the round and the leaderboard)
            bot: Time is up: question 1 of 2
              2 answers.
              In short: A piece of text from a fixed vocabulary.
              1. ana: 118 (now 100 + 18 for speed)
              2. ben: 56 (now 50 + 6 for speed)
              (basics/tokens)
            bot: Question 2 of 2
              What does the causal mask hide?
              Time left: until 06:01:50
              (40 seconds · Attention · basics/mask)
              [Answer]
            ben presses [Answer]
            form (for ben): Your answer
              What does the causal mask hide?
            ben sends text: it hides later tokens
            bot (to ben): Strong: 100 of 100
              That would convince an interviewer.
              Covered:
                • it hides later tokens — you wrote “it hides later tokens”
              You wrote: it hides later tokens
              (Judged by played@1 · Counts for the round and the leaderboard)
            bot: Time is up: question 2 of 2
              1 answer.
              Key points:
                • it hides later tokens
              1. ben: 181 (now 100 + 25 for speed)
              2. ana: 118 (1 answer)
              (basics/mask)
            bot: The round is over
              3 answers to 2 questions.
              Questions:
                • What is a token? (2 answers, 75 of 100 on average)
                • What does the causal mask hide? (1 answer, 100 of 100 on average)
              1. ben: 181 (2 answers)
              2. ana: 118 (1 answer)
              (The leaderboard counts the scores alone; speed counts in the round)
            ben: /leaderboard
            bot: Leaderboard
              1. ben: 150 (2 answers) ← you
              2. ana: 100 (1 answer)
              (2 take part · Points are the scores of first answers to daily questions and in rounds; /quiz is practice)
              [Day] [Week] [Month] [All]
            """,
            story.Transcript);
    }

    [Fact]
    public async Task A_round_is_scheduled_and_held_at_its_hour()
    {
        await using var story = await BeginAsync(Given.MondayMorning, OfThree);

        await story.AsksAsync("olga", "/schedule add drill:round questions:1 seconds:30 when:18:00 zone:UTC topic:Attention");
        await story.SendsAsync("olga");
        await story.AsksAsync("olga", "/schedule list");
        await story.AdvanceToAsync("2026-03-02 18:00");
        await story.AdvanceAsync(TimeSpan.FromSeconds(20));
        await story.AsksAsync("olga", "/daily");
        await story.AdvanceAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(
            Here("""
            olga: /schedule add drill:round questions:1 seconds:30 when:18:00 zone:UTC topic:Attention
            form (for olga): Schedule a rapid-fire round
              1 question of 30 seconds, held in this channel. Leave topics, levels and kinds empty to draw from all questions.
              when: 18:00
              zone: UTC
              topics: Attention
            olga sends 
            bot (to olga): Schedule #1 is set
              A round of 1 question of 30 seconds every day at 18:00 (UTC) in this channel, drawn from 1 question.
              Next:
                • Mon 2 Mar 2026, 18:00 (UTC)
                • Tue 3 Mar 2026, 18:00 (UTC)
                • Wed 4 Mar 2026, 18:00 (UTC)
              (/schedule list shows all of them)
            olga: /schedule list
            bot (to olga): Schedules
              #1 · running:
                A round of 1 question of 30 seconds, every day at 18:00 (UTC), Attention
                Next: Mon 2 Mar 2026, 18:00 (UTC)
              (/schedule pause, resume, remove and preview take the number)
            bot: Rapid-fire round
              1 short question, 30 seconds.
              Press Answer below each. Nobody sees what you write, and the first answer counts.
              Being right is what counts. Being quick adds up to 25% of a score in this round.
              First question: until 18:00:20
              [Stop the round]
            bot: Question 1 of 1
              What does the causal mask hide?
              Time left: until 18:00:50
              (30 seconds · Attention · basics/mask)
              [Answer]
            olga: /daily
            bot (to olga): No daily question is open here
              None is scheduled in this channel. An organiser can change that with /schedule add. Until then there is /quiz.
            bot: Time is up: question 1 of 1
              Nobody answered in time.
              Key points:
                • it hides later tokens
              (basics/mask)
            bot: The round is over
              Nobody answered this time.
              Questions:
                • What does the causal mask hide? (no answers)
              (The leaderboard counts the scores alone; speed counts in the round)
            """),
            story.Transcript);
        Assert.Equal("2026-03-02 | 18:00:00 | revealed", story.Record.Rows("SELECT local_date, slot, state FROM occurrence"));
    }

    [Fact]
    public async Task A_long_question_takes_longer_and_short_ones_come_first()
    {
        await using var story = await BeginAsync(Given.MondayMorning, OfThree);

        await story.AsksAsync("olga", "/drill start");

        Assert.Equal(
            "0 | What is a token? | 60\n1 | What does the causal mask hide? | 60\n2 | A colleague say | 65",
            story.Record.Rows(
                """
                SELECT r.position, CASE WHEN length(v.stem) > 40 THEN substr(v.stem, 1, 15) ELSE v.stem END, r.seconds
                FROM round_question r
                JOIN occurrence_question q ON q.occurrence_id = r.occurrence_id AND q.position = r.position
                JOIN question_revision v ON v.id = q.revision_id
                ORDER BY r.position
                """));
        Assert.Contains("3 short questions, 60 to 65 seconds each.", story.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_command_takes_the_open_question_of_the_round_before_anything_else()
    {
        await using var story = await BeginAsync(Given.MondayMorning, OfThree);
        await story.AsksAsync("ana", "/quiz topic:Attention");
        await OpenAsync(story, "questions:1");
        _ = story.Transcript;

        await story.AsksAsync("ana", "/answer");

        Assert.Equal(
            """
            ana: /answer
            form (for ana): Your answer
              What is a token?
            """,
            story.Transcript);
    }

    [Fact]
    public async Task An_answer_after_the_deadline_is_refused_kindly_and_judged_as_practice()
    {
        await using var story = await BeginAsync(Given.MondayMorning, OfThree);
        await OpenAsync(story, "questions:1");
        await story.PressesAsync("ana", "Answer");
        await story.PressesAsync("ben", "Answer");
        await story.AdvanceAsync(TimeSpan.FromSeconds(60));
        await story.AdvanceAsync(TimeSpan.FromSeconds(3));
        _ = story.Transcript;

        await story.SendsAsync("ana", ("text", "a token is a piece of text, and rare words are split"));
        await story.PressesAsync("ben", "Answer");

        Assert.Equal(0, story.Record.Read<int>("SELECT count(*) FROM points"));
        Assert.Equal(
            """
            ana sends text: a token is a piece of text, and rare words are split
            bot (to ana): Time was up 3 seconds before your answer came, so it does not count in the round. It is not lost: I judge it for you as practice.
            bot (to ana): Strong: 100 of 100
              That would convince an interviewer.
              Covered:
                • a token is a piece of text — you wrote “a token is a piece of text”
                • rare words are split — you wrote “rare words are split”
              You wrote: a token is a piece of text, and rare words are split
              (Judged by played@1 · Practice: only a first answer in time counts)
            ben presses [Answer]
            bot (to ben): Time is up for this question
              The round has moved on: answer the question that is open now, or practise with /quiz.
            """,
            story.Transcript);
    }

    [Fact]
    public async Task An_answer_counts_by_when_it_was_received_even_if_the_bot_comes_to_it_after_the_deadline()
    {
        await using var story = await BeginAsync(Given.MondayMorning, OfThree);
        await OpenAsync(story, "questions:1");
        await story.PressesAsync("ana", "Answer");
        await story.AdvanceAsync(TimeSpan.FromSeconds(59));
        story.Grader.HangsNext(1);
        await story.HandsInAnswerAsync("ana", "a token is a piece of text, and rare words are split");
        await story.UntilAsync("the answer is being judged", () => story.Grader.Begun == 1);

        story.Pass(TimeSpan.FromSeconds(1));
        await story.UntilAsync("the question was closed", () => story.Record.Read<string>("SELECT state FROM round_question") == "closed");
        story.Pass(TimeSpan.FromSeconds(20));
        await story.UntilAsync("the round went on without the verdict", () => story.Record.Read<string>("SELECT state FROM occurrence") == "closed");
        story.Pass(TimeSpan.FromMinutes(2));
        await story.RestAsync();

        Assert.Single(story.Run.Log.TakeErrors()); // The attempt that hung.

        Assert.Contains("1 answer, 1 of them still being judged.", story.Transcript, StringComparison.Ordinal);
        Assert.Equal("100", story.Record.Rows("SELECT points FROM points"));
    }

    [Fact]
    public async Task The_second_answer_to_a_question_is_practice_and_the_same_one_again_changes_nothing()
    {
        await using var story = await BeginAsync(Given.MondayMorning, OfThree);
        await OpenAsync(story, "questions:1");

        await story.AnswersAsync("ana", "a token is a piece of text");
        await story.AnswersAsync("ana", "a token is a piece of text, and rare words are split");
        await story.AnswersAsync("ana", "a token is a piece of text");

        Assert.Equal("1 | 1 | 0\n0 | 1 | 0", story.Record.Rows("SELECT counts, is_live, position FROM answer ORDER BY received_at_ms, id"));
        Assert.Contains("I have this answer of yours already", story.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_practice_answer_that_is_sent_again_changes_nothing_either()
    {
        await using var story = await BeginAsync(Given.MondayMorning, OfThree);
        await OpenAsync(story, "questions:1");

        await story.AnswersAsync("ana", "a token is a piece of text");
        await story.AnswersAsync("ana", "a token is a piece of text, and rare words are split");
        await story.AnswersAsync("ana", "a token is a piece of text, and rare words are split");

        Assert.Equal("1\n0", story.Record.Rows("SELECT counts FROM answer ORDER BY received_at_ms, id"));
        Assert.Contains("I have this answer of yours already", story.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_answer_at_once_earns_less_than_a_right_one_at_the_end_and_a_doubtful_one_earns_nothing()
    {
        await using var story = await BeginAsync(Given.MondayMorning, OfThree);
        await OpenAsync(story, "questions:1");

        await story.AnswersAsync("ana", "tokens are words");
        await story.AnswersAsync("cara", "perhaps a token is a piece of text, perhaps rare words are split");
        await story.AdvanceAsync(TimeSpan.FromSeconds(59));
        await story.AnswersAsync("ben", "a token is a piece of text, and rare words are split");
        await story.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.EndsWith(
            """
            bot: The round is over
              3 answers to 1 question.
              Questions:
                • What is a token? (3 answers, 50 of 100 on average)
              1. ben: 100 (1 answer)
              2. ana: 0 (1 answer)
              2. cara: 0 (1 answer)
              (The leaderboard counts the scores alone; speed counts in the round)
            """,
            story.Transcript,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_one_round_a_channel_and_another_channel_may_have_its_own()
    {
        await using var story = await BeginAsync(Given.MondayMorning, OfThree);
        await story.AsksAsync("olga", "/drill start");
        await story.AsksAsync("ana", "/drill start");
        await story.AdvanceAsync(TimeSpan.FromSeconds(20));
        _ = story.Transcript;

        await story.AsksAsync("ana", "/drill start");
        await story.AsksAsync("ana", "/drill start questions:1", channel: "elsewhere");

        Assert.Equal(
            """
            ana: /drill start
            bot (to ana): A round is running here already, at question 1 of 3. Join in, or end it with /drill stop.
            ana: /drill start questions:1
            bot: Rapid-fire round
              1 short question, 60 seconds.
              Press Answer below each. Nobody sees what you write, and the first answer counts.
              Being right is what counts. Being quick adds up to 25% of a score in this round.
              First question: until 06:00:40
              [Stop the round]
            bot (to ana): The round begins. /drill stop ends it.
            """,
            story.Transcript);
    }

    [Fact]
    public async Task A_planned_round_is_skipped_while_another_runs_and_who_planned_it_is_told()
    {
        await using var story = await BeginAsync(Given.MondayMorning, OfThree);
        await story.AsksAsync("olga", "/schedule add drill:round when:06:05 zone:UTC");
        await story.SendsAsync("olga");
        await story.AdvanceToAsync("2026-03-02 06:04");
        await story.AsksAsync("ana", "/drill start");
        _ = story.Transcript;

        await story.AdvanceToAsync("2026-03-02 06:05");

        Assert.Contains(
            """
            bot (directly to olga): Schedule #1 skipped a round
              Another round was running in its channel at that time. The next one comes as planned.
            """,
            story.Transcript,
            StringComparison.Ordinal);
        Assert.Equal(
            "skipped | another round was running in its channel",
            story.Record.Rows("SELECT state, reason FROM occurrence WHERE schedule_id IS NOT NULL"));
    }

    [Fact]
    public async Task Who_started_a_round_or_an_organiser_stops_it_and_nobody_else()
    {
        await using var story = await BeginAsync(Given.MondayMorning, OfThree);
        await story.AsksAsync("ana", "/drill start");
        await story.AdvanceAsync(TimeSpan.FromSeconds(20));
        await story.AnswersAsync("ben", "a token is a piece of text");
        _ = story.Transcript;

        await story.PressesAsync("ben", "Stop the round");
        await story.PressesAsync("ana", "Stop the round");
        await story.AdvanceAsync(TimeSpan.FromSeconds(10));
        await story.PressesAsync("olga", "Stop the round");
        await story.AsksAsync("olga", "/drill stop");

        Assert.Equal(
            """
            ben presses [Stop the round]
            bot (to ben): Only who started the round, or an organiser, can stop it.
            ana presses [Stop the round]
            bot: Time is up: question 1 of 3
              1 answer.
              In short: A piece of text from a fixed vocabulary.
              1. ben: 62 (now 50 + 12 for speed)
              (basics/tokens)
            bot (to ana): The round is stopped. Answers that were given stand.
            bot: The round is over
              1 answer to 1 question.
              1 of 3 questions was held.
              Questions:
                • What is a token? (1 answer, 50 of 100 on average)
              1. ben: 62 (1 answer)
              (The leaderboard counts the scores alone; speed counts in the round)
            olga presses [Stop the round]
            bot (to olga): No round is running here. /drill start begins one.
            olga: /drill stop
            bot (to olga): No round is running here. /drill start begins one.
            """,
            story.Transcript);
    }

    [Fact]
    public async Task An_organiser_stops_a_round_before_its_first_question()
    {
        await using var story = await BeginAsync(Given.MondayMorning, OfThree);
        await story.AsksAsync("ana", "/drill start");
        _ = story.Transcript;

        await story.AsksAsync("olga", "/drill stop");
        await story.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(
            """
            olga: /drill stop
            bot: The round is over
              None of its questions was held.
              (The leaderboard counts the scores alone; speed counts in the round)
            bot (to olga): The round is stopped. Answers that were given stand.
            """,
            story.Transcript);
    }

    [Theory]
    [InlineData("questions:0", "questions: \"0\" does not fit. Give a whole number from 1 to 20.")]
    [InlineData("questions:many", "questions: \"many\" does not fit. Give a whole number from 1 to 20.")]
    [InlineData("seconds:5", "seconds: \"5\" does not fit. Give a whole number from 10 to 600.")]
    [InlineData("topic:Cooking", "No question matches")]
    [InlineData("level:hard", "\"hard\"")]
    public async Task What_does_not_fit_is_said(string option, string expected)
    {
        await using var story = await BeginAsync(Given.MondayMorning, OfThree);

        if (Place is StoryPlace.Discord && option.StartsWith("level:", StringComparison.Ordinal))
        {
            await Assert.ThrowsAsync<InteractionFailedException>(() => story.AsksAsync("ana", $"/drill start {option}"));
            return;
        }

        await story.AsksAsync("ana", $"/drill start {option}");

        Assert.Contains(expected, story.Transcript, StringComparison.Ordinal);
        Assert.Equal(0, story.Record.Read<int>("SELECT count(*) FROM occurrence"));
    }

    [Theory]
    [InlineData("drill:weekly", "Drill: \"weekly\" is none. There are daily, round.")]
    [InlineData("drill:round seconds:5", "seconds: \"5\" does not fit. Give a whole number from 10 to 600.")]
    [InlineData("questions:3", "questions and seconds belong to a round. Say drill:round as well, or leave them out.")]
    public async Task What_does_not_fit_in_a_schedule_is_said_before_the_form(string options, string expected)
    {
        await using var story = await BeginAsync(Given.MondayMorning, OfThree);

        if (Place is StoryPlace.Discord && options == "drill:weekly")
        {
            await Assert.ThrowsAsync<InteractionFailedException>(() => story.AsksAsync("olga", $"/schedule add {options}"));
            return;
        }

        await story.AsksAsync("olga", $"/schedule add {options}");

        Assert.Contains(expected, story.Transcript, StringComparison.Ordinal);
    }

    /// <summary>A round begins, and its first question is open.</summary>
    internal static async Task OpenAsync(BotStory story, string options)
    {
        await story.AsksAsync("olga", $"/drill start {options}");
        await story.AdvanceAsync(TimeSpan.FromSeconds(20));
    }
}
