using Microsoft.Extensions.Options;

namespace Bot.Host.LocalChat;

/// <summary>What holds for everything that the page's door serves: it came in there, under an address of this machine.</summary>
/// <param name="listener">The door.</param>
/// <param name="options">Whether other machines may come.</param>
internal sealed class PageFilter(LocalChatListener listener, IOptions<LocalChatOptions> options) : IEndpointFilter
{
    private const string ContentSecurityPolicy =
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!LocalChatListener.CameIn(http))
        {
            return Results.NotFound();
        }

        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        return IsOwnHost(http.Request.Host)
            ? await next(context)
            : Refusal.Of(StatusCodes.Status403Forbidden, PageWords.WrongDoor);
    }

    // A site that lets its own name point at this machine (DNS rebinding) is told apart by the name.
    private bool IsOwnHost(HostString host) =>
        options.Value.AllowRemote
        || (host.Host is "127.0.0.1" or "localhost" or "[::1]" && (host.Port ?? 80) == listener.Port);
}
