using Bot.Core.Chat;
using Bot.Host.Discord.Wire;

namespace Bot.Host.Discord.Rendering;

/// <summary>Renders forms as modals. https://docs.discord.com/developers/components/reference</summary>
internal static class FormRendering
{
    private const int MostOfTitle = 45;
    private const int MostOfValue = 4_000;
    private const int MostOfLabel = 45;
    private const int MostOfHint = 100;
    private const int MostParts = 5;

    /// <summary>Renders a form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="guild">The guild that it belongs to, where Discord does not say it: in direct messages.</param>
    /// <returns>The first answer that opens it.</returns>
    /// <exception cref="ArgumentException">Its name and argument are too long to come back.</exception>
    public static DiscordCallback Render(FormView form, string? guild)
    {
        List<DiscordComponent> parts = [.. form.Fields.Select(Label)];
        if (form.Text is { Length: > 0 } text && parts.Count < MostParts)
        {
            parts.Insert(0, new DiscordComponent { Type = DiscordComponent.TextDisplay, Content = Markup.Split(text, MostOfValue).First() });
        }

        return new DiscordCallback(DiscordCallback.Modal, new CallbackData
        {
            CustomId = CustomIds.OfForm(form.Name, form.Argument, guild)
                ?? throw new ArgumentException($"The form {form.Name} has an argument that is too long for Discord.", nameof(form)),
            Title = Markup.Shorten(form.Title, MostOfTitle),
            Components = parts,
        });
    }

    private static DiscordComponent Label(FormField field)
    {
        var most = Math.Min(field.MaxLength, MostOfValue);
        return new DiscordComponent
        {
            Type = DiscordComponent.LabelOf,
            Label = Markup.Shorten(field.Label, MostOfLabel),
            Description = field.Hint is { Length: > 0 } hint ? Markup.Shorten(hint, MostOfHint) : null,
            Component = field.IsFile ? new DiscordComponent
            {
                Type = DiscordComponent.FileUpload,
                CustomId = field.Name,
                Required = field.Required,
                MinValues = field.Required ? 1 : 0,
                MaxValues = 1,
            }
            : new DiscordComponent
            {
                Type = DiscordComponent.TextInput,
                CustomId = field.Name,
                Style = field.Multiline ? 2 : 1,
                Required = field.Required,
                MaxLength = most,
                Value = field.Value is { Length: > 0 } value ? Markup.Shorten(value, most) : null,
            },
        };
    }
}
