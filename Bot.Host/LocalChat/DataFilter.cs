using System.Diagnostics.CodeAnalysis;
using System.Net.Mime;

namespace Bot.Host.LocalChat;

/// <summary>What holds for every request that reads or changes something: the browser was let in, and its own page asks.</summary>
/// <param name="pass">The browser's pass.</param>
/// <param name="lifetime">Tells when the program ends.</param>
/// <param name="logger">The log.</param>
internal sealed partial class DataFilter(EntryPass pass, IHostApplicationLifetime lifetime, ILogger<DataFilter> logger) : IEndpointFilter
{
    [SuppressMessage("Design", "CA1031", Justification = "An edge: the page is told that something broke, and the log why.")]
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (!IsFromOwnPage(request))
        {
            return Refusal.Of(StatusCodes.Status403Forbidden, PageWords.OtherSite);
        }

        if (!pass.IsShown(request))
        {
            return Refusal.Of(StatusCodes.Status401Unauthorized, PageWords.NotLetIn);
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Refusal.Of(StatusCodes.Status503ServiceUnavailable, PageWords.Stopping);
        }

        if (HttpMethods.IsPost(request.Method) && !request.HasJsonContentType() && request.ContentType != MediaTypeNames.Application.Octet)
        {
            return Refusal.Of(StatusCodes.Status415UnsupportedMediaType, PageWords.NotJson);
        }

        try
        {
            return await next(context);
        }
        catch (Exception exception) when (!context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            Log.RequestFailed(logger, exception, request.Path);
            return Refusal.Of(StatusCodes.Status500InternalServerError, PageWords.Broke);
        }
    }

    // Browsers name the origin of whatever changes something; some name nothing when a page reads from its own site.
    private static bool IsFromOwnPage(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return (origin.Length > 0 ? origin == $"{request.Scheme}://{request.Host}" : HttpMethods.IsGet(request.Method))
            && (site is "" or "same-origin");
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A request of the local chat page to {Path} failed.")]
        public static partial void RequestFailed(ILogger logger, Exception exception, PathString path);
    }
}
