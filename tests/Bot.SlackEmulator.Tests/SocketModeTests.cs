using System.Text.Json.Nodes;
using Bot.SlackEmulation.Interactions;
using Bot.SlackEmulation.Tests.Stage;

namespace Bot.SlackEmulation.Tests;

public sealed class SocketModeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_is_greeted_and_its_address_serves_once()
    {
        await using var stage = await SlackStage.SetAsync();
        var opened = await stage.App.CallAsync("apps.connections.open", [], stage.Slack.AppToken, Token);
        await using var socket = await AppSocket.OpenAsync(new Uri((string)opened["url"]!), stage.App, Token);
        Assert.Equal("hello", (string?)Assert.Single(socket.Notes)["type"]);
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => AppSocket.OpenAsync(new Uri((string)opened["url"]!), stage.App, Token));
    }

    [Theory]
    [InlineData("", "not_authed")]
    [InlineData("xoxb-1", "not_allowed_token_type")]
    [InlineData("xapp-1", "invalid_auth")]
    public async Task Nobody_connects_with_another_token(string token, string error)
    {
        await using var stage = await SlackStage.SetAsync();
        Assert.Equal(error, (string?)(await stage.App.CallAsync("apps.connections.open", [], token, Token))["error"]);
    }

    [Fact]
    public async Task An_eleventh_connection_is_turned_away()
    {
        await using var stage = await SlackStage.SetAsync();
        for (var i = 0; i < 10; i++)
        {
            await stage.App.ConnectAsync(Token);
        }

        var turnedAway = await stage.App.ConnectAsync(Token);
        await turnedAway.Closed.WaitAsync(Token);
        Assert.Equal("too_many_websockets", (string?)turnedAway.Notes.First()["reason"]);
        Assert.Equal(10, stage.Slack.Connections);
    }

    [Fact]
    public async Task What_the_acknowledgement_of_a_command_holds_is_shown_to_whoever_called_it()
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        stage.App.Answer = _ => new JsonObject { ["text"] = "One moment" };
        var interaction = await stage.SlashAsync("quiz R&D <now>");
        Assert.Equal("One moment", Assert.Single(stage.Ana.Ephemerals(stage.Channel)).Text);
        Assert.Equal("One moment", Assert.Single(interaction.Posts).Text);
        Assert.Empty(stage.Channel.Messages);
        var sent = Assert.Single(stage.App.Envelopes);
        Assert.Equal(("slash_commands", true), ((string?)sent["type"], (bool)sent["accepts_response_payload"]!));
        Assert.Equal("quiz R&amp;D &lt;now&gt;", (string?)sent["payload"]!["text"]);
    }

    [Fact]
    public async Task A_command_that_is_acknowledged_too_late_has_failed()
    {
        await using var stage = await SlackStage.SetAsync();
        var socket = await stage.App.ConnectAsync(Token);
        stage.App.Answer = _ => AppSocket.Silence;
        var slash = stage.SlashAsync();
        await stage.Clock.PassAsync(TimeSpan.FromSeconds(3), Token);
        var failed = await Assert.ThrowsAsync<SlackInteractionFailedException>(() => slash);
        Assert.Contains("operation_timeout", failed.Message, StringComparison.Ordinal);
        await stage.App.WaitForAsync(1, Token);
        await socket.AcknowledgeAsync((string)stage.App.Envelopes.Single()["envelope_id"]!, null, Token);
        await stage.Slack.WaitForAsync("it was noted", () => stage.Slack.Refusals.Count > 0, Token);
        Assert.Equal("socket: the slash_commands envelope was acknowledged after three seconds", Assert.Single(stage.Slack.Refusals));
    }

    [Fact]
    public async Task A_command_fails_at_once_while_nothing_is_connected()
    {
        await using var stage = await SlackStage.SetAsync();
        var failed = await Assert.ThrowsAsync<SlackInteractionFailedException>(() => stage.SlashAsync());
        Assert.Contains("dispatch_failed", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_fails_when_its_connection_is_lost_before_the_acknowledgement()
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        stage.App.Answer = _ =>
        {
            stage.Slack.DropConnections();
            return AppSocket.Silence;
        };
        await Assert.ThrowsAsync<SlackInteractionFailedException>(() => stage.SlashAsync());
    }

    [Fact]
    public async Task A_press_takes_no_payload_and_unknown_acknowledgements_are_noted()
    {
        await using var stage = await SlackStage.SetAsync();
        var socket = await stage.App.ConnectAsync(Token);
        stage.App.Answer = _ => new JsonObject { ["text"] = "no" };
        await stage.PressAnswerAsync();
        await socket.AcknowledgeAsync("another", null, Token);
        await socket.SendAsync("{\"type\":\"ping\"}", Token);
        await stage.Slack.WaitForAsync("all was noted", () => stage.Slack.Refusals.Count == 3, Token);
        Assert.Equal(
            ["socket: this interactive envelope takes no payload", "socket: no envelope is called another", "socket: no acknowledgement: {\"type\":\"ping\"}"],
            stage.Slack.Refusals);
    }

    [Fact]
    public async Task An_event_is_sent_again_at_once_after_a_minute_and_after_five()
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        stage.App.Answer = sent => (int)sent["retry_attempt"]! < 3 ? AppSocket.Silence : null;
        var opened = stage.Slack.OpenHomeAsync(stage.Ana, Token);
        await UnansweredAsync(1);
        await UnansweredAsync(2);
        await stage.Clock.PassAsync(TimeSpan.FromMinutes(1), Token);
        await UnansweredAsync(3);
        await stage.Clock.PassAsync(TimeSpan.FromMinutes(5), Token);
        Assert.True(await opened);
        Assert.Equal([(0, ""), (1, "timeout"), (2, "timeout"), (3, "timeout")], stage.App.Envelopes.Select(sent => ((int)sent["retry_attempt"]!, (string)sent["retry_reason"]!)));
        Assert.Single(stage.App.Envelopes.Select(sent => (string)sent["payload"]!["event_id"]!).Distinct());
        Assert.Equal(4, stage.App.Envelopes.Select(sent => (string)sent["envelope_id"]!).Distinct().Count());

        async Task UnansweredAsync(int envelopes)
        {
            await stage.App.WaitForAsync(envelopes, Token);
            await stage.Clock.PassAsync(TimeSpan.FromSeconds(3), Token);
        }
    }

    [Fact]
    public async Task A_lost_acknowledgement_is_none()
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        stage.Slack.Faults.LoseAcknowledgements(1);
        var slash = stage.SlashAsync();
        await stage.Slack.WaitForAsync("it was lost", () => stage.Slack.Faults.LostAcknowledgements == 1, Token);
        await stage.Clock.PassAsync(TimeSpan.FromSeconds(3), Token);
        await Assert.ThrowsAsync<SlackInteractionFailedException>(() => slash);
        await stage.SlashAsync();
    }

    [Fact]
    public async Task Envelopes_may_come_twice_and_over_different_connections()
    {
        await using var stage = await SlackStage.SetAsync();
        var (one, other) = (await stage.App.ConnectAsync(Token), await stage.App.ConnectAsync(Token));
        (stage.Slack.Faults.DoublesEnvelopes, stage.Slack.Faults.SpreadsEnvelopes) = (true, true);
        await stage.SlashAsync();
        await stage.App.WaitForAsync(2, Token);
        Assert.Equal((1, 1), (one.Envelopes, other.Envelopes));
        Assert.Single(stage.App.Envelopes.Select(sent => (string)sent["envelope_id"]!).Distinct());
    }

    [Fact]
    public async Task A_warning_gives_ten_seconds_in_which_new_envelopes_take_the_new_connection()
    {
        await using var stage = await SlackStage.SetAsync();
        var old = await stage.App.ConnectAsync(Token);
        await stage.Slack.DisconnectAsync("warning", Token);
        Assert.False(stage.Slack.IsConnected);
        await stage.SlashAsync();
        var young = await stage.App.ConnectAsync(Token);
        await stage.SlashAsync();
        Assert.Equal((1, 1), (old.Envelopes, young.Envelopes));
        Assert.False(old.Closed.IsCompleted);
        await stage.Clock.PassAsync(TimeSpan.FromSeconds(10), Token);
        await old.Closed.WaitAsync(Token);
        Assert.Equal(["hello", "disconnect"], old.Notes.Select(note => (string?)note["type"]));
    }

    [Fact]
    public async Task Two_hundred_people_at_once_get_their_own_answers()
    {
        await using var stage = await SlackStage.SetAsync();
        await stage.App.ConnectAsync(Token);
        await stage.App.ConnectAsync(Token);
        stage.App.Answer = sent => new JsonObject { ["text"] = $"For {sent["payload"]!["user_name"]}" };
        var people = Enumerable.Range(1, 200).Select(i => stage.Slack.Team.AddUser($"member{i}")).ToList();
        await Task.WhenAll(people.Select(person => stage.Slack.SlashAsync(person, stage.Channel, "/redflag", "me", Token)));
        Assert.All(people, person => Assert.Equal($"For {person.Name}", Assert.Single(person.Ephemerals(stage.Channel)).Text));
        Assert.Empty(stage.Slack.Refusals);
    }

    [Fact]
    public async Task A_disabled_link_is_closed_at_once()
    {
        await using var stage = await SlackStage.SetAsync();
        var socket = await stage.App.ConnectAsync(Token);
        await stage.Slack.DisconnectAsync("link_disabled", Token);
        await socket.Closed.WaitAsync(Token);
    }
}
