using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.SlackEmulation.Tests.Stage;
using CsCheck;

namespace Bot.SlackEmulation.Tests;

public sealed class BlockTests
{
    private static readonly string[] Words =
    [
        "type", "text", "section", "header", "actions", "context", "input", "image", "divider", "rich_text", "markdown", "table", "elements", "element", "accessory", "fields",
        "plain_text", "mrkdwn", "button", "static_select", "checkboxes", "overflow", "radio_buttons", "datepicker", "plain_text_input", "options", "option_groups", "label",
        "value", "action_id", "block_id", "rows", "confirm", "style", "url", "initial_option", "initial_options", "max_length", "alt_text", "image_url", "slack_file", "placeholder",
    ];

    private static Gen<string> Word { get; } = Gen.Int[0, Words.Length - 1].Select(i => Words[i]);

    private static Gen<JsonNode?> Anything { get; } = Gen.Recursive<JsonNode?>((depth, inner) => depth > 3
        ? Word.Select(word => (JsonNode?)JsonValue.Create(word))
        : Gen.OneOf(
            Word.Select(word => (JsonNode?)JsonValue.Create(word)),
            Gen.Int[-1, 3_001].Select(number => (JsonNode?)JsonValue.Create(number)),
            Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag)),
            inner.Array[0, 3].Select(list => (JsonNode?)new JsonArray([.. list.Select(node => node?.DeepClone())])),
            Gen.Select(Word, inner).Array[0, 6].Select(Object)));

    public static TheoryData<string, string> Refused => new()
    {
        { Section(3_001), "must be less than 3001 characters [json-pointer:/blocks/0/text/text]" },
        { """{"type":"section","text":{"type":"mrkdwn","text":""}}""", "must be more than 0 characters [json-pointer:/blocks/0/text/text]" },
        { """{"type":"section"}""", "missing required field: text [json-pointer:/blocks/0]" },
        { """{"type":"section","text":"words"}""", "must provide an object [json-pointer:/blocks/0/text]" },
        { """{"type":"section","text":{"type":"mrkdwn","text":"x","emoji":true}}""", "invalid additional property: emoji [json-pointer:/blocks/0/text]" },
        { """{"type":"section","text":{"type":"mrkdwn","text":"x"},"colour":"red"}""", "invalid additional property: colour [json-pointer:/blocks/0]" },
        { $$"""{"type":"section","fields":[{{Repeat(11, """{"type":"mrkdwn","text":"x"}""")}}]}""", "no more than 10 items allowed [json-pointer:/blocks/0/fields]" },
        { $$"""{"type":"section","fields":[{"type":"mrkdwn","text":"{{new string('x', 2_001)}}"}]}""", "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]" },
        { $$"""{"type":"header","text":{{Plain(151)}}}""", "must be less than 151 characters [json-pointer:/blocks/0/text/text]" },
        { """{"type":"header","text":{"type":"mrkdwn","text":"x"}}""", "must be one of the allowed values: plain_text [json-pointer:/blocks/0/text/type]" },
        { $$"""{"type":"context","elements":[{{Repeat(11, """{"type":"mrkdwn","text":"x"}""")}}]}""", "no more than 10 items allowed [json-pointer:/blocks/0/elements]" },
        { """{"type":"actions","elements":[]}""", "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]" },
        { $$"""{"type":"actions","elements":[{{Repeat(26, """{"type":"button","text":{"type":"plain_text","text":"x"}}""")}}]}""", "no more than 25 items allowed [json-pointer:/blocks/0/elements]" },
        { Button(Plain(76)), "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]" },
        { Button(Plain(1), $",\"value\":\"{new string('x', 2_001)}\""), "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]" },
        { Button(Plain(1), $",\"action_id\":\"{new string('x', 256)}\""), "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]" },
        { Button(Plain(1), ",\"style\":\"default\""), "must be a valid enum value [json-pointer:/blocks/0/elements/0/style]" },
        { Button(Plain(1), ",\"disabled\":true"), "invalid additional property: disabled [json-pointer:/blocks/0/elements/0]" },
        {
            """{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"x"}},{"type":"button","action_id":"a","text":{"type":"plain_text","text":"y"}}]}""",
            "`action_id` \"a\" already exists for another action [json-pointer:/blocks/0/elements/1/action_id]"
        },
        { Select(101), "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]" },
        { Select(0), "no fewer than 1 items allowed [json-pointer:/blocks/0/elements/0/options]" },
        { Select(1, $",\"placeholder\":{Plain(151)}"), "must be less than 151 characters [json-pointer:/blocks/0/elements/0/placeholder/text]" },
        { Select(2, ",\"initial_option\":{\"text\":{\"type\":\"plain_text\",\"text\":\"other\"},\"value\":\"1\"}"), "must match exactly one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]" },
        { $$"""{"type":"actions","elements":[{"type":"static_select","options":[{"text":{{Plain(76)}},"value":"v"}]}]}""", "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]" },
        { """{"type":"actions","elements":[{"type":"plain_text_input"}]}""", "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]" },
        { """{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"button","text":{"type":"plain_text","text":"x"}}}""", "unsupported type: button [json-pointer:/blocks/0/element/type]" },
        { """{"type":"image","image_url":"https://example.org/a.png"}""", "missing required field: alt_text [json-pointer:/blocks/0]" },
        { """{"type":"image","alt_text":"x","slack_file":{"id":"F1"}}""", "invalid slack file [json-pointer:/blocks/0/slack_file]" },
        { """{"type":"poll"}""", "unsupported type: poll [json-pointer:/blocks/0/type]" },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_block_that_Slack_does_not_take_is_refused_with_where_and_why(string block, string fault)
    {
        await using var stage = await SlackStage.SetAsync();
        var answer = await stage.PostAsync(JsonNode.Parse(block)!);
        Assert.Equal("invalid_blocks", (string?)answer["error"]);
        Assert.Equal([fault], answer["errors"]!.AsArray().Select(error => (string)error!));
        Assert.Empty(stage.Channel.Messages);
        Assert.Contains(fault, Assert.Single(stage.Slack.Refusals), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50, null)]
    [InlineData(51, "no more than 50 items allowed [json-pointer:/blocks]")]
    public async Task A_message_holds_fifty_blocks(int count, string? fault)
    {
        await using var stage = await SlackStage.SetAsync();
        var answer = await stage.PostAsync([.. Enumerable.Range(0, count).Select(_ => new JsonObject { ["type"] = "divider" })]);
        Assert.Equal(fault, (string?)answer["errors"]?[0]);
    }

    [Fact]
    public async Task What_lies_on_the_limits_is_taken_and_comes_back_completed()
    {
        await using var stage = await SlackStage.SetAsync();
        var answer = await stage.PostAsync(
            JsonNode.Parse(Section(3_000))!, JsonNode.Parse(Button(Plain(75)))!, JsonNode.Parse(Select(100))!, JsonNode.Parse($$"""{"type":"header","text":{{Plain(150)}}}""")!);
        Assert.True((bool)answer["ok"]!);
        var blocks = answer["message"]!["blocks"]!.AsArray();
        Assert.All(blocks, block => Assert.NotEmpty((string)block!["block_id"]!));
        Assert.NotEmpty((string)blocks[1]!["elements"]![0]!["action_id"]!);
        Assert.True((bool)blocks[3]!["text"]!["emoji"]!);
    }

    [Fact]
    public async Task A_person_reads_a_message_block_by_block()
    {
        await using var stage = await SlackStage.SetAsync();
        await stage.PostAsync(
            new JsonObject { ["type"] = "header", ["text"] = Given.Plain("Question of the day") },
            Given.Section("What is a *token*?"),
            new JsonObject { ["type"] = "divider" },
            Given.Actions(Given.Button("answer", "Answer"), Given.Button("skip", "Skip")));
        Assert.Equal(
            """
            Question of the day
            What is a *token*?
            ---
            [Answer] [Skip]
            """,
            stage.Channel.Messages[0].Rendered);
    }

    [Fact]
    public async Task What_stands_in_plain_text_comes_back_escaped()
    {
        await using var stage = await SlackStage.SetConnectedAsync();
        await stage.PostAsync(Given.Actions(Given.Button("rd", "R&D <now>"), Given.Button("all", "A &amp; B")));
        await stage.Slack.PressAsync(stage.Ana, stage.Channel.Messages[0], "R&D <now>", Token);
        var payload = Assert.Single(stage.App.Envelopes)["payload"]!;
        Assert.Equal("R&amp;D &lt;now&gt;", (string?)payload["actions"]![0]!["text"]!["text"]);
        Assert.Equal(
            ["R&amp;D &lt;now&gt;", "A &amp; B"],
            payload["message"]!["blocks"]![0]!["elements"]!.AsArray().Select(button => (string?)button!["text"]!["text"]));
    }

    [Fact]
    public async Task Whatever_is_sent_as_blocks_is_taken_or_refused()
    {
        await using var stage = await SlackStage.SetAsync();
        await Anything.Array[0, 4].SampleAsync(
            async blocks =>
            {
                var answer = await stage.PostAsync([.. blocks.Select(block => block?.DeepClone()!)]);
                Assert.True((bool)answer["ok"]! || (string?)answer["error"] == "invalid_blocks", answer.ToJsonString());
                if ((bool)answer["ok"]!)
                {
                    _ = stage.Channel.Messages[^1].Rendered;
                }
            },
            iter: 300);
    }

    private static JsonNode? Object((string Name, JsonNode? Value)[] fields)
    {
        var made = new JsonObject();
        foreach (var (name, value) in fields)
        {
            made[name] = value?.DeepClone();
        }

        return made;
    }

    private static string Plain(int length) => $$"""{"type":"plain_text","text":"{{new string('x', length)}}"}""";

    private static string Section(int length) => Section(new string('x', length));

    private static string Section(string text) => $$"""{"type":"section","text":{"type":"mrkdwn","text":"{{text}}"} }""";

    private static string Button(string text, string more = "") => Element("button", $"\"text\":{text}{more}");

    private static string Select(int options, string more = "") =>
        Element("static_select", $"\"options\":{JsonSerializer.Serialize(Enumerable.Range(0, options).Select(i => Given.Option($"{i}")))}{more}");

    private static string Element(string type, string fields) => $$"""{"type":"actions","elements":[{"type":"{{type}}",{{fields}} }]}""";

    private static string Repeat(int count, string json) => string.Join(',', Enumerable.Repeat(json, count));
}
