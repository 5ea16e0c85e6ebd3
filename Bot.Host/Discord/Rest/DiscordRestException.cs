using System.Net;
using Bot.Core.Chat;

namespace Bot.Host.Discord.Rest;

/// <summary>Discord did not do what it was asked, or nobody knows.</summary>
/// <param name="outcome">What that means for asking again.</param>
/// <param name="status">The HTTP status; <see langword="null"/> when none came.</param>
/// <param name="code">Discord's own number for the error; 0 when it gave none. https://docs.discord.com/developers/topics/opcodes-and-status-codes#json</param>
/// <param name="cause">What the transport said.</param>
internal sealed class DiscordRestException(DeliveryOutcome outcome, HttpStatusCode? status, int code, Exception? cause = null)
    : Exception(Describe(status, code), cause)
{
    /// <summary>Gets what it means for asking again.</summary>
    public DeliveryOutcome Outcome { get; } = outcome;

    /// <summary>Gets the HTTP status.</summary>
    public HttpStatusCode? Status { get; } = status;

    /// <summary>Gets Discord's own number for the error.</summary>
    public int Code { get; } = code;

    private static string Describe(HttpStatusCode? status, int code) => (status, code) switch
    {
        (null, _) => "Discord could not be reached.",
        ({ } known, 0) => $"Discord answered {(int)known}.",
        ({ } known, _) => $"Discord answered {(int)known} with its error {code}.",
    };
}
