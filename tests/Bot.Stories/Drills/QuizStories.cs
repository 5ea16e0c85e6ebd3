using Bot.Emulation.Interactions;
using Bot.SlackEmulation.Interactions;
using Bot.Stories.Stage;

namespace Bot.Stories.Drills;

public class QuizStories : GroupStories
{
    [Fact]
    public async Task A_member_asks_for_a_question_answers_it_and_reads_what_was_covered_and_what_was_missing()
    {
        await using var story = await BeginAsync(Given.MondayMorning);

        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        await story.AnswersAsync("ana", "I would say that a token is a piece of text. Most tokens are words.");

        Assert.Equal(
            """
            ana: /quiz topic:Tokenization
            bot (to ana): Your question
              What is a token?
              (Tokenization · core · conceptual · basics/tokens)
              [Answer] [Another question]
            ana presses [Answer]
            form (for ana): Your answer
              What is a token?
            ana sends text: I would say that a token is a piece of text. Most tokens are words.
            bot (to ana): Weak: 25 of 100
              The points that an interviewer waits for are below.
              Covered:
                • a token is a piece of text — you wrote “a token is a piece of text”
              Missing:
                • rare words are split
              Red flags:
                • tokens are words — you wrote “tokens are words”
              How it was judged:
                • the key points earn 50 of 100, weighed by importance; the red flag takes 25
              An interviewer would ask next:
                • What happens to a word that was never seen?
              You wrote: I would say that a token is a piece of text. Most tokens are words.
              (Judged by played@1)
              [Show a strong answer] [Try again] [Another question]
            """,
            story.Transcript);
    }

    [Fact]
    public async Task After_a_quiz_a_member_may_look_at_a_strong_answer_and_ask_for_another_question()
    {
        await using var story = await BeginAsync(Given.MondayMorning);
        await story.AsksAsync("ana", "/quiz topic:Attention");
        await story.AnswersAsync("ana", "it hides later tokens");
        _ = story.Transcript;

        await story.PressesAsync("ana", "Show a strong answer");
        await story.PressesAsync("ana", "Another question");

        Assert.Equal(
            """
            ana presses [Show a strong answer]
            bot (to ana): A strong answer
              What does the causal mask hide?
              In short: Later tokens.
              Key points:
                • it hides later tokens
              (Attention · advanced · conceptual · basics/mask)
            ana presses [Another question]
            bot (to ana): Your question
              What is a token?
              (Tokenization · core · conceptual · basics/tokens)
              [Answer] [Another question]
            """,
            story.Transcript);
    }

