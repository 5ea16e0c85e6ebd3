using Bot.Core.Members;

namespace Bot.Core.Chat;

/// <summary>An event that is answered at once and stored nowhere: a form is to be opened, or something is being typed.</summary>
/// <param name="Event">The event.</param>
/// <param name="Workspace">Where, or <see langword="null"/> when the bot has not met the workspace.</param>
/// <param name="Member">Who, or <see langword="null"/> when the bot has not met the person.</param>
public sealed record Visit(ChatEvent Event, Workspace? Workspace, Member? Member)
{
    /// <summary>Gets a value indicating whether the person may do what organisers do.</summary>
    public bool IsOrganiser => Event.User.IsAdministrator || Member is { IsOrganiser: true };
}
