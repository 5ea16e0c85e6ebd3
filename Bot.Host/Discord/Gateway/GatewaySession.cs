namespace Bot.Host.Discord.Gateway;

/// <summary>What is needed to go on with a session after its connection was lost.</summary>
/// <param name="Id">Discord's identifier of the session.</param>
/// <param name="ResumeUrl">Where to go on.</param>
internal sealed record GatewaySession(string Id, Uri ResumeUrl)
{
    /// <summary>Gets or sets the number of the last event that came in.</summary>
    public long Sequence { get; set; }
}
