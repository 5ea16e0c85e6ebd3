using System.Text.Json;

namespace Bot.Host.LocalChat;

/// <summary>Reads what a page sent, up to a limit that no honest page reaches.</summary>
internal static class RequestBody
{
    /// <summary>The most bytes that are read.</summary>
    public const int MostBytes = 64 * 1024;

    /// <summary>Reads JSON.</summary>
    /// <returns>The value, or the answer that says why there is none.</returns>
    public static async Task<(T? Value, IResult? Refused)> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        var (content, refused) = await ReadBytesAsync(request, MostBytes, cancellationToken);
        if (refused is not null)
        {
            return (null, refused);
        }

        try
        {
            return JsonSerializer.Deserialize<T>(content.Span, LocalJson.Options) is { } value
                ? (value, null)
                : (null, Refusal.Of(StatusCodes.Status400BadRequest, PageWords.BadJson));
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return (null, Refusal.Of(StatusCodes.Status400BadRequest, PageWords.BadJson));
        }
    }

    /// <summary>Reads bytes.</summary>
    /// <returns>The bytes, or the answer that says why there are none.</returns>
    public static async Task<(ReadOnlyMemory<byte> Content, IResult? Refused)> ReadBytesAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most)
        {
            return (default, TooLarge(most));
        }

        var buffer = new byte[(request.ContentLength ?? most) + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > most ? (default, TooLarge(most)) : (buffer.AsMemory(0, length), null);
    }

    private static IResult TooLarge(int most) => Refusal.Of(StatusCodes.Status413PayloadTooLarge, most == MostBytes ? PageWords.TooLong : PageWords.TooLarge(most));
}
