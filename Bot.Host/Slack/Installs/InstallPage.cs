using System.Net;

namespace Bot.Host.Slack.Installs;

/// <summary>What the browser of whoever installs the app shows in the end.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">What came of it.</param>
/// <param name="Text">What to do now.</param>
/// <param name="OffersAgain">Whether there is a link that begins anew.</param>
internal sealed record InstallPage(int Status, string Title, string Text, bool OffersAgain = true) : IResult
{
    /// <summary>Gets the page after the installation was refused at Slack.</summary>
    public static InstallPage Denied { get; } = new(StatusCodes.Status200OK, "Redflag was not installed", "You did not allow it in Slack, so nothing has changed.");

    /// <summary>Gets the page for what this browser did not begin, or not of late.</summary>
    public static InstallPage NotBegunHere { get; } = new(
        StatusCodes.Status400BadRequest,
        "Redflag was not installed",
        "This browser did not begin the installation, or began it more than ten minutes ago. Nothing has changed.");

    /// <summary>Gets the page for a whole organisation.</summary>
    public static InstallPage OfOrganisation { get; } = new(
        StatusCodes.Status400BadRequest,
        "Redflag was not installed",
        "It can be installed in single workspaces, not in a whole organisation. Choose one workspace.");

    /// <summary>Gets the page after Slack gave no token, or none that this bot can use.</summary>
    public static InstallPage NoToken { get; } = new(
        StatusCodes.Status502BadGateway,
        "Redflag was not installed",
        "Slack did not finish the installation. Nothing has changed; whoever runs the bot finds the reason in its log.");

    /// <summary>Makes the page after the app was installed.</summary>
    /// <param name="workspace">What the workspace is called.</param>
    public static InstallPage Installed(string? workspace) => new(
        StatusCodes.Status200OK,
        "Redflag is installed",
        $"It works in {(string.IsNullOrWhiteSpace(workspace) ? "your workspace" : workspace)} now. Write /invite @redflag in a channel there, then /redflag help.",
        OffersAgain: false);

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.XContentTypeOptions = "nosniff";
        await response.WriteAsync(
            $"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>{Title}</title>
            <h1>{Title}</h1>
            <p>{WebUtility.HtmlEncode(Text)}</p>{(OffersAgain ? $"\n<p><a href=\"{SlackInstall.Begin}\">Begin again</a></p>" : "")}
            </html>

            """,
            httpContext.RequestAborted);
    }
}
