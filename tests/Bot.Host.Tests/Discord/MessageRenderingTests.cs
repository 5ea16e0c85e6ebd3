using System.Text.Json;
using Bot.Core.Chat;
using Bot.Host.Discord.Rendering;
using Bot.Host.Discord.Wire;
using CsCheck;

namespace Bot.Host.Tests.Discord;

public sealed class MessageRenderingTests
{
    [Fact]
    public void Feedback_becomes_an_embed_with_its_criteria_and_buttons()
    {
        var view = new MessageView
        {
            Title = "Weak: 25 of 100",
            Text = "The points that an interviewer waits for are below.",
            Score = new ScoreView(25, ScoreMark.Weak),
            Criteria = [new CriterionView(CriterionMark.Covered, "a token is a piece of text", "a piece of text"), new CriterionView(CriterionMark.Missing, "rare words are split")],
            Countdown = new CountdownView("Open until", DateTimeOffset.FromUnixTimeSeconds(1_772_442_000)),
            Footer = "Judged by played@1",
            Buttons = [new ButtonView("Try again", "answer", "qAAA", ButtonStyle.Primary), new ButtonView("Remove", "remove", "", ButtonStyle.Danger)],
        };

        var message = Assert.Single(MessageRendering.Render(view, guild: null)).Message;

        Assert.Equal(
            """{"embeds":[{"title":"Weak\\: 25 of 100","description":"The points that an interviewer waits for are below.\nOpen until: <t:1772442000:R>","color":12986408,"fields":[{"name":"Covered","value":"• a token is a piece of text — you wrote “a piece of text”"},{"name":"Missing","value":"• rare words are split"}],"footer":{"text":"Judged by played@1"}}],"allowed_mentions":{"parse":[]},"components":[{"type":1,"components":[{"type":2,"custom_id":"b:answer:qAAA","label":"Try again","style":1},{"type":2,"custom_id":"b:remove:","label":"Remove","style":4}]}]}""",
            JsonSerializer.Serialize(message, new DiscordJson(new JsonSerializerOptions(DiscordJson.Default.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).DiscordMessage));
    }

    [Fact]
    public void Only_those_who_are_to_be_notified_are()
    {
        var message = Assert.Single(MessageRendering.Render(new MessageView { Text = "<@1> @everyone", Notify = ["42", "no identifier"] }, guild: null)).Message;

        Assert.Equal("<@42>", message.Content);
        Assert.Empty(message.AllowedMentions.Parse);
        Assert.Equal(["42"], message.AllowedMentions.Users!);
    }

    [Fact]
    public void In_direct_messages_a_button_carries_its_guild()
    {
        var message = Assert.Single(MessageRendering.Render(new MessageView { Text = "x", Buttons = [new ButtonView("Go", "quiz", "a:b")] }, guild: "123456789012345678")).Message;
        var id = message.Components![0].Components![0].CustomId;

        Assert.Equal((new ChatAction.Button("quiz", "a:b"), "123456789012345678"), CustomIds.ReadPressed(id, values: null));
    }

    [Fact]
    public void A_picture_comes_with_the_first_message_and_a_file_with_the_last()
    {
        var long_ = string.Join('\n', Enumerable.Repeat("A line of a text that is too long for one message.", 200));
        var made = MessageRendering.Render(
            new MessageView { Text = long_, Image = new ImageView("chart.png", "A chart", [1]), File = new FileView("you.json", "application/json", [2]) }, guild: null);

        Assert.True(made.Length > 1);
        Assert.Equal("attachment://chart.png", made[0].Message.Embeds![^1].Image!.Url);
        Assert.Equal("you.json", Assert.Single(made[^1].Files).FileName);
    }

    [Fact]
    public void Whatever_is_said_fits_and_nothing_is_left_out()
    {
        var text = Gen.String[Gen.Char["ab *_<>@\n"], 0, 9_000];
        var fields = Gen.Select(Gen.String[Gen.Char["ab "], 0, 300], Gen.String[Gen.Char["ab *_<>@\n"], 1, 3_000], (name, value) => new FieldView($"x{name}", value)).Array[0, 30];
        Gen.Select(text, fields, Gen.String[Gen.Char["ab"], 0, 400]).Sample((body, parts, title) =>
        {
            var made = MessageRendering.Render(new MessageView { Title = title, Text = body, Fields = [.. parts], Footer = title }, guild: null);
            foreach (var message in made.Select(rendered => rendered.Message))
            {
                Assert.InRange(message.Embeds!.Count, 1, 10);
                Assert.InRange(message.Embeds.Sum(Length), 1, 6_000);
                Assert.All(message.Embeds, embed =>
                {
                    Assert.True((embed.Title?.Length ?? 0) <= 256 && (embed.Description?.Length ?? 0) <= 4_096 && (embed.Fields?.Count ?? 0) <= 25);
                    Assert.All(embed.Fields ?? [], field => Assert.True(field.Name.Length is > 0 and <= 256 && field.Value.Length is > 0 and <= 1_024));
                });
            }

            var said = string.Concat(made.SelectMany(rendered => rendered.Message.Embeds!).Select(embed => embed.Description + string.Concat((embed.Fields ?? []).Select(field => field.Value))));
            var wanted = (title.Length > 256 ? title : "") + body + string.Concat(parts.Select(part => part.Text));
            Assert.Equal(wanted.Count(char.IsLetter), said.Count(char.IsLetter));
        });
    }

    private static int Length(DiscordEmbed embed) =>
        (embed.Title?.Length ?? 0) + (embed.Description?.Length ?? 0) + (embed.Footer?.Text.Length ?? 0)
        + (embed.Fields ?? []).Sum(field => field.Name.Length + field.Value.Length);
}
