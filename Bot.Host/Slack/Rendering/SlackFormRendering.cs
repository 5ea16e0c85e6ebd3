using System.Text.Json;
using Bot.Core.Chat;
using Bot.Host.Slack.Wire;

namespace Bot.Host.Slack.Rendering;

/// <summary>Renders forms as modals. https://docs.slack.dev/surfaces/modals</summary>
internal static class SlackFormRendering
{
    private const int MostOfTitle = 24;
    private const int MostOfValue = 3_000;
    private const int MostOfText = 2_900;
    private const int MostOfLabel = 150;

    /// <summary>Renders a form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="channel">Where it was opened.</param>
    /// <param name="responseUrl">Where Slack takes replies to what opened it.</param>
    /// <param name="openedAt">When that came.</param>
    public static SlackView Render(FormView form, string channel, string? responseUrl, DateTimeOffset openedAt) => new(
        "modal",
        [
            .. SlackMarkup.Split(form.Text ?? "", MostOfText).Take(10).Select(text => new SectionBlock(SlackText.Plain(text))),
            .. form.Fields.Select(Field),
        ])
    {
        CallbackId = form.Name,
        PrivateMetadata = JsonSerializer.Serialize(new FormOrigin(form.Argument, channel, responseUrl, openedAt.ToUnixTimeSeconds()), SlackJson.Default.FormOrigin),
        Title = SlackText.Plain(SlackMarkup.Fit(form.Title, MostOfTitle)),
        Submit = SlackText.Plain(SlackMarkup.Fit(form.Submit, MostOfTitle)),
        Close = SlackText.Plain("Cancel"),
    };

    private static InputBlock Field(FormField field)
    {
        var most = Math.Min(field.MaxLength, MostOfValue);
        var value = field.Value is { Length: > 0 } given ? given[..Math.Min(given.Length, most)] : null;
        return new InputBlock(
            field.Name,
            SlackText.Plain(SlackMarkup.Fit(field.Label, MostOfLabel)),
            field.IsFile ? new FileElement(field.Name, MaxFiles: 1) : new TextElement(field.Name, field.Multiline, most, value),
            Optional: !field.Required)
        {
            Hint = field.Hint is { Length: > 0 } hint ? SlackText.Plain(SlackMarkup.Fit(hint, MostOfLabel)) : null,
        };
    }
}
