using System.Net;
using System.Text.RegularExpressions;
using Bot.Host.Slack.Http;
using Bot.Host.Slack.Installs;
using Bot.SlackEmulation.Api;
using Bot.SlackEmulation.World;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Stories.Stage;

/// <summary>The browser of somebody who installs the app in a workspace. Slack learns from it where the bot listens.</summary>
internal sealed partial class InstallBrowser : IDisposable
{
    private readonly BotStory _story;
    private readonly CookieContainer _cookies = new();
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false, CheckCertificateRevocationList = true };
    private readonly HttpClient _client;

    public InstallBrowser(BotStory story)
    {
        _story = story;
        _handler.CookieContainer = _cookies;
        _client = new HttpClient(_handler);
        Knock();
    }

    private Uri Door => new($"http://127.0.0.1:{_story.Run.Services.GetRequiredService<SlackListener>().Port}");

    /// <summary>Gets or sets the cookie of the installation.</summary>
    public Cookie Cookie
    {
        get => _cookies.GetAllCookies().Single();
        set => _cookies.Add(new Cookie(value.Name, value.Value, value.Path, value.Domain));
    }

    /// <summary>Tells Slack where the bot listens since its start.</summary>
    public void Knock()
    {
        var slack = _story.Slack.Server;
        (slack.CommandsEndpoint, slack.InteractivityEndpoint, slack.EventsEndpoint, slack.RedirectUrl) =
            (new Uri(Door, SlackRequests.Commands), new Uri(Door, SlackRequests.Interactivity), new Uri(Door, SlackRequests.Events), new Uri(Door, SlackInstall.Return));
    }

    /// <summary>Installs the app from the beginning to the end.</summary>
    /// <returns>What the last page says.</returns>
    public async Task<string> InstallAsync(EmulatedTeam team, InstallChoice choice, CancellationToken cancellationToken) =>
        await OpenAsync(_story.Slack.Server.Choose(await BeginAsync(cancellationToken), team, choice), cancellationToken);

    /// <summary>Begins an installation.</summary>
    /// <returns>The page of Slack's to which the browser is sent.</returns>
    public async Task<Uri> BeginAsync(CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync(new Uri(Door, SlackInstall.Begin), cancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location!;
    }

    /// <summary>Opens a page of the bot's.</summary>
    /// <returns>What it says.</returns>
    public async Task<string> OpenAsync(Uri page, CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync(page, cancellationToken);
        var html = await response.Content.ReadAsStringAsync(cancellationToken);
        return string.Join('\n', Lines.Matches(html).Select(line => WebUtility.HtmlDecode(line.Groups["text"].Value)));
    }

    /// <summary>Begins an installation through a proxy.</summary>
    /// <param name="scheme">What the proxy speaks.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The cookie as it comes.</returns>
    public async Task<string> CookieOfAsync(string scheme, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Door, SlackInstall.Begin));
        request.Headers.Add("X-Forwarded-Proto", scheme);
        using var response = await _client.SendAsync(request, cancellationToken);
        return response.Headers.GetValues("Set-Cookie").Single();
    }

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex(@"<(?:h1|p|p><a [^>]*)>(?<text>[^<]+)<")]
    private static partial Regex Lines { get; }
}
