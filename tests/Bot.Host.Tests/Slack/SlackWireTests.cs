using System.Collections.Immutable;
using System.Text.Json;
using Bot.Core.Chat;
using Bot.Host.Slack;
using Bot.Host.Slack.Interactions;
using Bot.Host.Slack.Wire;

namespace Bot.Host.Tests.Slack;

public sealed class SlackWireTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private const string Pressed =
        """
        {"type":"block_actions","trigger_id":"1.T1.abc","response_url":"https://hooks.example.org/actions/1","something_new":{"a":[1]},
         "team":{"id":"T1","domain":"group"},"user":{"id":"U1","username":"ana","name":"ana","team_id":"T1"},"channel":{"id":"C1","name":"drills"},
         "container":{"type":"message","message_ts":"1.2","channel_id":"C1","is_ephemeral":true},
         "actions":[{"type":"button","action_id":"answer:0","block_id":"b1","value":"d123","action_ts":"1.3"}]}
        """;

    private const string Sent =
        """
        {"type":"view_submission","team":{"id":"T1"},"user":{"id":"U1","name":"ana"},"trigger_id":"2.T1.def",
         "view":{"id":"V1","hash":"1.h","callback_id":"answer","private_metadata":"{\"argument\":\"d123\",\"channel\":\"C1\",\"response_url\":\"https://hooks.example.org/actions/1\",\"opened_at\":1772442000}",
          "state":{"values":{"text":{"text":{"type":"plain_text_input","value":"a token"}},"empty":{"empty":{"type":"plain_text_input","value":null}}}}}}
        """;

    [Fact]
    public void A_press_is_read_with_who_did_it_and_where()
    {
        var read = Read(Pressed)!;

        Assert.Equal(new ChatAction.Button("answer", "d123"), read.Action);
        Assert.Equal(("1.T1.abc", "T1", "C1", "U1", "ana"), (read.EventId, read.Team, read.Channel, read.User, read.UserName));
        Assert.Equal(new SlackReply.Respond("https://hooks.example.org/actions/1", "U1", IsPrivate: true), SlackReply.FromToken(read.ReplyTo(isPrivate: true, Now).Token));
    }

    [Fact]
    public void A_choice_is_read_as_what_was_chosen() =>
        Assert.Equal(
            new ChatAction.Button("answer", "second"),
            Read(Pressed.Replace("\"value\":\"d123\"", "\"selected_option\":{\"value\":\"second\"}", StringComparison.Ordinal))!.Action);

    [Fact]
    public void A_file_of_a_form_is_read_with_where_it_lies()
    {
        var read = Read(Sent.Replace(
            "\"empty\":{\"empty\"",
            """
            "file":{"file":{"type":"file_input","files":[{"id":"F1","name":"guide.md","size":12,"mimetype":"text/markdown","url_private":"https://files.slack.com/files-pri/T1-F1/guide.md","url_private_download":"https://files.slack.com/files-pri/T1-F1/download/guide.md"}]}},
            "none":{"none":{"type":"file_input","files":[]}},"empty":{"empty"
            """,
            StringComparison.Ordinal))!;

        var form = Assert.IsType<ChatAction.Form>(read.Action);
        Assert.Equal(["empty", "text"], form.Values.Keys.Order());
        Assert.Equal([KeyValuePair.Create("file", new AttachedFile("guide.md", 12, "https://files.slack.com/files-pri/T1-F1/download/guide.md"))], form.Files!);
    }

    [Fact]
    public void A_form_is_read_with_what_it_was_opened_for()
    {
        var read = Read(Sent)!;

        var form = Assert.IsType<ChatAction.Form>(read.Action);
        Assert.Equal(("answer", "d123", "a token", ""), (form.Name, form.Argument, form.Values["text"], form.Values["empty"]));
        Assert.Equal("C1", read.Channel);
    }

    [Fact]
    public void The_reply_to_a_form_goes_where_what_opened_it_is_replied_to_for_as_long_as_slack_takes_that()
    {
        var read = Read(Sent)!;
        var opened = DateTimeOffset.FromUnixTimeSeconds(1772442000);

        Assert.IsType<SlackReply.Respond>(SlackReply.FromToken(read.ReplyTo(isPrivate: true, opened.AddMinutes(20)).Token));
        Assert.Equal(new SlackReply.Channel("C1", "U1", IsPrivate: true), SlackReply.FromToken(read.ReplyTo(isPrivate: true, opened.AddMinutes(31)).Token));
    }

    [Fact]
    public void A_button_does_again_what_a_person_did()
    {
        var command = new ChatAction.Command("quiz", ImmutableDictionary<string, string>.Empty.Add("topic", "a:b \"c\""));
        var again = SlackIds.ReadPressed(new PressedAction { ActionId = SlackIds.OfAction(SlackIds.Again, 0), Value = SlackIds.WriteAgain(command) });

        Assert.Equal("a:b \"c\"", Assert.IsType<ChatAction.Command>(again).Options["topic"]);
    }

    [Theory]
    [InlineData("\"team\":{\"id\":\"T1\",", "\"team\":{")]
    [InlineData("\"user\":{\"id\":\"U1\",", "\"user\":{")]
    [InlineData("\"trigger_id\":\"1.T1.abc\"", "\"trigger_id\":\"\"")]
    [InlineData("\"action_id\":\"answer:0\"", "\"action_id\":\"anotherApps\"")]
    [InlineData("\"action_id\":\"answer:0\"", "\"action_id\":null")]
    [InlineData("\"action_id\":\"answer:0\"", "\"action_id\":\"again:0\"")]
    [InlineData("\"type\":\"block_actions\"", "\"type\":\"shortcut\"")]
    public void What_this_bot_cannot_have_caused_is_not_taken(string was, string becomes) => Assert.Null(Read(Pressed.Replace(was, becomes, StringComparison.Ordinal)));

    [Theory]
    [InlineData("{\\\"argument", "{{")]
    [InlineData("\"callback_id\":\"answer\"", "\"callback_id\":\"\"")]
    public void A_form_of_somebody_else_is_not_taken(string was, string becomes) => Assert.Null(Read(Sent.Replace(was, becomes, StringComparison.Ordinal)));

    [Theory]
    [InlineData("")]
    [InlineData("private")]
    [InlineData("elsewhere U1 https://example.org")]
    public void A_handle_that_is_none_of_ours_is_not_read(string token) => Assert.Null(SlackReply.FromToken(token));

    private static SlackReading? Read(string json) => SlackReading.Of(JsonSerializer.Deserialize(json, SlackJson.Default.InteractivePayload)!);
}
