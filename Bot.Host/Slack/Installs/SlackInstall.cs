using Bot.Host.Slack.Api;
using Bot.Host.Slack.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Options;

namespace Bot.Host.Slack.Installs;

/// <summary>Installs the app in a workspace on the word of one of its people. https://docs.slack.dev/authentication/installing-with-oauth</summary>
/// <param name="options">The app's name at Slack.</param>
/// <param name="door">Where browsers come in.</param>
/// <param name="state">Binds an installation to its browser.</param>
/// <param name="api">Takes the token.</param>
/// <param name="tokens">Keeps the token.</param>
/// <param name="logger">The log.</param>
internal sealed partial class SlackInstall(
    IOptions<SlackOptions> options, SlackListener door, InstallState state, SlackApi api, SlackTokens tokens, ILogger<SlackInstall> logger)
{
    private static readonly string[] ScopesToReadBack = ["channels:history", "groups:history"];

    /// <summary>Where an installation begins.</summary>
    public const string Begin = "/slack/install";

    /// <summary>Where Slack sends the browser back to.</summary>
    public const string Return = "/slack/oauth";

    /// <summary>Sends a browser to Slack, where its owner chooses a workspace.</summary>
    public IResult SendToSlack(HttpContext http)
    {
        if (!IsHere(http))
        {
            return Results.NotFound();
        }

        // Without redirect_uri: Slack takes the one of the manifest, and the bot need not know its own address.
        var query = new QueryBuilder { { "client_id", options.Value.ClientId!.Trim() }, { "scope", string.Join(',', options.Value.ReadsBack ? SlackManifest.Scopes.Concat(ScopesToReadBack) : SlackManifest.Scopes) }, { "state", state.Begin(http) } };
        http.Response.Headers.CacheControl = "no-store";
        return Results.Redirect(new UriBuilder(new Uri(new Uri(options.Value.ApiBase), "/oauth/v2/authorize")) { Query = query.ToString() }.Uri.AbsoluteUri);
    }

    /// <summary>Takes back a browser from Slack.</summary>
    public async Task<IResult> TakeBackAsync(HttpContext http)
    {
        if (!IsHere(http))
        {
            return Results.NotFound();
        }

        var query = http.Request.Query;
        if (!state.End(http, query["state"]))
        {
            return InstallPage.NotBegunHere;
        }

        return query["code"].ToString() is { Length: > 0 } code ? await FinishAsync(code)
            : query["error"] == "access_denied" ? InstallPage.Denied
            : InstallPage.NoToken;
    }

    // Even when the browser hangs up: Slack takes a code once.
    private async Task<InstallPage> FinishAsync(string code)
    {
        try
        {
            switch (await api.TakeCodeAsync(code, CancellationToken.None))
            {
                case { IsEnterpriseInstall: true } or { Team: null, AccessToken: not null }:
                    return InstallPage.OfOrganisation;
                case { RefreshToken: { Length: > 0 } }:
                    Log.TokenRotates(logger);
                    return InstallPage.NoToken;
                case { TokenType: "bot", AccessToken: { Length: > 0 } token, Team: { Id: { Length: > 0 } id } team }:
                    await tokens.KeepAsync(id, token, CancellationToken.None);
                    Log.Installed(logger, id);
                    return InstallPage.Installed(team.Name);
                default:
                    Log.NoToken(logger);
                    return InstallPage.NoToken;
            }
        }
        catch (SlackException exception) when (exception.Error is "invalid_client_id" or "bad_client_secret")
        {
            Log.AppRefused(logger, exception.Error);
            return InstallPage.NoToken;
        }
        catch (SlackException exception)
        {
            Log.NotFinished(logger, exception);
            return InstallPage.NoToken;
        }
    }

    private bool IsHere(HttpContext http) => options.Value.IsDistributed && door.CameIn(http);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Slack: the app was installed in {Team}.")]
        public static partial void Installed(ILogger logger, string team);

        [LoggerMessage(2, LogLevel.Warning, "Slack did not finish an installation; nothing was kept.")]
        public static partial void NotFinished(ILogger logger, Exception exception);

        [LoggerMessage(3, LogLevel.Error, "Slack does not take Slack:ClientId and Slack:ClientSecret ({Error}): copy both anew from Basic Information, App Credentials.")]
        public static partial void AppRefused(ILogger logger, string error);

        [LoggerMessage(4, LogLevel.Error, "Slack gave a token that expires; nothing was kept. Switch off token rotation under OAuth & Permissions.")]
        public static partial void TokenRotates(ILogger logger);

        [LoggerMessage(5, LogLevel.Warning, "Slack finished an installation without a token of the bot's; nothing was kept.")]
        public static partial void NoToken(ILogger logger);
    }
}
