using Bot.Host.LocalChat;
using Microsoft.Extensions.Options;

namespace Bot.Host.Telemetry;

/// <summary>
/// Who may ask how the bot is: whoever comes in through the page's door, or through that of health, under an address of this
/// machine. No pass is needed, for nothing is told of anybody.
/// </summary>
/// <param name="health">The door of health.</param>
/// <param name="options">Whether other machines may come there.</param>
/// <param name="page">The page's door, when the page is on.</param>
/// <param name="pageOptions">Whether other machines may come there.</param>
internal sealed class HealthDoor(
    HealthListener health, IOptions<HealthOptions> options, LocalChatListener? page = null, IOptions<LocalChatOptions>? pageOptions = null)
{
    /// <summary>The paths that this is about.</summary>
    public static readonly string[] Paths = ["/healthz", "/readyz", "/metrics"];

    /// <summary>Lets a request pass, or answers it.</summary>
    public Task PassAsync(HttpContext http, RequestDelegate next)
    {
        if (!Paths.Contains(http.Request.Path.Value, StringComparer.OrdinalIgnoreCase))
        {
            return next(http);
        }

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var (isOpen, allowsRemote, port) = HealthListener.CameIn(http)
            ? (true, options.Value.AllowRemote, health.Port)
            : (page is not null && LocalChatListener.CameIn(http), pageOptions?.Value.AllowRemote ?? false, page?.Port);
        if (isOpen && (allowsRemote || IsOwnHost(http.Request.Host, port)))
        {
            return next(http);
        }

        http.Response.StatusCode = isOpen ? StatusCodes.Status403Forbidden : StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static bool IsOwnHost(HostString host, int? port) =>
        host.Host is "127.0.0.1" or "localhost" or "[::1]" && (host.Port ?? 80) == port;
}
