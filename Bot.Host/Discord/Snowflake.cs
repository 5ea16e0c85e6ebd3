using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Bot.Host.Discord;

/// <summary>Discord's identifiers: numbers of 64 bits, written in decimal.</summary>
internal static class Snowflake
{
    /// <summary>Tells whether a text is an identifier.</summary>
    public static bool IsOne([NotNullWhen(true)] string? text) =>
        text is { Length: >= 1 and <= 20 } && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>Writes an identifier in 11 characters, for places that have little room.</summary>
    public static string Shorten(string snowflake)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ulong.Parse(snowflake, NumberStyles.None, CultureInfo.InvariantCulture));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads what <see cref="Shorten"/> wrote.</summary>
    public static string? Lengthen(string text)
    {
        Span<byte> bytes = stackalloc byte[8];
        return text.Length == 11 && Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == 8
            ? BinaryPrimitives.ReadUInt64BigEndian(bytes).ToString(CultureInfo.InvariantCulture)
            : null;
    }
}
