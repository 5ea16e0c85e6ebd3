using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Bot.Core.Chat;
using Dapper;

namespace Bot.Host.Tests.LocalChat;

public sealed class Talking
{
    private static readonly ChannelAddress General = new(Platform.Local, "local", "general");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_member_is_the_organiser_and_the_second_is_not()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        await rig.MeetAsync("Ana");
        await rig.MeetAsync("  Ben ");

        var members = (await rig.GetAsync("/api/state"))["members"]!.AsArray();

        Assert.Equal(["Ana True", "Ben False"], members.Select(member => $"{member!["name"]} {member["isOrganiser"]!.GetValue<bool>()}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("ANA")]
    [InlineData("two\nlines")]
    [InlineData("\u202Eevil")]
    [InlineData("\u200D")]
    [InlineData("12345678901234567890123456789012345678901")]
    public async Task A_name_that_is_taken_or_cannot_be_read_is_refused_beside_its_field(string name)
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        await rig.MeetAsync("Ana");

        var (status, body) = await rig.PostAsync("/api/members", new { name });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal("name", (string?)body!["faults"]![0]!["field"]);
    }

    [Fact]
    public async Task When_the_bot_is_being_stopped_streams_end_and_a_member_is_told_to_send_again()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        var ana = await rig.MeetAsync("Ana");
        await using var stream = await rig.ListenAsync(ana);
        await stream.NextAsync("hello");

        rig.BeginToStop();

        var (status, body) = await rig.DoAsync(ana, LocalChatRig.Command("help"));
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "The bot is being stopped. Nothing was stored, and your text is kept here: send it again when the bot is back."),
            (status, (string?)body!["message"]));
        await Assert.ThrowsAsync<InvalidOperationException>(() => stream.NextAsync());
    }

    [Fact]
    public async Task A_channel_is_added_once_in_lower_case()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();

        var (added, channel) = await rig.PostAsync("/api/channels", new { name = "#System Design" });
        var (again, _) = await rig.PostAsync("/api/channels", new { name = "system-design" });
        var (bad, _) = await rig.PostAsync("/api/channels", new { name = "@direct" });

        Assert.Equal((HttpStatusCode.Created, "system-design"), (added, (string?)channel!["name"]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad);
        Assert.Equal(["general", "system-design"], (await rig.GetAsync("/api/state"))["channels"]!.AsArray().Select(found => (string?)found!["id"]));
    }

    [Fact]
    public async Task The_page_learns_every_command_with_its_options_and_who_may_use_it()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();

        var commands = (await rig.GetAsync("/api/state"))["commands"]!.AsArray();

        var quiz = commands.Single(command => (string?)command!["name"] == "quiz")!;
        Assert.Equal("""{"name":"level","description":"How hard it is","choices":["junior","mid","senior"],"suggests":false}""", quiz["options"]![1]!.ToJsonString());
        Assert.Equal(["schedule add", "schedule list"], commands.Where(command => command!["organisersOnly"]!.GetValue<bool>()).Select(command => (string?)command!["name"]));
    }

    [Fact]
    public async Task A_reply_to_a_private_command_is_seen_by_its_member_alone()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        var ana = await rig.MeetAsync("Ana");
        var ben = await rig.MeetAsync("Ben");
        await using var events = await rig.ListenAsync(ana);

        var (status, body) = await rig.DoAsync(ana, LocalChatRig.Command("quiz", new { topic = "KV cache" }));
        var reply = JsonNode.Parse((await events.NextAsync()).Data)!;

        Assert.Equal((HttpStatusCode.Accepted, """{"stored":true}"""), (status, body!.ToJsonString()));
        Assert.True(reply["isPrivate"]!.GetValue<bool>());
        Assert.Equal("KV cache", (string?)reply["view"]!["fields"]![1]!["text"]);
        Assert.Equal((ana, "quiz"), ((string?)reply["usedBy"]!["member"], (string?)reply["usedBy"]!["command"]));
        Assert.Single(await rig.SeesAsync(ana));
        Assert.Empty(await rig.SeesAsync(ben));
    }

    [Fact]
    public async Task A_reply_to_a_public_command_is_seen_by_all()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        var ana = await rig.MeetAsync("Ana");
        var ben = await rig.MeetAsync("Ben");
        await using var events = await rig.ListenAsync(ben);

        await rig.DoAsync(ana, LocalChatRig.Command("daily"));

        Assert.Equal("What does a KV cache hold, and what does it save?", await events.NextTextAsync());
    }

    [Fact]
    public async Task What_is_done_in_direct_messages_is_answered_there()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        var ana = await rig.MeetAsync("Ana");
        var ben = await rig.MeetAsync("Ben");
        await using var events = await rig.ListenAsync(ana);

        await rig.DoAsync(ana, LocalChatRig.Command("daily"), conversation: "@direct");
        await events.NextAsync();

        Assert.Single(await rig.SeesAsync(ana, "@direct"));
        Assert.Empty(await rig.SeesAsync(ana));
        Assert.Empty(await rig.SeesAsync(ben, "@direct"));
    }

    [Fact]
    public async Task The_same_event_sent_again_is_acknowledged_and_happens_once()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        var ana = await rig.MeetAsync("Ana");
        var eventId = LocalChatRig.NewEventId();
        await using var events = await rig.ListenAsync(ana);

        var (first, _) = await rig.DoAsync(ana, LocalChatRig.Command("say", new { text = "once" }), eventId);
        var (second, _) = await rig.DoAsync(ana, LocalChatRig.Command("say", new { text = "once" }), eventId.ToUpperInvariant());
        await rig.DoAsync(ana, LocalChatRig.Command("say", new { text = "after" }));

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first, second));
        Assert.Equal("once", await events.NextTextAsync());
        Assert.Equal("after", await events.NextTextAsync());
    }

    [Fact]
    public async Task A_page_that_comes_back_goes_on_behind_the_last_message_it_got()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        var ana = await rig.MeetAsync("Ana");
        string? last;
        await using (var before = await rig.ListenAsync(ana, after: 0))
        {
            await rig.Platform.PostAsync(General, new MessageView { Text = "one" }, new PostKey("1"), Token);
            last = (await before.NextAsync()).EventId;
        }

        for (var i = 2; i <= 250; i++)
        {
            await rig.Platform.PostAsync(General, new MessageView { Text = $"{i}" }, new PostKey($"{i}"), Token);
        }

        await using var after = await rig.ListenAsync(ana, after: 0, lastEventId: last);
        var got = new List<string>();
        for (var i = 2; i <= 250; i++)
        {
            got.Add(await after.NextTextAsync());
        }

        await rig.Platform.PostAsync(General, new MessageView { Text = "live" }, new PostKey("live"), Token);
        Assert.Equal(Enumerable.Range(2, 249).Select(i => $"{i}"), got);
        Assert.Equal("live", await after.NextTextAsync());
    }

    [Fact]
    public async Task Older_messages_are_read_page_by_page_with_none_missing()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        var ana = await rig.MeetAsync("Ana");
        for (var i = 1; i <= 205; i++)
        {
            await rig.Platform.PostAsync(General, new MessageView { Text = $"{i}" }, new PostKey($"{i}"), Token);
        }

        var texts = new List<string>();
        JsonNode? older = null;
        do
        {
            var page = await rig.GetAsync($"/api/messages?member={ana}&conversation=general{(older is null ? "" : $"&before={older}")}");
            texts.InsertRange(0, page["messages"]!.AsArray().Select(message => (string)message!["view"]!["text"]!));
            older = page["older"];
        }
        while (older is not null);

        Assert.Equal(Enumerable.Range(1, 205).Select(i => $"{i}"), texts);
    }

    [Fact]
    public async Task A_post_sent_again_under_its_key_shows_once_and_keeps_its_receipt()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        var ana = await rig.MeetAsync("Ana");

        var first = await rig.Platform.PostAsync(General, new MessageView { Text = "hello" }, new PostKey("key"), Token);
        var second = await rig.Platform.PostAsync(General, new MessageView { Text = "hello" }, new PostKey("key"), Token);

        Assert.Equal(first, second);
        Assert.Single(await rig.SeesAsync(ana));
    }

    [Fact]
    public async Task A_post_to_a_channel_or_member_that_is_not_there_is_refused_for_good()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();

        var post = await Assert.ThrowsAsync<ChatDeliveryException>(
            () => rig.Platform.PostAsync(General with { Channel = "nowhere" }, new MessageView(), new PostKey("1"), Token));
        var direct = await Assert.ThrowsAsync<ChatDeliveryException>(
            () => rig.Platform.SendDirectAsync(new MemberAddress(Platform.Local, "local", "nobody"), new MessageView(), new PostKey("2"), Token));

        Assert.Equal((DeliveryOutcome.NeverAgain, DeliveryOutcome.NeverAgain), (post.Outcome, direct.Outcome));
    }

    [Fact]
    public async Task Hostile_text_arrives_as_the_text_it_is()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        var ana = await rig.MeetAsync("Ana");
        var text = "<img src=x onerror=alert(1)> \u202E" + new string('x', 10_000) + "\r\ndata: fake\r\n\r\nevent: beat <script>\u2028</script>";
        await using var events = await rig.ListenAsync(ana);

        await rig.DoAsync(ana, LocalChatRig.Command("say", new { text }));

        Assert.Equal(text, await events.NextTextAsync());
        Assert.Equal(text, (string?)(await rig.SeesAsync(ana))[0]!["view"]!["text"]);
    }

    [Fact]
    public async Task A_picture_is_fetched_by_who_may_see_it()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        var ana = await rig.MeetAsync("Ana");
        var ben = await rig.MeetAsync("Ben");
        var view = new MessageView { Image = new ImageView("chart.png", "Scores by week", [1, 2, 3]) };
        var receipt = await rig.Platform.SendDirectAsync(new MemberAddress(Platform.Local, "local", ana), view, new PostKey("1"), Token);

        var shown = (await rig.SeesAsync(ana, "@direct"))[0]!;
        using var hers = await rig.Browser.GetAsync($"{rig.Origin}/api/messages/{receipt.MessageId}/image?member={ana}", Token);
        using var his = await rig.Browser.GetAsync($"{rig.Origin}/api/messages/{receipt.MessageId}/image?member={ben}", Token);

        Assert.Equal("Scores by week", (string?)shown["imageAlternative"]);
        Assert.Equal(("image/png", "010203"), (hers.Content.Headers.ContentType!.MediaType, Convert.ToHexString(await hers.Content.ReadAsByteArrayAsync(Token))));
        Assert.Equal(HttpStatusCode.NotFound, his.StatusCode);
    }

    [Fact]
    public async Task A_file_is_fetched_by_who_may_see_it()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        var ana = await rig.MeetAsync("Ana");
        var ben = await rig.MeetAsync("Ben");
        var view = new MessageView { File = new FileView("all.json", "application/json", [1, 2, 3]) };
        var receipt = await rig.Platform.SendDirectAsync(new MemberAddress(Platform.Local, "local", ana), view, new PostKey("1"), Token);

        var shown = (await rig.SeesAsync(ana, "@direct"))[0]!;
        using var hers = await rig.Browser.GetAsync($"{rig.Origin}/api/messages/{receipt.MessageId}/file?member={ana}", Token);
        using var his = await rig.Browser.GetAsync($"{rig.Origin}/api/messages/{receipt.MessageId}/file?member={ben}", Token);

        Assert.Equal(("all.json", null), ((string?)shown["fileName"], shown["view"]!["file"]));
        Assert.Equal(("application/json", "010203"), (hers.Content.Headers.ContentType!.MediaType, Convert.ToHexString(await hers.Content.ReadAsByteArrayAsync(Token))));
        Assert.Equal("all.json", hers.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal(HttpStatusCode.NotFound, his.StatusCode);
    }

    [Fact]
    public async Task A_file_that_is_attached_is_kept_once_for_the_member_who_attached_it()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        var (ana, ben) = (await rig.MeetAsync("Ana"), await rig.MeetAsync("Ben"));
        var id = LocalChatRig.NewEventId();

        Assert.Equal(HttpStatusCode.Created, await rig.AttachAsync(id, ana, "guide.md", "# Guide"));
        Assert.Equal(HttpStatusCode.Created, await rig.AttachAsync(id, ana, "guide.md", "another"));

        var file = new AttachedFile("guide.md", 7, id);
        Assert.Equal("# Guide"u8.ToArray(), (await rig.Platform.FetchAsync(new MemberAddress(Platform.Local, "local", ana), file, 1_000, Token)).ToArray());
        var gone = await Assert.ThrowsAsync<ChatDeliveryException>(() => rig.Platform.FetchAsync(new MemberAddress(Platform.Local, "local", ben), file, 1_000, Token));
        Assert.Equal("It is no longer there. Attach it again.", gone.Message);
        await Assert.ThrowsAsync<ChatDeliveryException>(() => rig.Platform.FetchAsync(new MemberAddress(Platform.Local, "local", ana), file with { Link = "../../etc/passwd" }, 1_000, Token));
    }

    [Fact]
    public async Task A_file_without_a_name_a_member_or_an_end_is_refused()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        var ana = await rig.MeetAsync("Ana");

        Assert.Equal(HttpStatusCode.BadRequest, await rig.AttachAsync("no-uuid", ana, "guide.md", "x"));
        Assert.Equal(HttpStatusCode.BadRequest, await rig.AttachAsync(LocalChatRig.NewEventId(), ana, "", "x"));
        Assert.Equal(HttpStatusCode.NotFound, await rig.AttachAsync(LocalChatRig.NewEventId(), "nobody", "guide.md", "x"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await rig.AttachAsync(LocalChatRig.NewEventId(), ana, "guide.md", new string('x', 20_000_001)));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await rig.AttachAsync(LocalChatRig.NewEventId(), ana, "guide.md", "x", "text/plain"));
    }

    [Fact]
    public async Task A_form_opens_with_what_was_typed_and_stores_nothing()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        var ana = await rig.MeetAsync("Ana");

        var (status, body) = await rig.DoAsync(ana, LocalChatRig.Command("answer", new { text = "A piece of text." }));
        var (refusedStatus, refused) = await rig.DoAsync(ana, LocalChatRig.Command("answer", new { text = "nothing" }));

        Assert.Equal((HttpStatusCode.OK, "A piece of text."), (status, (string?)body!["form"]!["fields"]![0]!["value"]));
        Assert.Equal((HttpStatusCode.OK, "There is no open question. /quiz gives you one."), (refusedStatus, (string?)refused!["refused"]!["text"]));
        Assert.Equal(0, await CountAsync(rig, "inbox"));
        Assert.Equal(0, await CountAsync(rig, "local_message"));
    }

    [Fact]
    public async Task What_is_wrong_with_a_form_is_said_beside_its_field_and_nothing_is_stored()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        var ana = await rig.MeetAsync("Ana");

        var (status, body) = await rig.DoAsync(ana, new { type = "form", name = "answer", argument = "tokens", values = new { text = "hm" } });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal("""[{"field":"text","message":"Write at least a few words."}]""", body!["faults"]!.ToJsonString());
        Assert.Equal(0, await CountAsync(rig, "inbox"));
    }

    [Fact]
    public async Task Suggestions_come_while_an_option_is_typed()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        var ana = await rig.MeetAsync("Ana");

        var (status, body) = await rig.DoAsync(ana, new { type = "typing", commandName = "quiz", option = "topic", typed = "kv" });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"choices":[{"label":"KV cache","value":"KV cache"}]}""", body!.ToJsonString());
    }

    [Fact]
    public async Task An_answer_that_cannot_be_stored_is_not_acknowledged_and_counts_once_when_it_is_sent_again()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        var ana = await rig.MeetAsync("Ana");
        var eventId = LocalChatRig.NewEventId();
        var answer = new { type = "form", name = "answer", argument = "tokens", values = new { text = "A piece of text." } };
        await ExecuteAsync(rig, "CREATE TRIGGER full BEFORE INSERT ON inbox BEGIN SELECT RAISE(ABORT, 'disk full'); END");

        var (refused, body) = await rig.DoAsync(ana, answer, eventId);
        await ExecuteAsync(rig, "DROP TRIGGER full");
        await using var events = await rig.ListenAsync(ana);
        var (taken, _) = await rig.DoAsync(ana, answer, eventId);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused);
        Assert.Contains("could not store", (string?)body!["message"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, taken);
        Assert.Equal("A piece of text.", await events.NextTextAsync());
    }

    [Fact]
    public async Task What_is_too_long_malformed_or_not_for_pages_is_refused_with_a_reason()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        var ana = await rig.MeetAsync("Ana");

        (HttpStatusCode Status, JsonNode? Body)[] refused =
        [
            await rig.DoAsync(ana, LocalChatRig.Command("say", new { text = new string('x', 70_000) })),
            await rig.PostAsync("/api/interactions", "not an object"),
            await rig.PostAsync("/api/interactions", null),
            await rig.DoAsync(ana, new { type = "install" }),
            await rig.DoAsync(ana, new { type = "dance" }),
            await rig.DoAsync(ana, new { type = "command", name = "say", options = new Dictionary<string, string?> { ["text"] = null } }),
            await rig.DoAsync(ana, LocalChatRig.Command("say"), eventId: "1"),
            await rig.DoAsync("nobody", LocalChatRig.Command("say")),
            await rig.DoAsync(ana, LocalChatRig.Command("say"), conversation: "nowhere"),
        ];

        Assert.Equal([413, 400, 400, 400, 400, 400, 400, 404, 404], refused.Select(answer => (int)answer.Status));
        Assert.All(refused, answer => Assert.NotEmpty((string)answer.Body!["message"]!));
        Assert.Equal(0, await CountAsync(rig, "inbox"));
    }

    [Fact]
    public async Task What_a_member_has_not_read_is_counted()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        var ana = await rig.MeetAsync("Ana");
        foreach (var key in ImmutableArray.Create("1", "2", "3"))
        {
            await rig.Platform.PostAsync(General, new MessageView { Text = key }, new PostKey(key), Token);
        }

        var (_, counts) = await rig.PostAsync("/api/unread", new { member = ana, read = new Dictionary<string, long> { ["general"] = 1, ["@direct"] = 0 } });

        Assert.Equal("""{"general":2,"@direct":0}""", counts!.ToJsonString());
    }

    [Fact]
    public async Task Other_pages_learn_that_a_member_came()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        var ana = await rig.MeetAsync("Ana");
        await using var events = await rig.ListenAsync(ana);
        await events.NextAsync("beat");

        await rig.MeetAsync("Ben");

        await events.NextAsync("directory");
    }

    [Fact]
    public async Task An_open_page_does_not_hold_up_the_end_of_the_program()
    {
        await using var rig = await LocalChatRig.StartInsideAsync();
        var ana = await rig.MeetAsync("Ana");
        await using var events = await rig.ListenAsync(ana);
        await events.NextAsync("beat");

        var stopped = rig.StopAsync();

        await stopped.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    private static async Task<long> CountAsync(LocalChatRig rig, string table)
    {
        await using var connection = await rig.Database.OpenConnectionAsync(Token);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition($"SELECT count(*) FROM {table}", cancellationToken: Token));
    }

    private static async Task ExecuteAsync(LocalChatRig rig, string sql)
    {
        await using var connection = await rig.Database.OpenConnectionAsync(Token);
        await connection.ExecuteAsync(new CommandDefinition(sql, cancellationToken: Token));
    }
}
