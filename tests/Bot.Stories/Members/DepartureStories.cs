using System.Collections.Immutable;
using Bot.Core.Chat;
using Bot.Core.Inbox;
using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Core.Storage;
using Bot.Stories.Drills;
using Bot.Stories.Stage;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Stories.Members;

public sealed class DepartureStories
{
    // A name, and words in answers, that stand nowhere else.
    private const string Zyx = "Zyxwanda";
    private const string Word = "quokkaword";

    [Fact]
    public async Task A_member_who_leaves_is_asked_first_and_told_last()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, DailyStories.Short);
        await story.AsksAsync("ana", "/quiz topic:Attention");
        _ = story.Transcript;

        await story.AsksAsync("ana", "/privacy delete");
        await story.PressesAsync("ana", "Keep everything");
        await story.PressesAsync("ana", "Delete everything");

        Assert.Equal(
            """
            ana: /privacy delete
            bot (to ana): Delete all that I keep of you?
              This cannot be undone.
              Goes: Your name, settings, answers, verdicts, points, the questions asked of you, our messages, and your lines on boards and in reveals that I keep.
              Stays: Schedules that you made go on without your name. Averages of past questions stay as they are. What a chat platform itself has shown is its own.
              [Delete everything] [Keep everything]
            ana presses [Keep everything]
            bot (to ana): Nothing was deleted.
            ana presses [Delete everything]
            bot (to ana): Deleted
              All that I kept of you is gone. If you write to me again, you begin as somebody new.
            """,
            story.Transcript);
        Assert.Equal("olga", story.Record.Rows("SELECT display_name FROM member WHERE is_former = 0"));
        Assert.Equal("0 | 0 | 0", story.Record.Rows("SELECT (SELECT count(*) FROM quiz), (SELECT count(*) FROM inbox), (SELECT count(*) FROM outbox)"));
    }

    [Fact]
    public async Task The_button_of_a_member_who_left_does_not_delete_whom_they_became()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning);
        await story.AsksAsync("ana", "/privacy delete");
        await story.PressesAsync("ana", "Delete everything");
        _ = story.Transcript;

        await story.PressesAsync("ana", "Delete everything");

        Assert.Equal(
            """
            ana presses [Delete everything]
            bot (to ana): That button is not yours, or from before. Nothing was deleted; ask again with /privacy delete.
            """,
            story.Transcript);
        Assert.Equal(1, story.Record.Read<int>("SELECT count(*) FROM member WHERE display_name = 'ana'"));
    }

    [Fact]
    public async Task The_last_organiser_who_leaves_hands_over_to_the_member_who_was_there_longest()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning);
        await story.AdvanceAsync(TimeSpan.FromMinutes(1));
        await story.AsksAsync("ana", "/quiz");
        await story.AdvanceAsync(TimeSpan.FromMinutes(1));
        await story.AsksAsync("ben", "/quiz");
        _ = story.Transcript;

        await story.AsksAsync("olga", "/privacy delete");
        await story.PressesAsync("olga", "Delete everything");

        Assert.Equal(
            """
            olga: /privacy delete
            bot (to olga): Delete all that I keep of you?
              This cannot be undone.
              Goes: Your name, settings, answers, verdicts, points, the questions asked of you, our messages, and your lines on boards and in reveals that I keep.
              Stays: Schedules that you made go on without your name. Averages of past questions stay as they are. What a chat platform itself has shown is its own.
              You are the only organiser: The member who has been here longest becomes one. To choose another, use /settings organisers first.
              [Delete everything] [Keep everything]
            olga presses [Delete everything]
            bot (directly to ana): You are an organiser now
              The last organiser has left, and you have been here longest. /settings organisers shares the work.
            bot (to olga): Deleted
              All that I kept of you is gone. If you write to me again, you begin as somebody new.
            """,
            story.Transcript);
        Assert.Equal("ana", story.Record.Rows("SELECT display_name FROM member WHERE is_organiser = 1"));
    }

    [Fact]
    public async Task A_schedule_goes_on_when_the_organiser_who_made_it_has_left_and_its_trouble_is_told_to_the_others()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, DailyStories.Short);
        await story.AsksAsync("ana", "/quiz");
        await DailyStories.ScheduleAsync(story, ("when", "09:00"), ("topics", "Attention"));
        await story.AsksAsync("olga", "/privacy delete");
        await story.PressesAsync("olga", "Delete everything");
        _ = story.Transcript;

        await story.AdvanceToAsync("2026-03-02 09:00");
        await story.LoadAsync(Given.BasicsWithoutAttention);
        await story.AdvanceToAsync("2026-03-02 18:00");
        _ = story.Transcript;
        await story.AdvanceToAsync("2026-03-03 09:00");

        Assert.Equal(
            """
            bot (directly to ana): Schedule #1 had nothing to ask
              No question matches its filter any more, so nothing was posted. Remove it with /schedule remove and add it anew, or load a pack that has such questions.
            """,
            story.Transcript);
    }

    [Fact]
    public async Task A_reveal_that_waited_for_an_answer_of_a_member_who_left_goes_out()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, DailyStories.Short);
        await DailyStories.ScheduleAsync(story, ("when", "09:00"), ("topics", "Attention"));
        await story.AdvanceToAsync("2026-03-02 09:00");
        await story.AdvanceToAsync("2026-03-02 16:59:30");
        var judged = new TaskCompletionSource();
        story.Grader.WaitsFor(judged.Task);
        await story.PressesAsync(Zyx, "Answer");
        await story.HandsInAnswerAsync(Zyx, Word);
        await story.UntilAsync("the answer is being judged", () => story.Grader.Begun == 1);
        await story.HandInAsync(Zyx, Command("privacy delete"));
        await story.UntilAsync("it was asked", () => story.Platform.Shown.Any(shown => shown.OnlyFor == Zyx));
        story.Pass(TimeSpan.FromSeconds(30));
        await story.UntilAsync("the drill is closed", () => story.Record.Read<string>("SELECT state FROM occurrence") == "closed");
        _ = story.Transcript;

        await story.HandInAsync(Zyx, Delete(story));
        await story.UntilAsync("the drill is revealed", () => story.Record.Read<string>("SELECT state FROM occurrence") == "revealed");
        judged.SetResult();
        await story.RestAsync();

        Assert.Equal(
            """
            bot (to Zyxwanda): Deleted
              All that I kept of you is gone. If you write to me again, you begin as somebody new.
            bot: The question of the day is closed
              What does the causal mask hide?
              Answers: Nobody answered this one.
              In short: Later tokens.
              Key points:
                • it hides later tokens
              (Attention · advanced · conceptual · basics/mask)
            """,
            story.Transcript);
        Assert.Equal("0 | 0", story.Record.Rows("SELECT (SELECT count(*) FROM answer), (SELECT count(*) FROM verdict)"));
    }

    [Fact]
    public async Task Nothing_is_left_of_a_member_who_was_in_the_middle_of_everything()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, DailyStories.Short);
        await story.AsksAsync("olga", "/schedule add when:09:00 topic:Tokenization");
        await story.SendsAsync("olga");

        // A day with a graded answer, practice, a quiz, a text that was refused, a board and a reveal.
        await story.AdvanceToAsync("2026-03-02 09:00");
        await story.AnswersAsync(Zyx, $"{Word} a token is a piece of text");
        await story.AnswersAsync(Zyx, $"{Word} once more: rare words are split");
        await story.AnswersAsync("ben", "a token is a piece of text, and rare words are split");
        await story.AsksAsync(Zyx, "/quiz topic:Attention");
        await story.AnswersAsync(Zyx, $"it hides later tokens, {Word}");
        await story.AsksAsync(Zyx, "/quiz");
        await story.AnswersAsync(Zyx, new string('x', 4_000) + Word);
        await story.AsksAsync("ben", "/leaderboard");
        await story.AsksAsync(Zyx, "/leaderboard");
        await story.AdvanceToAsync("2026-03-02 17:00");

        // The member is an organiser who made a schedule.
        await story.AsksAsync(Zyx, "/me");
        await story.AsksAsync("olga", $"/settings organisers add:{Zyx}");
        await story.AsksAsync(Zyx, "/schedule add when:23:00 topic:Tokenization");
        await story.SendsAsync(Zyx);
        await story.AsksAsync("olga", "/settings organisers");
        await story.AsksAsync(Zyx, "/privacy export");

        // The next day's reveal cannot go out, and names the member.
        await story.AdvanceToAsync("2026-03-03 09:00");
        await story.AnswersAsync(Zyx, $"{Word} a token is a piece of text");
        await story.AsksAsync(Zyx, "/privacy delete");
        await story.PressesAsync(Zyx, "Answer");
        story.Platform.Always(DeliveryWay.Post, Fate.Busy);
        story.Pass(TimeSpan.FromHours(8));
        await story.UntilAsync("the reveal is queued", () => story.Record.Read<int>(
            "SELECT count(*) FROM outbox WHERE state = 'pending' AND subject LIKE 'reveal:%' AND instr(message, 'Zyxwanda') > 0") == 1);

        // A message waits until the member comes back.
        var id = story.Record.Read<string>("SELECT id FROM member WHERE display_name = 'Zyxwanda'");
        var workspace = new WorkspaceId(Guid.Parse(story.Record.Read<string>("SELECT workspace_id FROM workspace")));
        story.Platform.Next(DeliveryWay.Direct, Fate.Refused("That person takes no messages."));
        await story.Run.Services.GetRequiredService<WriteGate>().RunAsync(
            (write, token) => story.Run.Services.GetRequiredService<OutboxStore>().QueueAsync(
                write, workspace, OutboxPost.ToMember(new MemberId(Guid.Parse(id)), new MessageView { Text = Word }), token),
            TestContext.Current.CancellationToken);
        await story.UntilAsync("a message waits", () => story.Record.Read<int>("SELECT count(*) FROM outbox WHERE awaits_contact = 1") == 1);

        // One answer is being judged, one waits, one event is stored and not handled yet.
        var judged = new TaskCompletionSource();
        story.Grader.WaitsFor(judged.Task);
        var begun = story.Grader.Begun;
        await story.HandsInAnswerAsync(Zyx, $"{Word} late");
        await story.UntilAsync("an answer is being judged", () => story.Grader.Begun > begun);
        await story.HandsInAnswerAsync(Zyx, $"{Word} later");
        await story.UntilAsync("another waits", () => story.Record.Read<int>("SELECT count(*) FROM answer WHERE state = 'waiting'") == 1);
        var reception = story.Run.Services.GetRequiredService<Reception>();
        var unhandled = await reception.StoreAsync(
            new ChatEvent
            {
                EventId = "unhandled",
                Channel = new ChannelAddress(Platform.Local, "group", Given.Channel),
                User = new ChatUser(Zyx, Zyx, IsAdministrator: false),
                ReceivedAt = story.Clock.GetUtcNow(),
                Reply = new ReplyHandle(PlayedReply.Write(Zyx, isPrivate: true, "unhandled"), story.Clock.GetUtcNow().AddMinutes(15)),
                Action = new ChatAction.Form("answer", "d", ImmutableDictionary<string, string>.Empty.Add("text", Word)),
            },
            TestContext.Current.CancellationToken);
        string[] signs = [Zyx, Word, id];
        Assert.Equal(
            "answer.member_id answer.text inbox.action inbox.member_id member.display_name member.id member.platform_id outbox.member_id outbox.message "
            + "points.member_id quiz.member_id schedule.created_by",
            string.Join(' ', Scan.Columns(story, signs).Select(found => found.Split(':')[0]).Distinct().Order(StringComparer.Ordinal)));
        Assert.NotEmpty(Scan.Files(story, signs));

        await story.HandInAsync(Zyx, Delete(story));
        await story.UntilAsync("the last word is out", () => story.Platform.Shown.Any(shown => shown.Message.Title == "Deleted"));
        judged.SetResult();
        await reception.HandOverAsync(unhandled, TestContext.Current.CancellationToken);
        story.Platform.Always(DeliveryWay.Post, Fate.Taken);
        await story.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal([], Scan.Columns(story, signs));
        await Scan.UntilErasedAsync(story, signs);
        Assert.DoesNotContain(
            story.Platform.Shown.Last(shown => shown.Message.Title == "The question of the day is closed").Message.Standings, standing => standing.Name == Zyx);
        Assert.Equal("2", story.Record.Rows("SELECT count(*) FROM schedule s JOIN member m ON m.id = s.created_by"));

        // The schedule of the one who left goes on, and whoever comes back is new.
        await story.AsksAsync(Zyx, "/me");
        Assert.NotEqual(id, story.Record.Read<string>("SELECT id FROM member WHERE display_name = 'Zyxwanda'"));
    }

    private static ChatAction.Command Command(string name) => new(name, ImmutableDictionary<string, string>.Empty);

    private static ChatAction.Button Delete(BotStory story)
    {
        var button = story.Platform.Shown.SelectMany(shown => shown.Message.Buttons).Last(button => button.Label == "Delete everything");
        return new ChatAction.Button(button.Action, button.Argument);
    }
}
