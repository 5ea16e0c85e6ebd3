namespace Bot.Core.Members;

/// <summary>A person in a workspace who has met the bot.</summary>
/// <param name="Id">The internal identifier.</param>
/// <param name="PlatformId">The platform's identifier of the person.</param>
/// <param name="DisplayName">The name that others see; hostile until escaped.</param>
/// <param name="IsOrganiser">Whether the workspace's own settings make the person an organiser.</param>
public sealed record Member(MemberId Id, string PlatformId, string DisplayName, bool IsOrganiser);

/// <summary>The identifier of a member.</summary>
/// <param name="Value">A version-7 UUID.</param>
public readonly record struct MemberId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
