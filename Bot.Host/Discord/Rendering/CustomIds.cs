using Bot.Core.Chat;

namespace Bot.Host.Discord.Rendering;

/// <summary>
/// What comes back when a button is pressed, something is chosen or a form is sent: what it was, and, in direct messages, where
/// Discord does not say it, of which guild.
/// </summary>
internal static class CustomIds
{
    private const int Most = 100;
    private const char Parted = ':';

    /// <summary>Writes a button.</summary>
    /// <returns><see langword="null"/> when it does not fit.</returns>
    public static string? OfButton(string action, string argument, string? guild) => Fit($"b{GuildPart(guild)}{Parted}{action}{Parted}{argument}");

    /// <summary>Writes a choice; what is chosen becomes the argument.</summary>
    /// <returns><see langword="null"/> when it does not fit.</returns>
    public static string? OfSelect(string action, string? guild) => Fit($"s{GuildPart(guild)}{Parted}{action}");

    /// <summary>Writes a form.</summary>
    /// <returns><see langword="null"/> when it does not fit.</returns>
    public static string? OfForm(string name, string argument, string? guild) => Fit($"f{GuildPart(guild)}{Parted}{name}{Parted}{argument}");

    /// <summary>Reads what was pressed or chosen.</summary>
    /// <param name="id">What came back.</param>
    /// <param name="values">What was chosen.</param>
    /// <returns>The action and the guild that the identifier names; <see langword="null"/> when it is none of ours.</returns>
    public static (ChatAction.Button Button, string? Guild)? ReadPressed(string? id, IReadOnlyList<string>? values) => Split(id) switch
    {
        ('b', var guild, [var action, var argument]) => (new ChatAction.Button(action, argument), guild),
        ('s', var guild, [var action]) when values is [{ } chosen, ..] => (new ChatAction.Button(action, chosen), guild),
        _ => null,
    };

    /// <summary>Reads which form was sent.</summary>
    public static (string Name, string Argument, string? Guild)? ReadForm(string? id) =>
        Split(id) is ('f', var guild, [var name, var argument]) ? (name, argument, guild) : null;

    private static (char Sort, string? Guild, string[] Tail) Split(string? id)
    {
        if (id?.Split(Parted, 3) is not [{ Length: 1 or 12 } head, .. var rest] || rest.Length == 0)
        {
            return default;
        }

        var guild = head.Length == 1 ? null : Snowflake.Lengthen(head[1..]);
        return head.Length > 1 && guild is null ? default : (head[0], guild, rest);
    }

    private static string GuildPart(string? guild) => Snowflake.IsOne(guild) ? Snowflake.Shorten(guild) : "";

    private static string? Fit(string id) => id.Length <= Most ? id : null;
}
