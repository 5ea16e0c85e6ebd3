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
        if (request.ContentLength > MostBytes)
        {
            return (null, Refusal.Of(StatusCodes.Status413PayloadTooLarge, PageWords.TooLong));
        }

        var buffer = new byte[(request.ContentLength ?? MostBytes) + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > MostBytes)
        {
            return (null, Refusal.Of(StatusCodes.Status413PayloadTooLarge, PageWords.TooLong));
        }

        try
        {
            return JsonSerializer.Deserialize<T>(buffer.AsSpan(0, length), LocalJson.Options) is { } value
                ? (value, null)
                : (null, Refusal.Of(StatusCodes.Status400BadRequest, PageWords.BadJson));
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return (null, Refusal.Of(StatusCodes.Status400BadRequest, PageWords.BadJson));
        }
    }
}