    [Fact]
    public async Task The_bundled_pack_and_the_bots_own_grader_tell_a_good_answer_from_a_bad_one()
    {
        var pack = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "packs", "llm-foundations.yaml"), TestContext.Current.CancellationToken);
        await using var story = await BeginAsync(Given.MondayMorning, new StorySetup { Pack = pack, RealGrader = true });

        await story.AsksAsync("ana", "/quiz topic:Subwords");
        await story.AnswersAsync("ana", "Rare or unseen words are out of vocabulary for a word-level vocabulary. Bytes make sequences several times longer and cost more compute. "
            + "BPE training repeatedly merges the most frequent adjacent pair of symbols into a new token.");
        await story.PressesAsync("ana", "Try again");
        await story.SendsAsync("ana", ("text", "I like cooking pasta with tomatoes."));

        Assert.Equal(
            """
            good
            bad
            """,
            story.Record.Rows("SELECT CASE WHEN v.score >= 40 THEN 'good' ELSE 'bad' END FROM verdict v JOIN answer a ON a.id = v.answer_id ORDER BY a.id"));
    }

    [Fact]
    public async Task An_answer_to_a_quiz_that_is_sent_again_shows_the_stored_one_instead_of_a_second_one()
    {
        await using var story = await BeginAsync(Given.MondayMorning);
        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        await story.AnswersAsync("ana", "a token is a piece of text");
        await story.PressesAsync("ana", "Try again");
        _ = story.Transcript;

        await story.SendsAsync("ana", ("text", "a token is a piece of text"));

        Assert.Equal(
            """
            ana sends text: a token is a piece of text
            bot (to ana): I have this answer of yours already
              It was judged mixed: 50 of 100.
              You wrote: a token is a piece of text
            """,
            story.Transcript);
        Assert.Equal(1, story.Record.Read<int>("SELECT count(*) FROM answer"));
    }

    [Fact]
    public async Task A_question_without_a_rubric_is_asked_and_the_member_rates_the_answer()
    {
        await using var story = await BeginAsync(Given.MondayMorning, new StorySetup { Pack = Bare });

        await story.AsksAsync("ana", "/quiz topic:Serving");
        await story.AnswersAsync("ana", "One sequence is done before another.");
        await story.PressesAsync("ana", "In part");
        await story.PressesAsync("ana", "I had it");

        Assert.Equal(
            """
            ana: /quiz topic:Serving
            bot (to ana): Your question
              Why does continuous batching help?
              (Serving · bare/batching)
              [Answer] [Another question]
            ana presses [Answer]
            form (for ana): Your answer
              Why does continuous batching help?
            ana sends text: One sequence is done before another.
            bot (to ana): How did it go?
              Nobody has written down yet what counts in an answer to this question, so I cannot judge yours. Compare it with what the bank has, and rate yourself. It is for your own progress and earns no points.
              In short: Places in the batch are free as soon as a sequence ends.
              You wrote: One sequence is done before another.
              (Serving · bare/batching)
              [I had it] [In part] [I missed it] [Try again] [Another question]
            ana presses [In part]
            bot (to ana): Noted: “In part”
              You see it with /me. Press another button above if you change your mind.
              [Another question]
            ana presses [I had it]
            bot (to ana): Noted: “I had it”
              You see it with /me. Press another button above if you change your mind.
              [Another question]
            """,
            story.Transcript);
        Assert.Equal("100 | strong | self-rating@1", story.Record.Rows("SELECT score, kind, model FROM verdict"));
        Assert.Equal("0", story.Record.Rows("SELECT count(*) FROM points"));
    }

    [Fact]
    public async Task A_question_of_which_the_bank_has_the_stem_alone_is_rated_too_and_no_schedule_posts_it()
    {
        await using var story = await BeginAsync(Given.MondayMorning, new StorySetup { Pack = Bare });
        await story.AsksAsync("ana", "/quiz topic:Memory");
        await story.AnswersAsync("ana", "Keys and values in blocks.");

        Assert.Equal(
            """
            ana: /quiz topic:Memory
            bot (to ana): Your question
              What is paged attention?
              (Memory · bare/paging)
              [Answer] [Another question]
            ana presses [Answer]
            form (for ana): Your answer
              What is paged attention?
            ana sends text: Keys and values in blocks.
            bot (to ana): How did it go?
              Nobody has written down yet what a good answer to this question says, so I cannot judge yours, and the bank has no answer to show. Look it up, and rate yourself. It is for your own progress and earns no points.
              You wrote: Keys and values in blocks.
              (Memory · bare/paging)
              [I had it] [In part] [I missed it] [Try again] [Another question]
            """,
            story.Transcript);
        await DailyStories.ScheduleAsync(story, ("when", "09:00"), ("topics", "Memory"));
        Assert.Equal("0", story.Record.Rows("SELECT count(*) FROM schedule"));
    }

    [Fact]
    public async Task A_topic_that_nobody_knows_is_answered_with_those_that_there_are()
    {
        await using var story = await BeginAsync(Given.MondayMorning);

        await story.AsksAsync("ana", "/quiz topic:Cooking");
        if (Place is StoryPlace.Discord)
        {
            // Discord lets people choose among the levels only.
            await Assert.ThrowsAsync<InteractionFailedException>(() => story.AsksAsync("ana", "/quiz level:godlike"));
            return;
        }

        await story.AsksAsync("ana", "/quiz level:godlike");

        Assert.Equal(
            """
            ana: /quiz topic:Cooking
            bot (to ana): No question matches
              Leave something out, or choose another topic. There are: Tokenization, Attention.
            ana: /quiz level:godlike
            bot (to ana): Levels: "godlike" is none. There are core, intermediate, advanced, expert.
            """,
            story.Transcript);
    }

    [Fact]
    public async Task Questions_are_not_repeated_until_a_member_was_asked_all_of_them()
    {
        await using var story = await BeginAsync(Given.MondayMorning);

        for (var round = 0; round < 2; round++)
        {
            await story.AsksAsync("ana", "/quiz");
            await story.AsksAsync("ana", "/quiz");
            await story.AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        Assert.Equal("2 | 2", story.Record.Rows("SELECT min(times), max(times) FROM (SELECT count(*) AS times FROM quiz GROUP BY question_id)"));
        Assert.Equal(2, story.Record.Read<int>("SELECT count(DISTINCT question_id) FROM (SELECT question_id FROM quiz ORDER BY id LIMIT 2)"));
    }

    [Fact]
    public async Task Only_the_member_who_was_asked_may_answer_a_quiz()
    {
        await using var story = await BeginAsync(Given.MondayMorning);
        await story.AsksAsync("ana", "/quiz topic:Attention");
        if (Place is StoryPlace.Discord)
        {
            await Assert.ThrowsAsync<InteractionFailedException>(() => story.Discord.PressOthersAsync("ben", "ana", "Answer", TestContext.Current.CancellationToken));
            return;
        }

        if (Place is StoryPlace.Slack)
        {
            await Assert.ThrowsAsync<SlackInteractionFailedException>(() => story.Slack.PressOthersAsync("ben", "ana", "Answer", TestContext.Current.CancellationToken));
            return;
        }

        var button = story.Platform.Shown[^1].Message.Buttons[0];
        _ = story.Transcript;

        await story.DoAsync("ben", new Bot.Core.Chat.ChatAction.Button(button.Action, button.Argument));

        Assert.Equal(
            """
            bot (to ben): That question was asked of somebody else. Ask for your own with /quiz.
            """,
            story.Transcript);
    }

    [Fact]
    public async Task Slash_answer_opens_the_question_that_was_asked_last_and_is_not_answered_yet()
    {
        await using var story = await BeginAsync(Given.MondayMorning, DailyStories.Short);
        await DailyStories.ScheduleAsync(story, ("when", "09:00"), ("topics", "Tokenization"));
        await story.AsksAsync("ben", "/answer");
        await story.AdvanceToAsync("2026-03-02 09:00");
        await story.AsksAsync("ben", "/answer");
        await story.AdvanceToAsync("2026-03-02 09:10");
        await story.AsksAsync("ben", "/quiz topic:Attention");
        _ = story.Transcript;

        await story.AsksAsync("ben", "/answer text:it_hides_later_tokens");
        await story.SendsAsync("ben");
        await story.AsksAsync("ben", "/answer");

        Assert.Equal(
            """
            ben: /answer text:it_hides_later_tokens
            form (for ben): Your answer
              What does the causal mask hide?
              text: it hides later tokens
            ben sends 
            bot (to ben): Strong: 100 of 100
              That would convince an interviewer.
              Covered:
                • it hides later tokens — you wrote “it hides later tokens”
              You wrote: it hides later tokens
              (Judged by played@1)
              [Show a strong answer] [Try again] [Another question]
            ben: /answer
            form (for ben): Your answer
              What is a token?
            """,
            story.Transcript);
    }

    private const string Bare =
        """
        pack: bare
        title: Bare
        language: en
        questions:
          - key: batching
            stem: Why does continuous batching help?
            sectionPath: [Serving]
            shortAnswer: Places in the batch are free as soon as a sequence ends.
          - key: paging
            stem: What is paged attention?
            sectionPath: [Memory]
        """;
}
