using System.Collections.Immutable;
using System.Net;
using System.Text;
using Bot.Core.Chat;
using Bot.Host.Slack.Http;
using Bot.SlackEmulation.Faults;
using Bot.SlackEmulation.Interactions;
using Bot.SlackEmulation.World;
using Bot.Stories.Stage;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Stories.Slack;

/// <summary>What happens on Slack only.</summary>
public sealed class SlackStories
{
    private static readonly StorySetup InWorkspace = new() { Place = StoryPlace.Slack };
    private static readonly StorySetup ReadingBack = InWorkspace with { Settings = new Dictionary<string, string?> { ["Slack:ReadsBack"] = "true" } };
    private static readonly StorySetup OverHttp = InWorkspace with { Settings = new Dictionary<string, string?> { ["Slack:Mode"] = "http", ["Slack:Port"] = "0" } };

    private static readonly ChatAction.Command Round = new(
        "drill start", new Dictionary<string, string> { ["questions"] = "1", ["seconds"] = "30", ["topic"] = "Attention" }.ToImmutableDictionary());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_envelope_that_comes_twice_is_acted_upon_once()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InWorkspace);
        story.Slack.Server.Faults.DoublesEnvelopes = true;

        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        await story.AnswersAsync("ana", "a token is a piece of text");

        Assert.Equal("1 | 1", story.Record.Rows("SELECT (SELECT count(*) FROM quiz), (SELECT count(*) FROM answer)"));
        Assert.Equal(1, story.Shown.Count(shown => shown.Message.Title == "Your question"));
    }

    [Fact]
    public async Task An_envelope_that_comes_over_two_connections_is_acted_upon_once()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InWorkspace);
        var slack = story.Slack.Server;
        await slack.WaitForAsync(() => slack.Connections == 2, Token);
        (slack.Faults.DoublesEnvelopes, slack.Faults.SpreadsEnvelopes) = (true, true);

        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        await story.AnswersAsync("ana", "a token is a piece of text");

        Assert.Equal("1 | 1", story.Record.Rows("SELECT (SELECT count(*) FROM quiz), (SELECT count(*) FROM answer)"));
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    public async Task A_connection_is_renewed_in_the_middle_of_a_drill_and_the_new_one_comes_first(string reason)
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InWorkspace);
        var slack = story.Slack.Server;
        await slack.WaitForAsync(() => slack.Connections == 2, Token);
        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        await story.PressesAsync("ana", "Answer");

        await slack.DisconnectAsync(reason, Token);
        await slack.WaitForAsync("there were new connections before the old ones had gone", () => slack is { OpenedSockets: 4, Connections: 4 }, Token);
        await story.SendsAsync("ana", ("text", "a token is a piece of text"));

        Assert.Contains("50 of 100", story.Transcript, StringComparison.Ordinal);
        Assert.Empty(slack.Refusals);
    }

    [Fact]
    public async Task Connections_that_break_are_made_again()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InWorkspace);
        var slack = story.Slack.Server;
        await slack.WaitForAsync(() => slack.Connections == 2, Token);

        slack.DropConnections();
        await slack.WaitForAsync(() => slack.Connections == 0, Token);
        await story.PassUntilAsync("the bot was back", 2, () => slack.Connections == 2);
        await story.AsksAsync("ana", "/quiz topic:Tokenization");

        Assert.Contains("What is a token?", story.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_slack_no_longer_takes_is_told_once_and_not_tried_again()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InWorkspace with { Settings = new Dictionary<string, string?> { ["Slack:Connections"] = "1" } });
        await story.StopAsync();
        story.Slack.Server.RevokeAppToken();

        await story.ComeBackAsync(at: null, atRest: false, waitForBot: false);
        await story.UntilAsync("the bot said so", () => story.Run.Log.All.Any(line => line.Contains("does not take the bot's token", StringComparison.Ordinal)));
        var before = story.Slack.Server.Calls.Count;
        story.Pass(TimeSpan.FromHours(3));

        Assert.Equal(before, story.Slack.Server.Calls.Count);
        Assert.Contains("connections:write", Assert.Single(story.Run.Log.TakeErrors()), StringComparison.Ordinal);
        Assert.Contains("does not take the bot's token", Trouble(story), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_came_too_late_is_explained_and_a_button_opens_it()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InWorkspace);
        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        story.Slack.Server.Faults.ExpireTriggers(1);
        _ = story.Transcript;

        await story.PressesAsync("ana", "Answer");
        Assert.Equal(
            """
            ana presses [Answer]
            bot (to ana): The form did not open
              Slack waits three seconds for a form, and the bot was slower. Nothing was lost.
              [Your answer]
            """,
            story.Transcript);

        await story.PressesAsync("ana", "Your answer");
        await story.SendsAsync("ana", ("text", "a token is a piece of text"));
        Assert.Contains("50 of 100", story.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_a_command_asks_for_and_that_came_too_late_is_opened_by_a_button_with_what_was_typed()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InWorkspace);
        story.Slack.Server.Faults.ExpireTriggers(1);

        await story.AsksAsync("olga", "/schedule add when:18:00 topic:Attention");
        await story.PressesAsync("olga", "Schedule a daily question");

        Assert.Equal("18:00", story.FormOf("olga").Fields.Single(field => field.Name == "when").Value);
    }

    [Fact]
    public async Task What_people_type_pings_nobody_and_is_read_as_it_was_typed()
    {
        const string Pings = "<!channel> <!here> <@U123> & <https://example.org|click> *bold* @everyone";
        var pack = Given.Basics.Replace("What is a token?", $"What is {Pings}?", StringComparison.Ordinal);
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InWorkspace with { Pack = pack });
        story.Slack.Member("ana").DisplayName = "<!channel> ana";

        await story.AsksAsync("ana", "/drill start questions:1 topic:Tokenization");
        await story.AdvanceAsync(TimeSpan.FromSeconds(20));
        await story.AnswersAsync("ana", $"a token is a piece of text {Pings}");
        await story.AdvanceAsync(TimeSpan.FromSeconds(60));

        var told = story.Transcript;
        Assert.Contains($"What is {Pings}?", told, StringComparison.Ordinal);
        Assert.Contains("1. <!channel> ana:", told, StringComparison.Ordinal);
        Assert.All(Everything(story), post => Assert.True(post is { NotifiedEveryone: false, Notified.Count: 0 }));
        Assert.Empty(story.Slack.Server.Refusals);
    }

    [Fact]
    public async Task An_answer_of_three_thousand_characters_is_taken_and_given_back_whole_and_slack_takes_no_longer_one()
    {
        var answer = string.Concat(Enumerable.Range(0, 300).Select(number => $"word<{number:000}> "))[..3_000];
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InWorkspace);
        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        await story.PressesAsync("ana", "Answer");

        await Assert.ThrowsAsync<SlackInteractionFailedException>(() => story.SendsAsync("ana", ("text", answer + "x")));
        await story.SendsAsync("ana", ("text", answer));

        var told = story.Transcript;
        Assert.All(Enumerable.Range(0, 299), number => Assert.Contains($"word<{number:000}>", told, StringComparison.Ordinal));
        Assert.Equal(answer.Trim(), story.Record.Read<string>("SELECT text FROM answer").Trim());
        Assert.Empty(story.Slack.Server.Refusals);
    }

    [Fact]
    public async Task The_apps_home_shows_how_a_member_gets_on()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InWorkspace);
        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        await story.AnswersAsync("ana", "a token is a piece of text");

        await story.Slack.Server.OpenHomeAsync(story.Slack.Member("ana"), Token);
        await story.RestAsync();

        Assert.Contains("50", story.Slack.Member("ana").Home?.Rendered ?? "", StringComparison.Ordinal);
        Assert.Empty(story.Slack.Server.Refusals);
    }

    [Fact]
    public async Task Whoever_administers_the_workspace_is_an_organiser()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InWorkspace);
        story.Slack.Member("ana").IsAdmin = true;

        await story.AsksAsync("ana", "/schedule list");
        await story.AsksAsync("ben", "/schedule list");

        var told = story.Transcript;
        Assert.DoesNotContain("bot (to ana): Only organisers", told, StringComparison.Ordinal);
        Assert.Contains("bot (to ben): Only organisers", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_that_was_removed_pauses_its_schedules()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InWorkspace);
        await story.AsksAsync("olga", "/schedule add when:09:00 zone:UTC topic:Tokenization");
        await story.SendsAsync("olga");

        story.Slack.Server.Team.Uninstall();
        await story.UntilAsync("the schedule was paused", () => story.Record.Read<string>("SELECT state FROM schedule") == "paused");
        await story.AdvanceToAsync("2026-03-02 09:00");

        Assert.Equal(0, story.Record.Read<int>("SELECT count(*) FROM occurrence"));
    }

    [Fact]
    public async Task Where_the_bot_is_not_in_the_channel_the_organiser_is_told_to_invite_it()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InWorkspace);
        await story.AsksAsync("olga", "/schedule add when:09:00 zone:UTC topic:Tokenization");
        await story.SendsAsync("olga");
        story.Slack.Channel(Given.Channel).RemoveBot();
        _ = story.Transcript;

        await story.AdvanceToAsync("2026-03-02 09:00");

        var told = story.Transcript;
        Assert.Contains("bot (directly to olga): ", told, StringComparison.Ordinal);
        Assert.Contains("/invite @redflag", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_is_waited_out_and_nothing_is_posted_twice()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InWorkspace);
        story.Slack.Server.Faults.Next(ApiFault.TooMany(2) with { Method = "chat.postMessage" });

        await story.HandInAsync("olga", Round);
        await story.PassUntilAsync("the round was announced", 3, () => Announcements(story) == 1);
        await story.RestAsync();

        Assert.Equal(1, Announcements(story));
    }

    [Fact]
    public async Task Where_the_bot_may_read_back_a_post_whose_outcome_nobody_knows_is_shown_once()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, ReadingBack);
        story.Slack.Server.Faults.Next(ApiFault.Broken("chat.postMessage", afterEffect: true));

        await story.HandInAsync("olga", Round);
        await story.PassUntilAsync("the post was known to be out", 5, () => story.Record.Read<int>("SELECT count(*) FROM outbox WHERE channel IS NOT NULL AND state = 'posted'") > 0);

        Assert.Equal(1, Announcements(story));
    }

    [Fact]
    public async Task Feedback_is_not_given_up_while_slack_is_down()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InWorkspace);
        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        await story.PressesAsync("ana", "Answer");
        story.Slack.Server.Faults.Always(ApiFault.Down("response_url"));
        story.Slack.Server.Faults.Always(ApiFault.Down("auth.test"));
        await story.HandsInAnswerAsync("ana", "a token is a piece of text");
        await story.PassUntilAsync("it was tried several times", 10, () => story.Record.Read<int>("SELECT max(attempts) FROM outbox WHERE state <> 'posted'") >= 3);
        Assert.Equal("pending", story.Record.Read<string>("SELECT state FROM outbox WHERE state <> 'posted'"));

        story.Slack.Server.Faults.Clear();
        await story.PassUntilAsync("the feedback was there", 18, () => story.Record.Read<int>("SELECT count(*) FROM outbox WHERE state = 'pending'") == 0);

        Assert.Contains("bot (to ana): Mixed: 50 of 100", story.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feedback_that_comes_after_the_reply_has_expired_goes_to_the_member_directly_with_buttons_that_work()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InWorkspace);
        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        await story.PressesAsync("ana", "Answer");
        story.Grader.WaitsFor(new TaskCompletionSource().Task);
        await story.HandsInAnswerAsync("ana", "a token is a piece of text");
        await story.UntilAsync("the model was asked", () => story.Grader.Begun == 1);
        await story.CrashAsync();
        story.Grader.WaitsFor(Task.CompletedTask);
        await story.ComeBackAsync(Given.MondayMorning.AddMinutes(40));
        Assert.Contains("bot (directly to ana): Mixed: 50 of 100", story.Transcript, StringComparison.Ordinal);

        await story.PressesAsync("ana", "Try again");
        await story.SendsAsync("ana", ("text", "a token is a piece of text, and rare words are split"));

        Assert.Contains("100 of 100", story.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_may_be_typed_on_their_own_and_with_quotes()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InWorkspace);
        var (ana, channel) = (story.Slack.Member("ana"), story.Slack.Channel(Given.Channel));

        await story.Slack.Server.SlashAsync(ana, channel, "/quiz", "topic:\"Tokenization\"", Token);
        await story.RestAsync();
        await story.Slack.Server.SlashAsync(ana, channel, "/redflag", "quiz topik:x", Token);
        await story.Slack.Server.WaitForAsync(() => ana.Sees(channel).Count == 2, Token);

        var told = story.Transcript;
        Assert.Contains("What is a token?", told, StringComparison.Ordinal);
        Assert.Contains("/redflag quiz has no option topik. It takes topic:", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_may_come_as_signed_requests_and_others_are_refused()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, OverHttp);
        var slack = story.Slack.Server;
        var door = new Uri($"http://127.0.0.1:{story.Run.Services.GetRequiredService<SlackListener>().Port}");
        (slack.CommandsEndpoint, slack.InteractivityEndpoint, slack.EventsEndpoint) =
            (new Uri(door, SlackRequests.Commands), new Uri(door, SlackRequests.Interactivity), new Uri(door, SlackRequests.Events));

        Assert.True(await slack.VerifyAsync(slack.EventsEndpoint, Token));
        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        await story.AnswersAsync("ana", "a token is a piece of text");
        Assert.Contains("50 of 100", story.Transcript, StringComparison.Ordinal);

        await story.AsksAsync("olga", "/schedule add when:25:00");
        await story.SendsAsync("olga");
        Assert.StartsWith("when: ", story.Slack.FaultsOf("olga"), StringComparison.Ordinal);

        using var client = new HttpClient();
        using var forged = new StringContent("team_id=T1&command=%2Fquiz", Encoding.UTF8, "application/x-www-form-urlencoded");
        forged.Headers.Add("X-Slack-Request-Timestamp", story.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        forged.Headers.Add("X-Slack-Signature", "v0=" + new string('0', 64));
        using var refused = await client.PostAsync(slack.CommandsEndpoint, forged, Token);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(2, story.Record.Read<int>("SELECT count(*) FROM inbox"));
    }

    private static int Announcements(BotStory story) => story.Shown.Count(shown => shown.Message.Title == "Rapid-fire round");

    private static IEnumerable<EmulatedPost> Everything(BotStory story) =>
        new[] { "ana", "olga" }.Select(story.Slack.Member)
            .SelectMany(member => member.Sees(story.Slack.Channel(Given.Channel)).Concat(member.DirectMessages)).Distinct();

    private static string Trouble(BotStory story) =>
        story.Run.Services.GetServices<IChatPlatform>().OfType<IConnectedPlatform>().Single().Trouble ?? "";
}
