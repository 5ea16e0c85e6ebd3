using Bot.Core.Members;

namespace Bot.Host.LocalChat.Api;

/// <summary>A member as the page knows one.</summary>
/// <param name="Id">The platform's identifier.</param>
/// <param name="Name">The name that others see.</param>
/// <param name="IsOrganiser">Whether the member is an organiser.</param>
internal sealed record PageMember(string Id, string Name, bool IsOrganiser)
{
    public static PageMember Of(Member member) => new(member.PlatformId, member.DisplayName, member.IsOrganiser);
}

/// <summary>A channel as the page knows one.</summary>
/// <param name="Id">The identifier.</param>
/// <param name="Name">The name.</param>
internal sealed record PageChannel(string Id, string Name);
