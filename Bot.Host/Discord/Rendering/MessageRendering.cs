using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Chat;
using Bot.Host.Discord.Wire;

namespace Bot.Host.Discord.Rendering;

/// <summary>
/// Renders messages as embeds and components. What is over a limit of Discord's goes into a further embed or a further message;
/// nothing is left out. https://docs.discord.com/developers/resources/message#embed-object-embed-limits
/// </summary>
internal static class MessageRendering
{
    // A little less than Discord takes: a channel's name is longer than its mark.
    private const int MostOfTitle = 256;
    private const int MostOfText = 4_000;
    private const int MostOfField = 1_000;
    private const int MostOfFieldName = 256;
    private const int MostOfFooter = 2_048;
    private const int MostFields = 25;
    private const int MostEmbeds = 10;
    private const int MostOfMessage = 5_900;
    private const int MostOfLabel = 80;
    private const int MostOfChoice = 100;
    private const int MostButtons = 20;
    private const int RowLength = 5;
    private const int MostMentions = 80;
    private const int Strong = 0x2E7D32;
    private const int Mixed = 0xF9A825;
    private const int Weak = 0xC62828;
    private const int NotSure = 0x607D8B;
    private const int Neutral = 0x3F51B5;

    /// <summary>Renders a message.</summary>
    /// <param name="view">The message.</param>
    /// <param name="guild">The guild that its buttons belong to, where Discord does not say it: in direct messages.</param>
    /// <returns>One message or more, to be sent in this order; the picture comes with the first, the file and the buttons with the last.</returns>
    public static ImmutableArray<RenderedMessage> Render(MessageView view, string? guild)
    {
        var pages = new Pages(view.Score?.Mark switch
        {
            ScoreMark.Strong => Strong,
            ScoreMark.Mixed => Mixed,
            ScoreMark.Weak => Weak,
            ScoreMark.NotSure => NotSure,
            _ => Neutral,
        });
        var plain = PlainParts.Of(view);
        pages.AddTitle(plain.Title);
        foreach (var text in Markup.Split(plain.Text, MostOfText))
        {
            pages.AddText(text);
        }

        if (plain.Countdown is { EndsAt: { } end } countdown)
        {
            pages.AddText(string.Create(CultureInfo.InvariantCulture, $"{Markup.Escape(countdown.Label)}: <t:{end.ToUnixTimeSeconds()}:R>"));
        }

        foreach (var field in plain.Fields)
        {
            pages.AddField(field);
        }

        pages.AddFooter(plain.Footer);
        return Finish(view, pages.All(), guild);
    }

    private static ImmutableArray<RenderedMessage> Finish(MessageView view, IReadOnlyList<List<DiscordEmbed>> pages, string? guild)
    {
        var made = ImmutableArray.CreateBuilder<RenderedMessage>();
        for (var i = 0; i < pages.Count; i++)
        {
            var (isFirst, isLast) = (i == 0, i == pages.Count - 1);
            List<(FileView File, string? Alternative)> files = [];
            if (isFirst && view.Image is { } image)
            {
                files.Add((new FileView(image.FileName, "application/octet-stream", image.Content), Markup.Shorten(image.Alternative, 1_024)));
                pages[0][^1] = pages[0][^1] with { Image = new EmbedImage($"attachment://{image.FileName}") };
            }

            if (isLast && view.File is { } file)
            {
                files.Add((file, null));
            }

            var notify = isFirst ? view.Notify.Where(Snowflake.IsOne).Distinct().Take(MostMentions).ToList() : [];
            made.Add(new RenderedMessage(
                new DiscordMessage
                {
                    Content = notify.Count > 0 ? string.Join(' ', notify.Select(user => $"<@{user}>")) : null,
                    Embeds = pages[i],
                    AllowedMentions = new AllowedMentions([], notify.Count > 0 ? notify : null),
                    Components = isLast ? Components(view, guild) : null,
                    Attachments = files.Count > 0 ? [.. files.Select((pair, number) => new DiscordAttachment(number, pair.File.FileName, pair.Alternative))] : null,
                },
                [.. files.Select(pair => pair.File)]));
        }

        return made.ToImmutable();
    }

