using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Bot.Host.LocalChat;

/// <summary>The cookie of a browser that was let in. It survives a restart as long as the data directory does.</summary>
/// <param name="protection">Seals it.</param>
/// <param name="listener">Knows the port: cookies do not, and two bots on one machine must not take each other's.</param>
/// <param name="time">The clock.</param>
internal sealed class EntryPass(IDataProtectionProvider protection, LocalChatListener listener, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(180);

    private readonly IDataProtector _seal = protection.CreateProtector("Redflag.LocalChat.Pass");

    private string CookieName => $"redflag-{listener.Port}";

    /// <summary>Gives a browser its pass.</summary>
    public void Give(HttpResponse response) =>
        response.Cookies.Append(
            CookieName,
            _seal.Protect(time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = Life, IsEssential = true });

    /// <summary>Tells whether a request shows a pass that this bot gave.</summary>
    public bool IsShown(HttpRequest request)
    {
        if (request.Cookies[CookieName] is not { Length: > 0 } pass)
        {
            return false;
        }

        try
        {
            var givenAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(_seal.Unprotect(pass), CultureInfo.InvariantCulture));
            return givenAt + Life > time.GetUtcNow();
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
