using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bot.Host.Slack.Http;

/// <summary>
/// Tells Slack's requests from others: HMAC-SHA256 of the time and the body, and a time that is not long ago, so that a request
/// that somebody overheard is worth nothing later. https://docs.slack.dev/authentication/verifying-requests-from-slack
/// </summary>
/// <param name="secret">The app's signing secret.</param>
/// <param name="time">The clock.</param>
internal sealed class SlackSignature(string secret, TimeProvider time)
{
    private const string Version = "v0";
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(secret);

    /// <summary>Tells whether Slack signed a request, and lately.</summary>
    /// <param name="signature">The header X-Slack-Signature.</param>
    /// <param name="timestamp">The header X-Slack-Request-Timestamp.</param>
    /// <param name="body">The body, byte by byte as it came.</param>
    public bool IsRight(string? signature, string? timestamp, ReadOnlySpan<byte> body)
    {
        if (signature is null || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - seconds) > Window.TotalSeconds)
        {
            return false;
        }

        byte[] signed = [.. Encoding.ASCII.GetBytes($"{Version}:{timestamp}:"), .. body];
        var expected = $"{Version}={Convert.ToHexStringLower(HMACSHA256.HashData(_secret, signed))}";
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(signature));
    }
}