    private static List<DiscordComponent>? Components(MessageView view, string? guild)
    {
        List<DiscordComponent> rows = [];
        var buttons = view.Buttons
            .Select(button => (button.Label, button.Style, Id: CustomIds.OfButton(button.Action, button.Argument, guild)))
            .Where(button => button.Id is not null)
            .DistinctBy(button => button.Id)
            .Take(MostButtons)
            .Select(button => new DiscordComponent
            {
                Type = DiscordComponent.Button,
                CustomId = button.Id,
                Label = Markup.Shorten(button.Label, MostOfLabel),
                Style = button.Style switch { ButtonStyle.Primary => 1, ButtonStyle.Danger => 4, _ => 2 },
            });
        rows.AddRange(buttons.Chunk(RowLength).Select(row => new DiscordComponent { Type = DiscordComponent.Row, Components = row }));
        if (view.Select is { Choices.IsEmpty: false } select && CustomIds.OfSelect(select.Action, guild) is { } id)
        {
            rows.Add(new DiscordComponent
            {
                Type = DiscordComponent.Row,
                Components =
                [
                    new DiscordComponent
                    {
                        Type = DiscordComponent.Select,
                        CustomId = id,
                        Placeholder = Markup.Shorten(select.Placeholder, 150),
                        Options = [.. select.Choices.DistinctBy(choice => choice.Value).Take(25).Select(choice =>
                            new SelectOption(Markup.Shorten(choice.Label, MostOfChoice), choice.Value))],
                    },
                ],
            });
        }

        return rows.Count > 0 ? rows : null;
    }

    /// <summary>Fills embed after embed, and message after message.</summary>
    private sealed class Pages(int colour)
    {
        private readonly List<List<Draft>> _pages = [[new Draft()]];
        private int _length;

        private Draft Last => _pages[^1][^1];

        public void AddTitle(string? title)
        {
            if (string.IsNullOrEmpty(title))
            {
                return;
            }

            var escaped = Markup.Escape(title);
            if (escaped.Length <= MostOfTitle)
            {
                Last.Title = escaped;
                _length += escaped.Length;
                return;
            }

            foreach (var part in Markup.Split(title, MostOfText - 4))
            {
                AddText($"**{part}**");
            }
        }

        public void AddText(string text)
        {
            if (Last.Fields.Count > 0 || Last.Text.Length + text.Length + 1 > MostOfText || _length + text.Length + 1 > MostOfMessage)
            {
                Begin(text.Length);
            }

            Last.Text = Last.Text.Length == 0 ? text : $"{Last.Text}\n{text}";
            _length += text.Length + 1;
        }

        public void AddField(FieldView field)
        {
            var name = field.Name.Length == 0 ? "\u200B" : Markup.Shorten(Markup.Escape(Markup.Shorten(field.Name, MostOfFieldName / 2)), MostOfFieldName);
            foreach (var (part, number) in Markup.Split(field.Text, MostOfField).DefaultIfEmpty("\u200B").Select((part, number) => (part, number)))
            {
                var label = number == 0 ? name : $"{Markup.Shorten(name, MostOfFieldName - 12)} (continued)";
                var length = label.Length + part.Length;
                if (Last.Fields.Count == MostFields || _length + length > MostOfMessage)
                {
                    Begin(length);
                }

                Last.Fields.Add(new EmbedField(label, part));
                _length += length;
            }
        }

        public void AddFooter(string? footer)
        {
            if (string.IsNullOrEmpty(footer))
            {
                return;
            }

            var text = Markup.Shorten(footer, MostOfFooter);
            if (_length + text.Length > MostOfMessage)
            {
                Begin(text.Length);
            }

            Last.Footer = text;
            _length += text.Length;
        }

        public IReadOnlyList<List<DiscordEmbed>> All() =>
            [.. _pages.Select(page => page.ConvertAll(draft => draft.ToEmbed(colour)))];

        private void Begin(int length)
        {
            if (Last.IsEmpty)
            {
                return;
            }

            if (_length + length > MostOfMessage || _pages[^1].Count == MostEmbeds)
            {
                _pages.Add([]);
                _length = 0;
            }

            _pages[^1].Add(new Draft());
        }
    }

    private sealed class Draft
    {
        public string? Title { get; set; }

        public string Text { get; set; } = "";

        public List<EmbedField> Fields { get; } = [];

        public string? Footer { get; set; }

        public bool IsEmpty => Title is null && Text.Length == 0 && Fields.Count == 0 && Footer is null;

        public DiscordEmbed ToEmbed(int colour) => new()
        {
            Title = Title,
            Description = Text.Length > 0 ? Text : IsEmpty ? "\u200B" : null,
            Color = colour,
            Fields = Fields.Count > 0 ? Fields : null,
            Footer = Footer is null ? null : new EmbedFooter(Footer),
        };
    }
}
