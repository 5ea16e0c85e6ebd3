using System.Text.RegularExpressions;
using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Inbox;

namespace Bot.Core.Members;

/// <summary>A member who leaves, with all that is stored of them.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Member">Who.</param>
/// <param name="Former">The row of nobody, to which points what the group keeps.</param>
/// <param name="Farewell">The event whose handle carries the last word; its row goes once that is out.</param>
public sealed partial record Leaving(WorkspaceId Workspace, Member Member, MemberId Former, InboxId Farewell)
{
    /// <summary>Gets what a stored message of somebody else has in it when it may name the member: identifiers and name, as JSON writes them.</summary>
    public IEnumerable<string> Signs => [Member.Id.ToString(), Json.Write(Member.PlatformId), Json.Write(Member.DisplayName)[1..^1]];

    /// <summary>Gets what platforms call a channel that is the member's own direct messages.</summary>
    public IEnumerable<string> OwnChannels => [Member.PlatformId, $"@{Member.PlatformId}"];

    /// <summary>Takes the member out of a message of somebody else: lines of standings, lines that begin with the name, and who is notified.</summary>
    /// <param name="view">The message.</param>
    /// <returns>The message without the member; all of it is replaced where the name may stand anywhere.</returns>
    public MessageView Strip(MessageView view) => view.Mentions.Contains(Member.Id.ToString())
        ? new MessageView { Text = PrivacyWords.NamedALeaver, Private = view.Private }
        : view with
        {
            Text = WithoutLines(view.Text),
            Fields = [.. view.Fields.Select(field => field with { Text = WithoutLines(field.Text) })],
            Standings =
            [
                .. view.Standings.Where(standing =>
                    standing.Member is { } member ? member != Member.Id.ToString() : standing.Name != Member.DisplayName),
            ],
            Notify = [.. view.Notify.Where(id => id != Member.PlatformId)],
        };

    private string WithoutLines(string text) => text.Contains(Member.DisplayName, StringComparison.Ordinal)
        ? string.Join('\n', text.Split('\n').Where(line => !(ListItem.Match(line) is { Success: true } item
            && line.AsSpan(item.Length).StartsWith($"{Member.DisplayName}: ", StringComparison.Ordinal))))
        : text;

    [GeneratedRegex("^(?:• |[0-9]+\\. )", RegexOptions.CultureInvariant)]
    private static partial Regex ListItem { get; }
}
