using System.Text.Json.Nodes;
using Bot.SlackEmulation.Faults;
using Bot.SlackEmulation.Tests.Stage;

namespace Bot.SlackEmulation.Tests;

public sealed class ChatTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_found_again_by_the_metadata_that_was_put_on_it()
    {
        await using var stage = await SlackStage.SetAsync();
        var metadata = new JsonObject { ["event_type"] = "redflag_post", ["event_payload"] = new JsonObject { ["key"] = "k1" } };
        await stage.CallAsync("chat.postMessage", new JsonObject { ["channel"] = stage.Channel.Id, ["text"] = "Question", ["metadata"] = metadata });
        stage.Channel.Say(stage.Ana, "Nice");
        var with = await stage.App.AskAsync("conversations.history", Token, ("channel", stage.Channel.Id), ("include_all_metadata", "true"), ("limit", 10));
        var without = await stage.App.AskAsync("conversations.history", Token, ("channel", stage.Channel.Id));
        Assert.Equal([null, "k1"], with["messages"]!.AsArray().Select(message => (string?)message!["metadata"]?["event_payload"]!["key"]));
        Assert.All(without["messages"]!.AsArray(), message => Assert.Null(message!["metadata"]));
    }

    [Fact]
    public async Task History_is_read_page_by_page_newest_first_between_two_times()
    {
        await using var stage = await SlackStage.SetAsync();
        var posts = Enumerable.Range(1, 5).Select(i => stage.Channel.Say(stage.Ana, $"{i}")).ToList();
        var first = await stage.App.AskAsync("conversations.history", Token, ("channel", stage.Channel.Id), ("limit", 2), ("oldest", posts[0].Ts));
        Assert.Equal(["5", "4"], first["messages"]!.AsArray().Select(message => (string?)message!["text"]));
        Assert.True((bool)first["has_more"]!);
        var cursor = (string)first["response_metadata"]!["next_cursor"]!;
        var second = await stage.App.AskAsync("conversations.history", Token, ("channel", stage.Channel.Id), ("limit", 2), ("oldest", posts[0].Ts), ("cursor", cursor));
        Assert.Equal(["3", "2"], second["messages"]!.AsArray().Select(message => (string?)message!["text"]));
        Assert.False((bool)second["has_more"]!);
    }

    [Theory]
    [InlineData("""{"event_type":"x"}""", "invalid_metadata_schema")]
    [InlineData("""{"event_type":"x","event_payload":{"key":null}}""", "invalid_metadata_schema")]
    [InlineData("""{"event_type":"x y","event_payload":{}}""", "invalid_metadata_schema")]
    [InlineData("""{"event_type":"x","event_payload":{},"more":1}""", "invalid_metadata_schema")]
    [InlineData("""["x"]""", "invalid_metadata_format")]
    public async Task Metadata_has_a_type_and_a_payload(string metadata, string error)
    {
        await using var stage = await SlackStage.SetAsync();
        var answer = await stage.CallAsync("chat.postMessage", new JsonObject { ["channel"] = stage.Channel.Id, ["text"] = "x", ["metadata"] = JsonNode.Parse(metadata) });
        Assert.Equal(error, (string?)answer["error"]);
    }

    [Theory]
    [InlineData("chat.postMessage", 40_000, null)]
    [InlineData("chat.postMessage", 40_001, "msg_too_long")]
    [InlineData("chat.postMessage", 0, "no_text")]
    [InlineData("chat.update", 4_000, null)]
    [InlineData("chat.update", 4_001, "msg_too_long")]
    public async Task A_text_has_its_length(string method, int length, string? error)
    {
        await using var stage = await SlackStage.SetAsync();
        var posted = await stage.PostAsync(Given.Section("x"));
        var asked = new JsonObject { ["channel"] = stage.Channel.Id, ["text"] = new string('x', length) };
        if (method == "chat.update")
        {
            asked["ts"] = (string)posted["ts"]!;
        }

        Assert.Equal(error, (string?)(await stage.CallAsync(method, asked))["error"]);
    }

    [Fact]
    public async Task A_text_alone_takes_the_blocks_away_and_blocks_alone_leave_the_text()
    {
        await using var stage = await SlackStage.SetAsync();
        var ts = (string)(await stage.PostAsync(Given.Section("first")))["ts"]!;
        await stage.CallAsync("chat.update", new JsonObject { ["channel"] = stage.Channel.Id, ["ts"] = ts, ["blocks"] = new JsonArray(Given.Section("second")) });
        var message = stage.Channel.Messages[0];
        Assert.Equal(("fallback", "second"), (message.Text, message.Rendered));
        await stage.CallAsync("chat.update", new JsonObject { ["channel"] = stage.Channel.Id, ["ts"] = ts, ["text"] = "third" });
        Assert.Equal("third", message.Rendered);
        Assert.Equal(3, message.Versions.Count);
    }

    [Fact]
    public async Task Where_the_app_is_not_it_cannot_write()
    {
        await using var stage = await SlackStage.SetAsync();
        var (secret, old) = (stage.Slack.Team.AddChannel("secret", isPrivate: true, hasBot: false), stage.Slack.Team.AddChannel("old"));
        old.IsArchived = true;
        stage.Channel.RemoveBot();
        Assert.Equal("not_in_channel", await PostErrorAsync(stage, stage.Channel.Id));
        Assert.Equal("channel_not_found", await PostErrorAsync(stage, secret.Id));
        Assert.Equal("channel_not_found", await PostErrorAsync(stage, "C1"));
        Assert.Equal("is_archived", await PostErrorAsync(stage, old.Id));
    }

    [Fact]
    public async Task An_ephemeral_message_is_seen_by_one_and_is_not_there_for_anybody_else()
    {
        await using var stage = await SlackStage.SetAsync();
        var ben = stage.Slack.Team.AddUser("ben");
        var posted = await stage.CallAsync("chat.postEphemeral", new JsonObject { ["channel"] = stage.Channel.Id, ["user"] = stage.Ana.Id, ["text"] = "Only you" });
        Assert.Equal("Only you", Assert.Single(stage.Ana.Ephemerals(stage.Channel)).Text);
        Assert.Empty(ben.Sees(stage.Channel));
        var update = await stage.CallAsync("chat.update", new JsonObject { ["channel"] = stage.Channel.Id, ["ts"] = (string)posted["message_ts"]!, ["text"] = "x" });
        Assert.Equal("message_not_found", (string?)update["error"]);
        Assert.Empty((await stage.App.AskAsync("conversations.history", Token, ("channel", stage.Channel.Id)))["messages"]!.AsArray());
        stage.Channel.Remove(ben);
        var gone = await stage.CallAsync("chat.postEphemeral", new JsonObject { ["channel"] = stage.Channel.Id, ["user"] = ben.Id, ["text"] = "x" });
        Assert.Equal("user_not_in_channel", (string?)gone["error"]);
    }

    [Theory]
    [InlineData("<!channel> look", true)]
    [InlineData("<!here|here> look", true)]
    [InlineData("&lt;!channel&gt; look", false)]
    [InlineData("@channel look", false)]
    public async Task Whom_a_message_notifies_is_known(string text, bool everybody)
    {
        await using var stage = await SlackStage.SetAsync();
        await stage.PostAsync(Given.Section($"{text} <@{stage.Ana.Id}>"));
        var message = stage.Channel.Messages[0];
        Assert.Equal(everybody, message.NotifiedEveryone);
        Assert.Equal([stage.Ana], message.Notified);
    }

    [Fact]
    public async Task A_mention_in_plain_text_notifies_nobody()
    {
        await using var stage = await SlackStage.SetAsync();
        await stage.PostAsync(new JsonObject { ["type"] = "header", ["text"] = Given.Plain($"<!channel> <@{stage.Ana.Id}>") });
        Assert.False(stage.Channel.Messages[0].NotifiedEveryone);
        Assert.Empty(stage.Channel.Messages[0].Notified);
    }

    [Fact]
    public async Task Arguments_that_Slack_does_not_know_or_misses_are_named()
    {
        await using var stage = await SlackStage.SetAsync();
        await stage.CallAsync("chat.postMessage", new JsonObject { ["channel"] = stage.Channel.Id, ["text"] = "x", ["nonce"] = "1" });
        await stage.CallAsync("chat.delete", new JsonObject { ["channel"] = stage.Channel.Id });
        await stage.CallAsync("users.info", new JsonObject { ["user"] = stage.Ana.Id });
        await stage.CallAsync("chat.shout", []);
        Assert.Equal(
            [
                "chat.postMessage: invalid_arguments (unknown argument: nonce)",
                "chat.delete: invalid_arguments (missing required field: ts)",
                "users.info: invalid_arguments (missing required field: user)",
                "chat.shout: unknown_method",
            ],
            stage.Slack.Refusals);
    }

    [Fact]
    public async Task A_workspace_that_removed_the_app_and_one_that_allowed_less_refuse_it()
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        stage.Slack.Scopes.Remove("users:read");
        var less = await stage.App.AskAsync("users.info", Token, ("user", stage.Ana.Id));
        Assert.Equal(("missing_scope", "users:read"), ((string?)less["error"], (string?)less["needed"]));
        stage.Slack.Team.Uninstall();
        Assert.Equal("account_inactive", (string?)(await stage.CallAsync("auth.test", []))["error"]);
        Assert.Equal("invalid_auth", (string?)(await stage.App.CallAsync("auth.test", [], "xoxb-other", Token))["error"]);
        await stage.App.WaitForAsync(2, Token);
        Assert.Equal(["app_uninstalled", "tokens_revoked"], stage.App.Envelopes.Select(sent => (string?)sent["payload"]!["event"]!["type"]).Order());
    }

    [Fact]
    public async Task Two_workspaces_do_not_see_each_other()
    {
        await using var stage = await SlackStage.SetAsync();
        var other = stage.Slack.AddTeam("Another group");
        Assert.Equal("Another group", (string?)(await stage.App.CallAsync("auth.test", [], other.BotToken, Token))["team"]);
        var answer = await stage.App.CallAsync("chat.postMessage", new JsonObject { ["channel"] = stage.Channel.Id, ["text"] = "x" }, other.BotToken, Token);
        Assert.Equal("channel_not_found", (string?)answer["error"]);
    }

    [Fact]
    public async Task A_direct_conversation_is_opened_once()
    {
        await using var stage = await SlackStage.SetAsync();
        var first = await stage.CallAsync("conversations.open", new JsonObject { ["users"] = stage.Ana.Id });
        var again = await stage.CallAsync("conversations.open", new JsonObject { ["users"] = stage.Ana.Id });
        Assert.Equal((string?)first["channel"]!["id"], (string?)again["channel"]!["id"]);
        Assert.Equal((null, true), ((bool?)first["already_open"], (bool?)again["already_open"]));
        await stage.CallAsync("chat.postMessage", new JsonObject { ["channel"] = (string)first["channel"]!["id"]!, ["text"] = "Only you" });
        Assert.Equal("Only you", Assert.Single(stage.Ana.DirectMessages).Text);
    }

    [Fact]
    public async Task A_file_is_announced_sent_completed_and_shown()
    {
        await using var stage = await SlackStage.SetAsync();
        var announced = await stage.App.AskAsync("files.getUploadURLExternal", Token, ("filename", "chart.png"), ("length", 5), ("alt_txt", "A chart"));
        var id = (string)announced["file_id"]!;
        var image = new JsonObject { ["type"] = "image", ["alt_text"] = "A chart", ["slack_file"] = new JsonObject { ["id"] = id } };
        Assert.Equal("invalid_blocks", (string?)(await stage.PostAsync(image.DeepClone()))["error"]);
        using var client = new HttpClient();
        using var torn = new ByteArrayContent([1, 2]);
        using var whole = new ByteArrayContent([1, 2, 3, 4, 5]);
        using var wrong = await client.PostAsync((string)announced["upload_url"]!, torn, Token);
        using var right = await client.PostAsync((string)announced["upload_url"]!, whole, Token);
        Assert.Equal((400, 200), ((int)wrong.StatusCode, (int)right.StatusCode));
        await stage.CallAsync("files.completeUploadExternal", new JsonObject { ["files"] = new JsonArray(new JsonObject { ["id"] = id, ["title"] = "Chart" }) });
        Assert.True((bool)(await stage.PostAsync(image))["ok"]!);
        Assert.Equal("(A chart)", stage.Channel.Messages[^1].Rendered);
        Assert.Equal("Chart", Assert.Single(stage.Slack.Files).Title);
    }

    [Fact]
    public async Task What_goes_wrong_on_demand_goes_wrong_before_or_after_the_effect()
    {
        await using var stage = await SlackStage.SetAsync();
        stage.Slack.Faults.Next(ApiFault.TooMany(7), ApiFault.Refused("fatal_error"), ApiFault.Broken("chat.postMessage", afterEffect: true));
        var limited = await stage.PostAsync(Given.Section("1"));
        Assert.Equal(("ratelimited", 7), ((string?)limited["error"], (int)limited["retry_after"]!));
        Assert.Equal("fatal_error", (string?)(await stage.PostAsync(Given.Section("2")))["error"]);
        await Assert.ThrowsAsync<HttpRequestException>(() => stage.PostAsync(Given.Section("3")));
        Assert.Equal(["3"], stage.Channel.Messages.Select(message => message.Rendered));

        // The app sees its connection break before the call is written down.
        await stage.Slack.WaitForAsync(() => stage.Slack.Calls.Count == 3, Token);
        Assert.Equal(["ratelimited", "fatal_error", "broken"], stage.Slack.Calls.Select(call => call.Error));
    }

    [Fact]
    public async Task A_held_call_is_looked_at_once_something_else_has_happened()
    {
        await using var stage = await SlackStage.SetAsync();
        var happened = new TaskCompletionSource();
        stage.Slack.Faults.Next(ApiFault.Held("chat.postMessage", happened.Task));
        var post = stage.PostAsync(Given.Section("held"));
        await stage.Slack.WaitForAsync("it was held", () => stage.Slack.Faults.Waiting == 1, Token);
        Assert.Empty(stage.Channel.Messages);
        happened.SetResult();
        Assert.True((bool)(await post)["ok"]!);
        Assert.Single(stage.Channel.Messages);
    }

    [Fact]
    public async Task A_channel_takes_one_message_a_second_where_Slack_keeps_the_pace()
    {
        await using var stage = await SlackStage.SetAsync();
        stage.Slack.Faults.KeepsPace = true;
        Assert.True((bool)(await stage.PostAsync(Given.Section("1")))["ok"]!);
        Assert.Equal("ratelimited", (string?)(await stage.PostAsync(Given.Section("2")))["error"]);
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((bool)(await stage.PostAsync(Given.Section("3")))["ok"]!);
    }

    private static async Task<string?> PostErrorAsync(SlackStage stage, string channel) =>
        (string?)(await stage.CallAsync("chat.postMessage", new JsonObject { ["channel"] = channel, ["text"] = "x" }))["error"];
}
