using System.Text.Json.Nodes;
using Bot.Core.Chat;
using Bot.Stories.Drills;
using Bot.Stories.Stage;

namespace Bot.Stories.Members;

public sealed class PrivacyStories
{
    private static StorySetup Told { get; } = new()
    {
        Settings = new Dictionary<string, string?> { ["Privacy:Notice"] = "true", ["Drills:DailyWindow"] = "08:00:00" },
    };

    [Fact]
    public async Task A_new_member_is_told_once_and_in_private_what_is_kept()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, Told);

        await story.AsksAsync("ana", "/leaderboard");
        await story.AsksAsync("ana", "/daily");

        Assert.Equal(
            """
            ana: /leaderboard
            bot (to ana): What I keep of you
              • On the machine that runs me, and nowhere else: your name here, your answers, how they were judged, your points and settings.
              • Your answers and their feedback are shown to you alone. Boards and reveals show your name and score to the group; /settings me keeps you off them.
              • Whoever runs that machine can read its database.
              • Your words go after 365 days, what you pressed and what I sent you after 30 days. Scores and points stay until you leave.
              • /privacy export gives you all of it as a file. /privacy delete removes all of it, at once and for good.
            bot: Leaderboard
              Nobody has points yet. The first answer to a daily question, or to one of a round, earns its score.
              (Points are the scores of first answers to daily questions and in rounds; /quiz is practice)
              [Day] [Week] [Month] [All]
            ana: /daily
            bot (to ana): No daily question is open here
              None is scheduled in this channel. An organiser can change that with /schedule add. Until then there is /quiz.
            """,
            story.Transcript);
    }

    [Fact]
    public async Task A_member_who_was_told_less_is_told_again()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, Told);
        await story.AsksAsync("ana", "/daily");
        story.Record.Read<int?>("UPDATE member SET notice_version = notice_version - 1 WHERE display_name = 'ana'");
        _ = story.Transcript;

        await story.AsksAsync("ana", "/daily");

        Assert.StartsWith("ana: /daily\nbot (to ana): What I keep of you\n", story.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_who_left_and_comes_back_is_told_again()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, Told);
        await story.AsksAsync("ana", "/privacy delete");
        await story.PressesAsync("ana", "Delete everything");
        _ = story.Transcript;

        await story.AsksAsync("ana", "/daily");

        Assert.StartsWith("ana: /daily\nbot (to ana): What I keep of you\n", story.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_notice_says_for_how_long_the_group_keeps_words()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning);
        await story.AsksAsync("olga", "/settings group keep:90");
        await story.SendsAsync("olga");
        _ = story.Transcript;

        await story.AsksAsync("ana", "/privacy show");

        Assert.Contains("• Your words go after 90 days, what you pressed", story.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_takes_everything_along_with_what_an_appeal_would_need()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, DailyStories.Short);
        await DailyStories.ScheduleAsync(story, ("when", "09:00"), ("topics", "Tokenization"));
        await story.AsksAsync("ana", "/settings me zone:Asia/Tokyo boards:no");
        await story.SendsAsync("ana");
        await story.AdvanceToAsync("2026-03-02 09:00");
        await story.AnswersAsync("ana", "a token is a piece of text; tokens are words");
        await story.AsksAsync("ana", "/quiz topic:Attention");
        await story.AnswersAsync("ben", "ben's own words");
        _ = story.Transcript;

        await story.AsksAsync("ana", "/privacy export");

        Assert.Equal(
            """
            ana: /privacy export
            bot (to ana): All that I keep of you
              The file is JSON: your settings, answers with their verdicts, points, questions asked of you, and the messages between us.
              <redflag-export.json>
            """,
            story.Transcript);
        var file = story.Platform.Shown[^1].Message.File!;
        Assert.Equal("application/json", file.MediaType);
        var document = JsonNode.Parse(file.Content.AsSpan())!;
        Assert.Equal(
            "schema exportedAt workspace member settings messages events files answers quizzes schedules rounds points",
            string.Join(' ', document.AsObject().Select(part => part.Key)));
        Assert.Equal((1, "ana", "Asia/Tokyo", false), (
            (int)document["schema"]!, (string?)document["member"]!["name"], (string?)document["settings"]!["zone"], (bool)document["settings"]!["showsOnBoards"]!));
        Assert.Equal((25, "basics/mask"), ((int)document["points"]![0]!["points"]!, (string?)document["quizzes"]![0]!["question"]));

        var answer = document["answers"]!.AsArray().Single()!;
        Assert.Equal(
            ("basics/tokens", 1, "What is a token?", "a token is a piece of text; tokens are words", "2026-03-02T09:00:00.000Z", true, "graded"),
            ((string?)answer["question"], (int)answer["revision"]!, (string?)answer["stem"], (string?)answer["text"], (string?)answer["receivedAt"], (bool)answer["counts"]!, (string?)answer["state"]));
        var verdict = answer["verdicts"]!.AsArray().Single()!;
        Assert.Equal(("played@1", 25.0, "weak"), ((string?)verdict["model"], (double)verdict["score"]!, (string?)verdict["kind"]));
        Assert.Equal(
            "a token is a piece of text: a token is a piece of text, rare words are split: , tokens are words: tokens are words",
            string.Join(", ", verdict["assessment"]!["keyPoints"]!.AsArray().Concat(verdict["assessment"]!["redFlags"]!.AsArray()).Select(
                judged => $"{judged!["text"]}: {judged["evidence"]}")));
        Assert.DoesNotContain("ben", document.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_export_does_not_hold_the_first()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning);
        await story.AsksAsync("ana", "/privacy export");

        await story.AsksAsync("ana", "/privacy export");

        var message = JsonNode.Parse(story.Platform.Shown[^1].Message.File!.Content.AsSpan())!["messages"]!.AsArray().Single()!["message"]!;
        Assert.Equal("""{"fileName":"redflag-export.json","mediaType":"application/json"}""", message["file"]!.ToJsonString());
    }

    [Fact]
    public async Task An_export_that_no_message_can_carry_is_left_to_the_operator()
    {
        await using var story = await BotStory.BeginAsync(
            Given.MondayMorning, new StorySetup { Settings = new Dictionary<string, string?> { ["Privacy:LargestExport"] = "1024" } });
        for (var i = 0; i < 5; i++)
        {
            await story.AsksAsync("ana", "/quiz");
        }

        await story.AsksAsync("ana", "/privacy export");

        var message = story.Platform.Shown[^1].Message;
        Assert.Equal("Your file is too large for a message", message.Title);
        Assert.StartsWith("redflag privacy export --workspace ", message.Fields[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_go_when_they_were_kept_long_enough_and_points_stay()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, DailyStories.Short);
        await story.AsksAsync("olga", "/settings group keep:7");
        await story.SendsAsync("olga");
        await DailyStories.ScheduleAsync(story, ("when", "09:00 mon"), ("topics", "Tokenization"));
        await story.AdvanceToAsync("2026-03-02 09:00");
        await story.AnswersAsync("ana", "QUOKKA: A TOKEN IS A PIECE OF TEXT");
        await story.AdvanceToAsync("2026-03-02 17:00");
        story.Platform.Next(DeliveryWay.Reply, Fate.Refused("That handle is dead."));
        story.Platform.Next(DeliveryWay.Direct, Fate.Refused("That person takes no messages."));
        await story.AsksAsync("ben", "/daily");
        Assert.NotEmpty(Scan.Columns(story, "quokka"));

        await story.AdvanceToAsync("2026-03-09 08:30");
        Assert.NotEmpty(Scan.Columns(story, "quokka"));
        await story.AdvanceToAsync("2026-03-09 11:00");
        await story.UntilAsync("the words are gone", () => Scan.Columns(story, "quokka").Count == 0);
        await Scan.UntilErasedAsync(story, "QUOKKA", "A TOKEN");
        _ = story.Transcript;
        await story.AsksAsync("ana", "/leaderboard");

        Assert.Contains("1. ana: 50 (1 answer) ← you", story.Transcript, StringComparison.Ordinal);
        Assert.Equal("(removed) | 50", story.Record.Rows("SELECT a.text, v.score FROM answer a JOIN verdict v ON v.answer_id = a.id"));

        // What ben has not got yet waits for him still.
        await story.AsksAsync("ben", "/daily");
        Assert.Equal(2, story.Transcript.Split("bot (to ben): ").Length - 1);
    }

    [Fact]
    public async Task What_was_handled_and_sent_goes_after_thirty_days_and_drills_stay()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, DailyStories.Short);
        await DailyStories.ScheduleAsync(story, ("when", "09:00 mon"), ("topics", "Tokenization"));
        await story.AdvanceToAsync("2026-03-02 09:00");
        await story.AnswersAsync("ana", "a token is a piece of text");
        await story.AdvanceToAsync("2026-03-02 17:00");

        await story.AdvanceToAsync("2026-04-03 10:00");
        await story.UntilAsync("old rows are gone", () => story.Record.Read<int>(
            "SELECT count(*) FROM outbox WHERE settled_at_ms < 1772600000000 AND (member_id IS NOT NULL OR message <> '{}')") == 0);
        await story.UntilAsync("old events are gone", () => story.Record.Read<int>("SELECT count(*) FROM inbox WHERE settled_at_ms < 1772600000000") == 1);

        Assert.Equal("a token is a piece of text", story.Record.Rows("SELECT text FROM answer"));
        Assert.Equal(
            """{"type":"button","action":"gone","argument":""}""",
            story.Record.Rows("SELECT i.action FROM answer a JOIN inbox i ON i.id = a.inbox_id"));
    }
}
