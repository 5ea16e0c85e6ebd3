using Bot.Core.Chat;

namespace Bot.Core.Members;

/// <summary>A group's home on one platform: a Slack workspace, a Discord guild, or the local page. The unit of tenancy.</summary>
/// <param name="Id">The internal identifier.</param>
/// <param name="Platform">The platform.</param>
/// <param name="PlatformId">The platform's identifier.</param>
/// <param name="Zone">The IANA zone of the group, such as "Europe/Berlin"; "UTC" until an organiser sets it.</param>
public sealed record Workspace(WorkspaceId Id, Platform Platform, string PlatformId, string Zone)
{
    /// <summary>The zone of a workspace whose own is not known yet.</summary>
    public const string UnknownZone = "UTC";
}

/// <summary>The identifier of a workspace.</summary>
/// <param name="Value">A version-7 UUID.</param>
public readonly record struct WorkspaceId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
