namespace Bot.Core.Chat;

/// <summary>A channel, in the platform's own identifiers.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Workspace">The platform's identifier of the workspace (a Discord guild, a Slack workspace).</param>
/// <param name="Channel">The platform's identifier of the channel.</param>
public sealed record ChannelAddress(Platform Platform, string Workspace, string Channel);

/// <summary>A person in a workspace, in the platform's own identifiers.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Workspace">The platform's identifier of the workspace.</param>
/// <param name="User">The platform's identifier of the person.</param>
public sealed record MemberAddress(Platform Platform, string Workspace, string User);
