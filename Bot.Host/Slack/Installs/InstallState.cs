using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Bot.Host.Slack.Installs;

/// <summary>
/// Binds an installation to the browser that began it: what Slack gives back has to match a cookie that only this browser has, so
/// that nobody is led into finishing what somebody else began. It lasts ten minutes and counts once.
/// </summary>
/// <param name="protection">Seals the cookie.</param>
/// <param name="time">The clock.</param>
internal sealed class InstallState(IDataProtectionProvider protection, TimeProvider time)
{
    private const string CookieName = "redflag-slack-install";
    private const string Path = "/slack";

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly IDataProtector _seal = protection.CreateProtector("Redflag.Slack.Install");
    private readonly ConcurrentDictionary<string, DateTimeOffset> _used = new();

    /// <summary>Begins an installation.</summary>
    /// <returns>What goes to Slack and comes back from there.</returns>
    public string Begin(HttpContext http)
    {
        var state = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var expiresAt = (time.GetUtcNow() + Life).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        http.Response.Cookies.Append(CookieName, _seal.Protect($"{expiresAt} {state}"), How(http, Life));
        return state;
    }

    /// <summary>Ends an installation: the same state is not taken again.</summary>
    /// <param name="http">The browser that came back.</param>
    /// <param name="state">What came back from Slack.</param>
    /// <returns>Whether this browser began it, and in time.</returns>
    public bool End(HttpContext http, string? state)
    {
        var cookie = http.Request.Cookies[CookieName];
        http.Response.Cookies.Delete(CookieName, How(http, life: null));
        if (string.IsNullOrEmpty(cookie) || string.IsNullOrEmpty(state) || Open(cookie) is not var (expiresAt, begun))
        {
            return false;
        }

        var now = time.GetUtcNow();
        var isRight = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(begun), Encoding.UTF8.GetBytes(state));
        return isRight && expiresAt > now && IsFirst(begun, expiresAt, now);
    }

    private (DateTimeOffset ExpiresAt, string State)? Open(string cookie)
    {
        try
        {
            return _seal.Unprotect(cookie).Split(' ') is [var expiresAt, var state]
                ? (DateTimeOffset.FromUnixTimeSeconds(long.Parse(expiresAt, CultureInfo.InvariantCulture)), state)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // A start forgets what was used before it: Slack takes a code once as well.
    private bool IsFirst(string state, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        foreach (var (old, _) in _used.Where(used => used.Value <= now))
        {
            _used.TryRemove(old, out _);
        }

        return _used.TryAdd(state, expiresAt);
    }

    // The proxy speaks TLS, and says so. Lax, since the browser comes back from Slack's pages.
    private static CookieOptions How(HttpContext http, TimeSpan? life) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps || string.Equals(http.Request.Headers["X-Forwarded-Proto"], "https", StringComparison.OrdinalIgnoreCase),
        Path = Path,
        MaxAge = life,
        IsEssential = true,
    };
}
