using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Chat;
using Bot.Host.Slack.Wire;

namespace Bot.Host.Slack.Rendering;

/// <summary>
/// Renders messages as blocks. What is over a limit of Slack's goes into a further block or a further message; nothing is left
/// out. https://docs.slack.dev/reference/block-kit/blocks
/// </summary>
internal static class SlackRendering
{
    private const int MostOfTitle = 150;
    private const int MostOfText = 2_900;
    private const int MostOfNotification = 600;
    private const int MostOfLabel = 75;
    private const int MostOfValue = 2_000;
    private const int MostOfChoice = 75;
    private const int MostOfChoiceValue = 150;
    private const int MostButtons = 25;
    private const int MostChoices = 100;
    private const int MostMentions = 80;

    // Slack takes 50 blocks, and some thirteen thousand characters over all of them.
    private const int MostBlocks = 46;
    private const int MostOfMessage = 11_000;

    /// <summary>Renders a message.</summary>
    /// <param name="view">The message; its file goes another way.</param>
    /// <param name="picture">Slack's identifier of its picture.</param>
    /// <returns>One message or more, to be sent in this order.</returns>
    public static ImmutableArray<SlackMessage> Render(MessageView view, string? picture = null)
    {
        var pages = new Pages();
        var plain = PlainParts.Of(view);
        foreach (var notify in view.Notify.Where(IsPerson).Distinct().Take(MostMentions).Chunk(MostMentions))
        {
            pages.Add(new SectionBlock(SlackText.Marked(string.Join(' ', notify.Select(user => $"<@{user}>")))), 0);
        }

        if (plain.Title is { Length: > 0 } title)
        {
            AddTitle(pages, title);
        }

        AddText(pages, plain.Text);
        if (plain.Countdown is { EndsAt: { } end } countdown)
        {
            pages.Add(new SectionBlock(SlackText.Marked(Date(countdown.Label, end))), 100);
        }

        foreach (var field in plain.Fields)
        {
            if (field.Name.Length > 0)
            {
                pages.AddWithNext(new SectionBlock(SlackText.Marked($"*{Unstarred(SlackMarkup.Fit(field.Name, MostOfLabel * 2))}*")));
            }

            AddText(pages, field.Text.Length == 0 ? "–" : field.Text);
        }

        if (picture is not null && view.Image is { } image)
        {
            pages.Add(new ImageBlock(new SlackFileOf(picture), SlackMarkup.Fit(image.Alternative, 1_900)), 0);
        }

        foreach (var small in SlackMarkup.Split(plain.Footer ?? "", MostOfText))
        {
            pages.Add(new ContextBlock([SlackText.Plain(small)]), small.Length);
        }

        pages.AddLast(Controls(view));
        var text = SlackMarkup.LinkChannels(SlackMarkup.Fit(string.Join('\n', new[] { view.Title, view.Text }.Where(part => !string.IsNullOrEmpty(part))), MostOfNotification));
        return [.. pages.All().Select(blocks => new SlackMessage
        {
            Text = text.Length > 0 ? text : "Redflag",
            Blocks = blocks,
            UnfurlLinks = false,
            UnfurlMedia = false,
        })];
    }

    /// <summary>Renders a message as the app's home.</summary>
    public static SlackView RenderHome(MessageView view) =>
        new("home", [.. Render(view).SelectMany(page => page.Blocks!).Take(MostBlocks * 2)]);

    private static void AddTitle(Pages pages, string title)
    {
        var escaped = SlackMarkup.Escape(title);
        if (escaped.Length <= MostOfTitle && !title.Contains('\n', StringComparison.Ordinal))
        {
            pages.Add(new HeaderBlock(SlackText.Plain(escaped)), escaped.Length);
        }
        else
        {
            AddText(pages, title);
        }
    }

    // Only markup names a channel; elsewhere plain text shows what somebody wrote to the letter.
    private static void AddText(Pages pages, string text)
    {
        foreach (var part in SlackMarkup.Split(text, MostOfText))
        {
            pages.Add(new SectionBlock(SlackMarkup.NamesChannel(part) ? SlackText.Marked(SlackMarkup.LinkChannels(part)) : SlackText.Plain(part)), part.Length);
        }
    }

    private static string Date(string label, DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture,
        $"{SlackMarkup.Escape(label)}: <!date^{at.ToUnixTimeSeconds()}^{{date_short_pretty}}, {{time_secs}}|{at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC>");

    private static string Unstarred(string text) => text.Replace("*", "∗", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);

    private static bool IsPerson(string user) => user.Length is > 1 and <= 30 && user.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter));

    private static List<SlackBlock> Controls(MessageView view)
    {
        List<SlackBlock> rows = [];
        var buttons = view.Buttons
            .Where(button => button.Argument.Length <= MostOfValue)
            .Take(MostButtons)
            .Select((button, number) => new ButtonElement(
                SlackIds.OfAction(button.Action, number),
                SlackText.Plain(SlackMarkup.Fit(button.Label, MostOfLabel)),
                button.Argument.Length > 0 ? button.Argument : null,
                button.Style switch { ButtonStyle.Primary => "primary", ButtonStyle.Danger => "danger", _ => null }))
            .ToList();
        if (buttons.Count > 0)
        {
            rows.Add(new ActionsBlock(buttons));
        }

        if (view.Select is { Choices.IsEmpty: false } select)
        {
            rows.Add(new ActionsBlock([new SelectElement(
                SlackIds.OfAction(select.Action, MostButtons),
                SlackText.Plain(SlackMarkup.Fit(select.Placeholder, MostOfTitle)),
                [.. select.Choices
                    .Where(choice => choice.Value.Length is > 0 and <= MostOfChoiceValue && choice.Label.Length > 0)
                    .DistinctBy(choice => choice.Value)
                    .Take(MostChoices)
                    .Select(choice => new SlackOption(SlackText.Plain(SlackMarkup.Fit(choice.Label, MostOfChoice)), choice.Value))])]));
        }

        return rows;
    }

    /// <summary>Fills message after message.</summary>
    private sealed class Pages
    {
        private readonly List<List<SlackBlock>> _pages = [[]];
        private SlackBlock? _next;
        private int _length;

        /// <summary>Adds a block.</summary>
        public void Add(SlackBlock block, int length)
        {
            if (_pages[^1].Count > 0 && (_pages[^1].Count + 2 > MostBlocks || _length + length > MostOfMessage))
            {
                _pages.Add([]);
                _length = 0;
            }

            if (_next is not null)
            {
                _pages[^1].Add(_next);
                _next = null;
            }

            _pages[^1].Add(block);
            _length += length;
        }

        /// <summary>Adds a block that must not be parted from what follows.</summary>
        public void AddWithNext(SlackBlock block) => _next = block;

        /// <summary>Adds what belongs under all of it; there is room for that on every page.</summary>
        public void AddLast(IEnumerable<SlackBlock> blocks) => _pages[^1].AddRange(blocks);

        public IEnumerable<IReadOnlyList<SlackBlock>> All() =>
            _pages.Select(page => page.Count > 0 ? page : [new SectionBlock(SlackText.Plain("–"))]);
    }
}
