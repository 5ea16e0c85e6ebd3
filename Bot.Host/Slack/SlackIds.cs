using System.Text.Json;
using Bot.Core.Chat;
using Bot.Host.Slack.Wire;

namespace Bot.Host.Slack;

/// <summary>What comes back when a button is pressed, something is chosen or a form is sent.</summary>
internal static class SlackIds
{
    /// <summary>The action of a button that does again what is written in its argument.</summary>
    public const string Again = "again";

    private const int MostOfValue = 2_000;
    private const char Parted = ':';

    /// <summary>Writes the action of a button or a menu; a message may hold the same one several times.</summary>
    /// <param name="action">What it does.</param>
    /// <param name="number">Its number within the message.</param>
    public static string OfAction(string action, int number) => $"{action}{Parted}{number}";

    /// <summary>Reads what was pressed or chosen.</summary>
    /// <returns><see langword="null"/> when it is none of ours.</returns>
    public static ChatAction? ReadPressed(PressedAction pressed)
    {
        if (pressed.ActionId?.LastIndexOf(Parted) is not (> 0 and var cut))
        {
            return null;
        }

        var action = pressed.ActionId[..cut];
        var argument = pressed.SelectedOption?.Value ?? pressed.Value ?? "";
        return action == Again ? ReadAgain(argument) : new ChatAction.Button(action, argument);
    }

    /// <summary>Writes what a person did, so that a button does it again.</summary>
    /// <returns><see langword="null"/> when it does not fit.</returns>
    public static string? WriteAgain(ChatAction action) =>
        JsonSerializer.Serialize(action, SlackJson.Default.ChatAction) is { Length: <= MostOfValue } written ? written : null;

    private static ChatAction? ReadAgain(string written)
    {
        try
        {
            return JsonSerializer.Deserialize(written, SlackJson.Default.ChatAction) is { } action and (ChatAction.Command or ChatAction.Button) ? action : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
