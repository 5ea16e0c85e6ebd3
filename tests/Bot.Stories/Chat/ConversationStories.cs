using System.Collections.Immutable;
using Bot.Core.Chat;
using Bot.Stories.Stage;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Stories.Chat;

public sealed class ConversationStories
{
    [Fact]
    public async Task The_same_event_delivered_twice_is_handled_once()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning);
        var quiz = new ChatAction.Command("quiz", ImmutableDictionary<string, string>.Empty);

        await story.DoAsync("ana", quiz, eventId: "same");
        await story.DoAsync("ana", quiz, eventId: "same");
        await story.CrashAsync();
        await story.ComeBackAsync();
        await story.DoAsync("ana", quiz, eventId: "same");

        Assert.Equal("1 | 1", story.Record.Rows("SELECT (SELECT count(*) FROM inbox), (SELECT count(*) FROM quiz)"));
        Assert.Single(story.Platform.Shown);
    }

    [Fact]
    public async Task An_event_that_was_stored_before_the_bot_died_is_handled_when_it_is_back()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning);
        var reception = story.Run.Services.GetRequiredService<Bot.Core.Inbox.Reception>();
        await reception.StoreAsync(
            new ChatEvent
            {
                EventId = "stored",
                Channel = new ChannelAddress(Platform.Local, "group", Given.Channel),
                User = new ChatUser("ana", "ana", IsAdministrator: false),
                ReceivedAt = story.Clock.GetUtcNow(),
                Reply = new ReplyHandle(PlayedReply.Write("ana", true, "stored"), story.Clock.GetUtcNow().AddMinutes(15)),
                Action = new ChatAction.Command("quiz", ImmutableDictionary<string, string>.Empty.Add("topic", "Attention")),
            },
            TestContext.Current.CancellationToken);
        await story.CrashAsync();

        await story.ComeBackAsync();

        Assert.Equal(
            """
            bot (to ana): Your question
              What does the causal mask hide?
              (Attention · advanced · conceptual · basics/mask)
              [Answer] [Another question]
            """,
            story.Transcript);
    }

    [Fact]
    public async Task A_handler_that_throws_costs_its_member_one_apology_and_nobody_else_anything()
    {
        await using var story = await BotStory.BeginAsync(
            Given.MondayMorning, new StorySetup { Replace = services => services.AddSingleton<IChatRoute, Broken>() });

        await story.AsksAsync("ana", "/break");
        await story.AsksAsync("ben", "/quiz topic:Attention");

        var error = Assert.Single(story.Run.Log.TakeErrors());
        var reference = story.Record.Read<string>("SELECT fault FROM inbox WHERE fault IS NOT NULL");
        Assert.Equal(
            $$"""
            ana: /break
            bot (to ana): Sorry, something broke on my side. What you sent is kept. Reference for the organiser: {{reference}}
            ben: /quiz topic:Attention
            bot (to ben): Your question
              What does the causal mask hide?
              (Attention · advanced · conceptual · basics/mask)
              [Answer] [Another question]
            """,
            story.Transcript);
        Assert.Contains($"Reference {reference}", error, StringComparison.Ordinal);
        Assert.Contains("This route was built to break.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_nobody_knows_is_answered_with_the_nearest_one()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning);

        await story.AsksAsync("ana", "/quizz");
        await story.AsksAsync("ana", "/schedule");
        await story.AsksAsync("ana", "/photosynthesis");

        Assert.Equal(
            """
            ana: /quizz
            bot (to ana): I do not know /quizz. Did you mean /quiz?
            ana: /schedule
            bot (to ana): /schedule needs one more word: /schedule add, /schedule list, /schedule pause, /schedule preview, /schedule remove, /schedule resume.
            ana: /photosynthesis
            bot (to ana): I do not know /photosynthesis. /help shows what I can do.
            """,
            story.Transcript);
    }

    [Fact]
    public async Task An_answer_that_is_empty_or_too_long_is_explained_and_its_text_is_kept()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning);
        await story.AsksAsync("ana", "/quiz topic:Attention");
        var tooLong = new string('x', 4_001);
        _ = story.Transcript;

        await story.AnswersAsync("ana", "   ");
        await story.AnswersAsync("ana", tooLong);
        await story.PressesAsync("ana", "Correct it");
        Assert.Equal(tooLong, story.FormOf("ana").Fields[0].Value);
        await story.SendsAsync("ana", ("text", "it hides later tokens"));

        Assert.Equal(
            """
            ana presses [Answer]
            form (for ana): Your answer
              What does the causal mask hide?
            ana sends text:    
            bot (to ana): Your answer was not taken
              Write an answer first. Your text is kept: press the button to go on with it.
              [Correct it]
            ana presses [Answer]
            form (for ana): Your answer
              What does the causal mask hide?
            ana sends text: xxxxxxxxxxxxxxxxxxxx… (4001 characters)
            bot (to ana): Your answer was not taken
              That is 4,001 characters; at most 4,000 fit. Shorten it by 1. Your text is kept: press the button to go on with it.
              [Correct it]
            ana presses [Correct it]
            form (for ana): Your answer
              What does the causal mask hide?
              text: xxxxxxxxxxxxxxxxxxxx… (4001 characters)
            ana sends text: it hides later tokens
            bot (to ana): Strong: 100 of 100
              That would convince an interviewer.
              Covered:
                • it hides later tokens — you wrote “it hides later tokens”
              You wrote: it hides later tokens
              (Judged by played@1)
              [Show a strong answer] [Try again] [Another question]
            """,
            story.Transcript);
    }

    [Fact]
    public async Task What_one_member_wrote_is_not_given_to_another_who_presses_the_button_to_correct_it()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning);
        await story.AsksAsync("ana", "/quiz topic:Attention");
        await story.AnswersAsync("ana", "secret " + new string('x', 4_000));
        var button = story.Platform.Shown[^1].Message.Buttons[0];
        _ = story.Transcript;

        await story.DoAsync("ben", new ChatAction.Button(button.Action, button.Argument));

        Assert.Equal(
            """
            bot (to ben): I no longer know that question
              Ask for a new one with /quiz.
            """,
            story.Transcript);
    }

    [Fact]
    public async Task Reply_tokens_are_never_readable_in_the_database_and_are_gone_once_they_have_expired()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning);
        await story.AsksAsync("ana", "/quiz topic:Attention");
        await story.AnswersAsync("ana", "it hides later tokens");

        Assert.Equal("2 | 2", story.Record.Rows("SELECT count(*), count(reply_token) FROM inbox"));
        Assert.Equal(0, story.Record.Read<int>("SELECT count(*) FROM inbox WHERE reply_token LIKE '%played-token%' OR action LIKE '%played-token%'"));
        story.Pass(TimeSpan.FromMinutes(15));
        await story.UntilAsync("the tokens were deleted", () => story.Record.Read<int>("SELECT count(reply_token) FROM inbox") == 0);
    }

    private sealed class Broken : IReplyRoute
    {
        public Trigger Trigger => Trigger.Command("break");

        public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

        public ChatCommand Command { get; } = new("break", "Break");

        public Task HandleAsync(Interaction interaction, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("This route was built to break.");
    }
}
