using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Bot.Core.Chat;
using Bot.Emulation.Faults;
using Bot.Emulation.World;
using Bot.Host.Discord;
using Bot.Host.Discord.Http;
using Bot.Stories.Stage;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Stories.Discord;

/// <summary>What happens on Discord only.</summary>
public sealed class DiscordStories
{
    private static readonly StorySetup InGuild = new() { Place = StoryPlace.Discord };

    private static readonly ChatAction.Command Round = new(
        "drill start", new Dictionary<string, string> { ["questions"] = "1", ["seconds"] = "30", ["topic"] = "Attention" }.ToImmutableDictionary());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_bot_registers_its_commands_once_and_again_only_when_they_have_changed()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild);
        var discord = story.Discord.Server;
        Assert.Equal(1, Overwrites(discord));
        Assert.Contains("drill start", discord.Commands);
        Assert.Contains("quiz", discord.Commands);

        await story.RestartAsync();
        await story.AsksAsync("ana", "/help");

        Assert.Equal(1, Overwrites(discord));
        Assert.Empty(discord.Refusals);
    }

    [Fact]
    public async Task Commands_that_could_not_be_looked_at_are_looked_at_again()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild);
        var server = story.Discord.Server;
        var before = Looks();
        server.Faults.Next(new RestFault(503) { Where = "/commands" }, RestFault.Broken("/commands", afterEffect: false));

        await story.RestartAsync();
        await story.PassUntilAsync("the commands were looked at", 5, () => Looks() == before + 3);

        Assert.Equal(1, Overwrites(server));

        int Looks() => server.Requests.Count(request => request is { Method: "GET" } && request.Path.EndsWith("/commands", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_lost_in_the_middle_of_a_drill_is_gone_on_with_and_what_happened_meanwhile_counts()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild);
        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        await story.PressesAsync("ana", "Answer");

        story.Discord.Server.DropConnections();
        await story.SendsAsync("ana", ("text", "a token is a piece of text"));

        Assert.Equal((1, 1), (story.Discord.Server.Identifies, story.Discord.Server.Resumes));
        Assert.Contains("50 of 100", story.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_that_is_asked_to_connect_anew_does_and_goes_on()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild);
        var discord = story.Discord.Server;

        discord.AskToReconnect();
        await discord.WaitForAsync("the bot went on", () => discord.Resumes == 1 && discord.IsConnected, Token);
        await story.AsksAsync("ana", "/quiz topic:Tokenization");

        Assert.Equal(1, discord.Identifies);
        Assert.Contains("What is a token?", story.Transcript, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4000, 1, 1)]
    [InlineData(4008, 1, 1)]
    [InlineData(4007, 2, 0)]
    [InlineData(4009, 2, 0)]
    public async Task After_a_close_code_the_session_goes_on_or_another_one_begins(int code, int identifies, int resumes)
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild);
        var discord = story.Discord.Server;

        await discord.CloseConnectionsAsync(code);
        await story.PassUntilAsync("the bot was back", 7, () => discord.Identifies == identifies && discord.Resumes == resumes && discord.IsConnected);
        await story.AsksAsync("ana", "/quiz topic:Tokenization");

        Assert.Contains("What is a token?", story.Transcript, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4004, "Discord does not take the bot's token.")]
    [InlineData(4014, "Discord refuses an intent")]
    public async Task After_a_close_code_that_needs_a_person_the_bot_says_what_to_mend_and_connects_no_more(int code, string said)
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild);
        var discord = story.Discord.Server;

        await discord.CloseConnectionsAsync(code);
        await story.UntilAsync("the bot said so", () => story.Run.Log.All.Any(line => line.Contains(said, StringComparison.Ordinal)));
        story.Pass(TimeSpan.FromHours(1));

        Assert.Equal((1, 0), (discord.Identifies, discord.Resumes));
        Assert.Single(story.Run.Log.TakeErrors());
        Assert.Contains(said, Trouble(story), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_is_not_valid_any_more_is_begun_anew_and_nothing_starts_twice()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild);
        var discord = story.Discord.Server;

        discord.InvalidateSessions(mayResume: false);
        await story.PassUntilAsync("another session was begun", 7, () => discord.Identifies == 2 && discord.IsConnected);
        await story.AsksAsync("olga", "/drill start questions:1 seconds:30");
        await story.AdvanceAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(1, Overwrites(discord));
        Assert.Equal(1, story.Shown.Count(shown => shown.Message.Title == "Rapid-fire round"));
    }

    [Fact]
    public async Task Heartbeats_without_an_answer_show_a_dead_connection_and_another_one_is_made()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild);
        var discord = story.Discord.Server;

        var beat = TimeSpan.FromSeconds(25);
        discord.HeartbeatInterval = beat;
        discord.AskToReconnect();
        await story.UntilAsync("the bot went on", () => story.Run.Log.All.Any(line => line.Contains("goes on (shard 0)", StringComparison.Ordinal)));

        discord.Faults.WithholdsAcknowledgements = true;
        story.Pass(beat);
        await discord.WaitForAsync("a heartbeat came", () => discord.Heartbeats == 1, Token);
        await story.UntilAsync("the bot waits for its next beat", () => story.Clock.Waiting.Any(timer => timer.Wait == beat));
        story.Pass(beat);
        await discord.WaitForAsync("the bot went on over another connection", () => discord.Resumes == 2 && discord.IsConnected, Token);
        discord.Faults.Clear();
        await story.AsksAsync("ana", "/quiz topic:Tokenization");

        Assert.Equal(1, discord.Identifies);
        Assert.Contains("What is a token?", story.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_that_come_twice_happen_once()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild);
        story.Discord.Server.Faults.DoublesDispatches = true;

        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        await story.AnswersAsync("ana", "a token is a piece of text");

        Assert.Equal(1, story.Record.Read<int>("SELECT count(*) FROM answer"));
        Assert.Equal(1, story.Record.Read<int>("SELECT count(*) FROM quiz"));
    }

    [Fact]
    public async Task Events_that_overtake_each_other_happen_once_each_and_once_only_when_the_connection_is_gone_on_with()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild);
        var (server, channel) = (story.Discord.Server, story.Discord.Channel(Given.Channel));
        var (ana, ben) = (story.Discord.Member("ana"), story.Discord.Member("ben"));
        server.Faults.SwapsDispatches = true;

        var first = server.SlashAsync(ana, channel, "quiz", ImmutableDictionary<string, string>.Empty, Token);
        await server.SlashAsync(ben, channel, "quiz", ImmutableDictionary<string, string>.Empty, Token);
        await first;
        server.Faults.SwapsDispatches = false;
        server.DropConnections();
        await server.WaitForAsync("the bot was back", () => server.Resumes == 1 && server.IsConnected, Token);
        await story.AsksAsync("ana", "/quiz topic:Tokenization");

        Assert.Equal("ana | 2\nben | 1", story.Record.Rows("SELECT m.display_name, count(*) FROM quiz q JOIN member m ON m.id = q.member_id GROUP BY 1 ORDER BY 1"));
    }

    [Fact]
    public async Task What_nobody_knows_and_what_nobody_can_read_is_passed_over()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild);
        var discord = story.Discord.Server;

        discord.SendGarbage("no JSON at all");
        discord.SendGarbage("[1,2,3]");
        discord.Dispatch("SOMETHING_NEW", new JsonObject { ["a"] = 1 });
        discord.Dispatch("INTERACTION_CREATE", new JsonObject { ["id"] = new JsonArray(1) });
        discord.Dispatch("INTERACTION_CREATE", new JsonObject { ["id"] = "1", ["type"] = 99, ["token"] = "t" });
        discord.Dispatch("GUILD_CREATE", JsonValue.Create(7)!);
        await story.AsksAsync("ana", "/quiz topic:Tokenization");

        Assert.Contains("What is a token?", story.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_pressed_after_a_restart_does_what_it_says()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild);
        await story.AsksAsync("ana", "/quiz topic:Tokenization");

        await story.RestartAsync(Given.MondayMorning.AddHours(2));
        await story.AnswersAsync("ana", "rare words are split");

        Assert.Contains("50 of 100", story.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Organisers_are_those_who_may_manage_the_server_or_hold_the_role_that_is_set()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild);
        var role = story.Discord.Server.AddRole("Coaches");

        await story.AsksAsync("ben", "/schedule list");
        await story.AsksAsync("olga", $"/settings organisers role:{role.Id}");
        story.Discord.Member("ben").Roles = [role];
        await story.AsksAsync("ben", "/schedule list");
        story.Discord.Member("ana").OwnPermissions |= DiscordPermissions.ManageGuild;
        await story.AsksAsync("ana", "/schedule list");

        Assert.Equal(
            $"""
            ben: /schedule list
            bot (to ben): Only organisers can do that. Ask one of yours.
            olga: /settings organisers role:{role.Id}
            bot (to olga): Holders of the role {role.Id} are organisers now.
            ben: /schedule list
            bot (to ben): Nothing is scheduled
              /schedule add sets up a daily question in this channel.
            ana: /schedule list
            bot (to ana): Nothing is scheduled
              /schedule add sets up a daily question in this channel.
            """,
            story.Transcript);
    }

    [Fact]
    public async Task Text_that_somebody_typed_notifies_nobody_and_is_shown_as_it_was_typed()
    {
        const string Hostile = "@everyone <@&1> <@1> `code` **bold** ||spoiler|| [a](https://example.org) # no heading\n- no list\n1. no list > no quote";
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild with
        {
            Pack = Given.Basics.Replace("What is a token?", "\"What is @everyone, <@&1>, ```a``` *token*?\"", StringComparison.Ordinal),
        });
        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        await story.AnswersAsync("ana", Hostile);

        Assert.Contains("What is @everyone, <@&1>, ```a``` *token*?", story.Transcript, StringComparison.Ordinal);
        Assert.Contains(Hostile.Replace("\n", "\n  ", StringComparison.Ordinal), string.Join('\n', story.Shown.Select(shown => shown.Message.Fields.LastOrDefault()?.Text.Replace("\n", "\n  ", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.All(Everything(story), message => Assert.True(message is { NotifiedEveryone: false, Notified.Count: 0 }));
    }

    [Fact]
    public async Task An_answer_of_four_thousand_characters_is_taken_and_given_back_whole()
    {
        var answer = string.Concat(Enumerable.Range(0, 400).Select(number => $"word_{number:0000} "))[..4_000];
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild);
        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        await story.AnswersAsync("ana", answer);

        var fields = Everything(story).SelectMany(message => message.Embeds).SelectMany(embed => embed["fields"]?.AsArray() ?? []).Select(field => field!["value"]!.GetValue<string>());
        var words = string.Join(' ', fields).Replace("\\", "", StringComparison.Ordinal);
        Assert.All(Enumerable.Range(0, 399), number => Assert.Contains($"word_{number:0000}", words, StringComparison.Ordinal));
        Assert.Equal(answer.Trim(), story.Record.Read<string>("SELECT text FROM answer").Trim());
        Assert.Empty(story.Discord.Server.Refusals);
    }

    [Fact]
    public async Task Five_hundred_answers_in_a_minute_are_all_taken_and_all_judged()
    {
        const int Members = 500;
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild);
        await story.AsksAsync("olga", "/schedule add when:09:00 zone:UTC topic:Tokenization");
        await story.SendsAsync("olga");
        await story.AdvanceToAsync("2026-03-02 09:00");
        var server = story.Discord.Server;
        var question = server.Sees(story.Discord.Member("olga").User, story.Discord.Channel(Given.Channel)).Single(message => message.Buttons.Any(button => button.Label == "Answer"));

        await Parallel.ForEachAsync(Enumerable.Range(0, Members), Token, async (number, token) =>
        {
            var member = server.AddMember($"member {number}");
            var form = await server.PressAsync(member.User, question, "Answer", token);
            await server.SubmitAsync(form, new Dictionary<string, string> { ["text"] = "a token is a piece of text" }, token);
        });
        await story.RestAsync();

        Assert.Equal(Members, story.Record.Read<int>("SELECT count(*) FROM answer WHERE state = 'graded'"));
        Assert.Empty(server.Refusals);
    }

    [Fact]
    public async Task Where_the_bot_may_not_post_the_organiser_is_told_why_and_what_to_do()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild);
        await story.AsksAsync("olga", "/schedule add when:09:00 zone:UTC topic:Tokenization");
        await story.SendsAsync("olga");
        story.Discord.Channel(Given.Channel).BotPermissions &= ~DiscordPermissions.SendMessages;
        _ = story.Transcript;

        await story.AdvanceToAsync("2026-03-02 09:00");

        var told = story.Transcript;
        Assert.Contains("bot (directly to olga): ", told, StringComparison.Ordinal);
        Assert.Contains("The bot may not post in #drills. Give it the permissions Send Messages, Embed Links and Attach Files there.", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_that_was_removed_pauses_its_schedules()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild);
        await story.AsksAsync("olga", "/schedule add when:09:00 zone:UTC topic:Tokenization");
        await story.SendsAsync("olga");

        story.Discord.Server.RemoveBot(story.Discord.Server.Guild);
        await story.UntilAsync("the schedule was paused", () => story.Record.Read<string>("SELECT state FROM schedule") == "paused");
        await story.AdvanceToAsync("2026-03-02 09:00");

        Assert.Equal(0, story.Record.Read<int>("SELECT count(*) FROM occurrence"));
    }

    [Fact]
    public async Task Feedback_that_comes_after_the_reply_has_expired_goes_to_the_member_directly_with_buttons_that_work()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild);
        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        await story.PressesAsync("ana", "Answer");
        story.Grader.WaitsFor(new TaskCompletionSource().Task);
        await story.HandsInAnswerAsync("ana", "a token is a piece of text");
        await story.UntilAsync("the model was asked", () => story.Grader.Begun == 1);
        await story.CrashAsync();
        story.Grader.WaitsFor(Task.CompletedTask);
        await story.ComeBackAsync(Given.MondayMorning.AddMinutes(20));
        Assert.Contains("bot (directly to ana): Mixed: 50 of 100", story.Transcript, StringComparison.Ordinal);

        await story.PressesAsync("ana", "Try again");
        await story.SendsAsync("ana", ("text", "a token is a piece of text, and rare words are split"));

        Assert.Contains("100 of 100", story.Transcript, StringComparison.Ordinal);

        // What answers a button in direct messages has buttons of its own.
        await story.PressesAsync("ana", "Another question");
        await story.PressesAsync("ana", "Answer");

        Assert.Contains("form (for ana): Your answer", story.Transcript, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user")]
    [InlineData("global")]
    [InlineData("shared")]
    public async Task A_limit_is_waited_out_and_nothing_is_posted_twice(string scope)
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild);
        story.Discord.Server.Faults.Next(RestFault.TooMany(2, scope) with { Where = "/messages" });

        await story.HandInAsync("olga", Round);
        await story.PassUntilAsync("the round was announced", 3, () => story.Shown.Any(shown => shown.Message.Title == "Rapid-fire round"));

        Assert.Equal(1, story.Shown.Count(shown => shown.Message.Title == "Rapid-fire round"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(502)]
    public async Task A_post_whose_outcome_nobody_knows_is_sent_again_and_shown_once(int status)
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild);
        var channel = story.Discord.Channel(Given.Channel).Id;
        story.Discord.Server.Faults.Next(new RestFault(status) { Where = $"channels/{channel}/messages", AfterEffect = true });

        await story.HandInAsync("olga", Round);
        await story.PassUntilAsync("the post was known to be out", 5, () => story.Record.Read<int>("SELECT count(*) FROM outbox WHERE channel IS NOT NULL AND state = 'posted'") > 0);

        Assert.Equal(1, story.Shown.Count(shown => shown.Message.Title == "Rapid-fire round"));
    }

    [Fact]
    public async Task A_wrong_token_is_said_in_one_line_and_tried_no_more()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild);
        await story.StopAsync();
        story.Discord.Server.RevokeToken();
        var before = story.Discord.Server.Requests.Count;

        await story.ComeBackAsync(at: null, atRest: false, waitForBot: false);
        await story.UntilAsync("the bot said so", () => Trouble(story).Contains("does not take the bot's token", StringComparison.Ordinal));
        story.Pass(TimeSpan.FromHours(3));

        Assert.Equal(1, story.Discord.Server.Requests.Count - before);
        Assert.Contains("Reset Token", Assert.Single(story.Run.Log.TakeErrors()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interactions_may_come_as_signed_requests_and_others_are_refused()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild with
        {
            Settings = new Dictionary<string, string?> { ["Discord:Mode"] = "Http", ["Discord:Port"] = "0" },
        });
        var discord = story.Discord.Server;
        var endpoint = new Uri($"http://127.0.0.1:{story.Run.Services.GetRequiredService<DiscordListener>().Port}{RequestsEndpoint.Path}");
        using var client = new HttpClient();
        using var ping = await discord.SendSignedAsync(endpoint, """{"id":"1","type":1,"token":"t"}""", Token);
        using var body = new StringContent("""{"type":1}""");
        using var unsigned = await client.PostAsync(endpoint, body, Token);
        using var broken = await discord.SendSignedAsync(endpoint, "no JSON", Token);

        discord.InteractionsEndpoint = endpoint;
        await story.AsksAsync("ana", "/quiz topic:Tokenization");
        await story.AnswersAsync("ana", "a token is a piece of text");

        Assert.Equal("""{"type":1}""", await ping.Content.ReadAsStringAsync(Token));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest), (unsigned.StatusCode, broken.StatusCode));
        Assert.Contains("50 of 100", story.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_says_what_is_missing_on_Discords_side()
    {
        await using var discord = await Bot.Emulation.DiscordEmulator.StartAsync(TimeProviderOf(), Token);
        async Task<string> CheckAsync(string token) => string.Join(
            '\n', (await DiscordCheck.ListAsync(new DiscordOptions { Token = token, RestBase = discord.RestBase }, TimeProviderOf(), Token)).Select(check => $"{check.State}: {check.Detail}"));
        var invite = $"https://discord.com/oauth2/authorize?client_id={discord.ApplicationId}&scope=bot+applications.commands&permissions=52224";

        Assert.Equal("Right: the bot is in \"Study group\" and may do there what it needs to", await CheckAsync(discord.Token));
        discord.Guild.Find(discord.Bot)!.OwnPermissions &= ~(DiscordPermissions.EmbedLinks | DiscordPermissions.AttachFiles);
        Assert.Equal($"Wrong: In \"Study group\" the bot lacks Embed Links, Attach Files. Give its role these, or invite it again: {invite}", await CheckAsync(discord.Token));
        discord.RemoveBot(discord.Guild);
        Assert.Equal($"Wrong: Discord takes the token, but the bot is in no server yet. Invite it: {invite}", await CheckAsync(discord.Token));
        Assert.StartsWith("Wrong: Discord does not take the bot's token. Copy the token again", await CheckAsync(discord.Token[..^1] + "y"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_topic_is_typed_those_that_there_are_are_suggested()
    {
        await using var story = await BotStory.BeginAsync(Given.MondayMorning, InGuild);

        var typing = await story.Discord.Server.TypeAsync(story.Discord.Member("ana"), story.Discord.Channel(Given.Channel), "quiz", "topic", "tok", Token);

        Assert.Equal(["Tokenization"], typing.Suggestions);
    }

    private static int Overwrites(Bot.Emulation.DiscordEmulator discord) => discord.Requests.Count(request => request.Method == "PUT");

    private static StoryClock TimeProviderOf() => new(Given.MondayMorning, new Pulse());

    private static string Trouble(BotStory story) =>
        story.Run.Services.GetServices<IChatPlatform>().OfType<IConnectedPlatform>().Single().Trouble ?? "";

    private static IReadOnlyList<EmulatedMessage> Everything(BotStory story) =>
        [.. story.Discord.Server.Sees(story.Discord.Member("ana").User, story.Discord.Channel(Given.Channel))];
}
