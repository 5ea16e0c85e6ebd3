using System.Diagnostics.CodeAnalysis;
using NSec.Cryptography;

namespace Bot.Host.Discord.Http;

/// <summary>
/// Tells Discord's requests from others: an Ed25519 signature over the time and the body.
/// https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint-validating-security-request-headers
/// </summary>
/// <param name="publicKey">The application's public key, 64 hexadecimal digits.</param>
internal sealed class RequestSignature(string publicKey)
{
    private const int Length = 64;

    private readonly PublicKey _key = PublicKey.Import(SignatureAlgorithm.Ed25519, Convert.FromHexString(publicKey), KeyBlobFormat.RawPublicKey);

    /// <summary>Tells whether Discord signed a request.</summary>
    /// <param name="signature">The header X-Signature-Ed25519.</param>
    /// <param name="timestamp">The header X-Signature-Timestamp.</param>
    /// <param name="body">The body, byte by byte as it came.</param>
    public bool IsRight([NotNullWhen(true)] string? signature, [NotNullWhen(true)] string? timestamp, ReadOnlySpan<byte> body)
    {
        if (signature is not { Length: 2 * Length } || timestamp is not { Length: > 0 and <= 32 } || !signature.All(char.IsAsciiHexDigit) || !timestamp.All(char.IsAscii))
        {
            return false;
        }

        var signed = new byte[timestamp.Length + body.Length];
        System.Text.Encoding.ASCII.GetBytes(timestamp, signed);
        body.CopyTo(signed.AsSpan(timestamp.Length));
        return SignatureAlgorithm.Ed25519.Verify(_key, signed, Convert.FromHexString(signature));
    }
}
