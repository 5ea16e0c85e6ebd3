using System.Text.Json.Nodes;
using Bot.SlackEmulation.Tests.Stage;

namespace Bot.SlackEmulation.Tests;

public sealed class ResponseUrlTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_serves_five_times()
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        var slash = await stage.SlashAsync();
        for (var i = 1; i <= 5; i++)
        {
            Assert.Equal((200, "ok"), await RespondAsync(stage, slash.ResponseUrl, new JsonObject { ["text"] = $"{i}" }));
        }

        var (status, body) = await RespondAsync(stage, slash.ResponseUrl, new JsonObject { ["text"] = "6" });
        Assert.Equal((404, """{"ok":false,"error":"used_url"}"""), (status, body));
        Assert.Equal(["1", "2", "3", "4", "5"], stage.Ana.Ephemerals(stage.Channel).Select(message => message.Text));
        Assert.Equal("response_url: used_url", Assert.Single(stage.Slack.Refusals));
    }

    [Fact]
    public async Task It_serves_for_half_an_hour()
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        var slash = await stage.SlashAsync();
        stage.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(200, (await RespondAsync(stage, slash.ResponseUrl, new JsonObject { ["text"] = "just" })).Status);
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((404, """{"ok":false,"error":"expired_url"}"""), await RespondAsync(stage, slash.ResponseUrl, new JsonObject { ["text"] = "late" }));
    }

    [Fact]
    public async Task It_answers_for_everybody_where_it_says_so_even_where_the_app_is_not()
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        stage.Channel.RemoveBot();
        var slash = await stage.SlashAsync();
        await RespondAsync(stage, slash.ResponseUrl, new JsonObject { ["text"] = "For all", ["response_type"] = "in_channel" });
        Assert.Equal("For all", Assert.Single(stage.Channel.Messages).Text);
    }

    [Fact]
    public async Task It_replaces_and_deletes_the_message_that_was_pressed_an_ephemeral_one_too()
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        stage.App.Answer = sent => (string?)sent["type"] == "slash_commands"
            ? new JsonObject { ["text"] = "x", ["blocks"] = new JsonArray(Given.Section("Sure?"), Given.Actions(Given.Button("yes", "Yes"))) }
            : null;
        await stage.SlashAsync();
        var message = Assert.Single(stage.Ana.Ephemerals(stage.Channel));
        var press = await stage.Slack.PressAsync(stage.Ana, message, "Yes", Token);
        Assert.True((bool)stage.App.Envelopes.Last()["payload"]!["container"]!["is_ephemeral"]!);
        Assert.Null(stage.App.Envelopes.Last()["payload"]!["message"]);
        await RespondAsync(stage, press.ResponseUrl, new JsonObject { ["text"] = "Done", ["blocks"] = new JsonArray(Given.Section("Done.")), ["replace_original"] = true });
        Assert.Equal("Done.", Assert.Single(stage.Ana.Ephemerals(stage.Channel)).Rendered);
        await RespondAsync(stage, press.ResponseUrl, new JsonObject { ["text"] = "Another", ["replace_original"] = false });
        Assert.Equal(["Done.", "Another"], stage.Ana.Ephemerals(stage.Channel).Select(post => post.Rendered));
        await RespondAsync(stage, press.ResponseUrl, new JsonObject { ["delete_original"] = true });
        Assert.Equal(["Another"], stage.Ana.Ephemerals(stage.Channel).Select(post => post.Rendered));
    }

    [Theory]
    [InlineData("""{"text":""}""", "no_text")]
    [InlineData("""{"text":"x","channel":"C1"}""", "unknown field: channel")]
    [InlineData("""{"text":"x","response_type":"loud"}""", "unknown response_type: loud")]
    [InlineData("""{"blocks":[{"type":"poll"}]}""", "unsupported type: poll")]
    public async Task What_Slack_does_not_take_is_refused(string body, string fault)
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        var slash = await stage.SlashAsync();
        var (status, answer) = await RespondAsync(stage, slash.ResponseUrl, (JsonObject)JsonNode.Parse(body)!);
        Assert.Equal(400, status);
        Assert.Contains(fault, answer, StringComparison.Ordinal);
        Assert.Empty(stage.Ana.Sees(stage.Channel));
    }

    private static Task<(int Status, string Body)> RespondAsync(SlackStage stage, string address, JsonObject body) => stage.App.PostAsync(address, body, Token);
}
