using Microsoft.Playwright;

namespace Bot.Stories.Page;

/// <summary>One browser for all stories of the page: the machine's own Chromium.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _chromium;

    internal IBrowser Chromium => _chromium ?? throw new InvalidOperationException("The browser has not been started.");

    public async ValueTask InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("REDFLAG_BROWSER") is { Length: > 0 } chosen ? chosen : "/usr/bin/chromium";
        Assert.True(File.Exists(path), $"The stories of the page need a browser, and {path} is none: install the package chromium, or name one in REDFLAG_BROWSER.");
        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class PageStories : ICollectionFixture<Browser>
{
    public const string Name = "The page in a real browser";
}
