using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Members;

namespace Bot.Core.Inbox;

/// <summary>Forms that were sent and not taken, or not yet: a button below the reply goes on with them.</summary>
internal static class KeptForms
{
    /// <summary>Finds the form that whoever presses a button sent before.</summary>
    /// <param name="inbox">Keeps it.</param>
    /// <param name="workspace">Where the button was pressed, when the workspace is known.</param>
    /// <param name="member">Who pressed it, when the member is known.</param>
    /// <param name="argument">What the button holds: the event with which the form came.</param>
    /// <param name="name">Which form it has to be.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The form, or <see langword="null"/> when it is gone, another one, or somebody else's.</returns>
    public static async Task<ChatAction.Form?> FindFormAsync(
        this InboxStore inbox, Workspace? workspace, Member? member, string argument, string name, CancellationToken cancellationToken)
    {
        var kept = workspace is not null && Targets.TryRead(argument, out Guid id)
            ? await inbox.FindAsync(workspace.Id, new InboxId(id), cancellationToken)
            : null;
        return kept is { Event.Action: ChatAction.Form form } && form.Name == name && kept.Member.Id == member?.Id ? form : null;
    }
}
