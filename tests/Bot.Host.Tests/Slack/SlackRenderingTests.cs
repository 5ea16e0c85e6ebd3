using System.Text.Json;
using Bot.Core.Chat;
using Bot.Core.Tests;
using Bot.Host.Commands;
using Bot.Host.Slack.Rendering;
using Bot.Host.Slack.Wire;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Host.Tests.Slack;

public sealed class SlackRenderingTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    [Fact]
    public void Nothing_is_left_out_and_all_of_it_fits() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 0, 9_000], Gen.String[0, 9_000], Gen.Int[0, 40]).Sample((title, text, fields) =>
        {
            var pages = SlackRendering.Render(new MessageView
            {
                Title = title,
                Text = text,
                Fields = [.. Enumerable.Range(0, fields).Select(number => new FieldView($"name {number}", $"{text[..Math.Min(text.Length, 700)]} end {number}"))],
                Footer = "small print",
                Buttons = [new ButtonView("Answer", "answer", "d1"), new ButtonView("Another", "answer", "d2")],
            });

            Assert.All(pages, page => Assert.InRange(page.Blocks!.Count, 1, 50));
            var texts = pages.SelectMany(page => page.Blocks!).OfType<SectionBlock>().Select(section => section.Text.Text).ToList();
            Assert.All(texts, part => Assert.InRange(part.Length, 1, 3_000));
            Assert.All(pages, page => Assert.InRange(page.Blocks!.OfType<SectionBlock>().Sum(section => section.Text.Text.Length), 0, 13_000));
            Assert.All(Enumerable.Range(0, fields), number => Assert.Contains(texts, part => part.EndsWith($"end {number}", StringComparison.Ordinal)));
            var letters = string.Concat(texts.Select(SlackMarkup.Unescape).Prepend(pages[0].Blocks!.OfType<HeaderBlock>().FirstOrDefault()?.Text.Text ?? ""));
            Assert.Contains(title, letters.Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Equal(2, pages[^1].Blocks!.OfType<ActionsBlock>().Single().Elements.OfType<ButtonElement>().Select(button => button.ActionId).Distinct().Count());
        }, iter: 60);

    [Fact]
    public void Only_those_whom_a_view_names_are_notified()
    {
        var page = Assert.Single(SlackRendering.Render(new MessageView { Text = "<@U9> <!here>", Notify = ["U1", "<!channel>", "u2"] }));

        Assert.Equal(["<@U1>", "&lt;@U9&gt; &lt;!here&gt;"], page.Blocks!.OfType<SectionBlock>().Select(section => section.Text.Text));
        Assert.Equal("&lt;@U9&gt; &lt;!here&gt;", page.Text);
    }

    [Fact]
    public void A_channel_is_shown_by_its_name() =>
        Assert.Equal(
            "in <#C123>, &lt;so&gt;",
            Assert.IsType<SectionBlock>(Assert.Single(SlackRendering.Render(new MessageView { Text = $"in {ChannelMark.Of("C123")}, <so>" })[0].Blocks!)).Text.Text);

    [Fact]
    public void A_message_that_says_nothing_is_still_one() => Assert.Single(SlackRendering.Render(new MessageView())[0].Blocks!);

    /// <summary>Slack's own types say whether these are right: tests/conformance/slack compiles them.</summary>
    [Fact]
    public void The_samples_that_slacks_types_are_held_against_are_what_is_rendered() => AssertIs(["tests", "conformance", "slack", "samples.json"], Samples());

    [Fact]
    public void The_manifest_in_the_documentation_is_what_the_commands_give() =>
        AssertIs(["docs", "slack-manifest.yaml"], SlackManifestCommand.Write(address: null, new FakeTimeProvider()));

    [Fact]
    public void A_manifest_for_requests_names_where_they_go()
    {
        var manifest = SlackManifestCommand.Write(new Uri("https://bot.example.org"), new FakeTimeProvider());

        Assert.Contains("url: https://bot.example.org/slack/commands", manifest, StringComparison.Ordinal);
        Assert.Contains("request_url: https://bot.example.org/slack/events", manifest, StringComparison.Ordinal);
        Assert.Contains("request_url: https://bot.example.org/slack/interactivity", manifest, StringComparison.Ordinal);
        Assert.Contains("redirect_urls:\n    - https://bot.example.org/slack/oauth\n  scopes:\n    bot:\n      - chat:write\n", manifest, StringComparison.Ordinal);
        Assert.Contains("socket_mode_enabled: false", manifest, StringComparison.Ordinal);
    }

    private static string Samples()
    {
        var full = new MessageView
        {
            Title = "Mixed: 50 of 100",
            Text = "A good part is there.\n<b> & more",
            Criteria = [new CriterionView(CriterionMark.Covered, "it hides later tokens", "hides later tokens"), new CriterionView(CriterionMark.Missing, "it is triangular")],
            Fields = [new FieldView("You wrote", "it hides later tokens")],
            Standings = [new StandingView(1, "ana", 62, "1 answer", IsReader: true)],
            Countdown = new CountdownView("Closes", new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)),
            Footer = "Judged by played@1",
            Buttons = [new ButtonView("Answer", "answer", "d1", ButtonStyle.Primary), new ButtonView("Delete", "delete", "", ButtonStyle.Danger)],
            Select = new SelectView("follow", "What next?", [new ChoiceView("A follow-up", "f1")]),
            Image = new ImageView("chart.png", "A chart", [1]),
            Notify = ["U1"],
        };
        var form = new FormView
        {
            Name = "answer",
            Argument = "d1",
            Title = "Your answer to this",
            Text = "What is a token?",
            Fields = [new FormField { Name = "text", Label = "Answer", Hint = "As you would say it", Value = "so far", Required = true, MaxLength = 4_000, Multiline = true }],
        };
        return JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["message"] = JsonSerializer.SerializeToElement(SlackRendering.Render(full, "F1")[0], SlackJson.Default.SlackMessage),
                ["form"] = JsonSerializer.SerializeToElement(new ViewOpening("t", SlackFormRendering.Render(form, "C1", null, DateTimeOffset.UnixEpoch)), SlackJson.Default.ViewOpening),
                ["home"] = JsonSerializer.SerializeToElement(new HomePublication("U1", SlackRendering.RenderHome(full with { Image = null })), SlackJson.Default.HomePublication),
            },
            Readable).ReplaceLineEndings("\n") + "\n";
    }

    private static void AssertIs(string[] path, string written)
    {
        var kept = Repository.PathTo(path);
        if (!File.Exists(kept) || File.ReadAllText(kept) != written)
        {
            var made = Path.Combine(Path.GetTempPath(), path[^1]);
            File.WriteAllText(made, written);
            Assert.Fail($"{kept} is out of date. What it should be is in {made}: look at it, and put it there.");
        }
    }
}
