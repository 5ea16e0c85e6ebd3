using System.Text.Json;
using Bot.Host.Discord.Interactions;
using Bot.Host.Discord.Wire;
using Microsoft.Extensions.Options;

namespace Bot.Host.Discord.Http;

/// <summary>Takes interactions as requests of Discord's, for those whose machine the world can reach.</summary>
/// <param name="options">The application's public key.</param>
/// <param name="desk">Answers.</param>
/// <param name="lifetime">Tells when the program ends.</param>
internal sealed class RequestsEndpoint(IOptions<DiscordOptions> options, InteractionDesk desk, IHostApplicationLifetime lifetime)
{
    /// <summary>Where Discord sends its requests.</summary>
    public const string Path = "/discord/interactions";

    private const int LongestBody = 256 * 1024;

    private readonly RequestSignature _signature = new(options.Value.PublicKey!);

    /// <summary>Takes one request.</summary>
    public async Task<IResult> TakeAsync(HttpContext http)
    {
        if (!DiscordListener.CameIn(http))
        {
            return Results.NotFound();
        }

        var request = http.Request;
        if (request.ContentLength is not (> 0 and <= LongestBody))
        {
            return Results.StatusCode(request.ContentLength > LongestBody ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status411LengthRequired);
        }

        var body = new byte[request.ContentLength.Value];
        await request.Body.ReadExactlyAsync(body, http.RequestAborted);
        if (!_signature.IsRight(request.Headers["X-Signature-Ed25519"], request.Headers["X-Signature-Timestamp"], body))
        {
            return Results.Unauthorized();
        }

        if (Read(body) is not { } interaction)
        {
            return Results.BadRequest();
        }

        if (interaction.Type is DiscordInteraction.Ping)
        {
            return Write(new DiscordCallback(DiscordCallback.Pong));
        }

        // What is stored is handed over even when Discord has hung up before the acknowledgement.
        InteractionAnswer? answer = null;
        http.Response.OnCompleted(() => answer is null ? Task.CompletedTask : desk.HandOverAsync(answer, lifetime.ApplicationStopping));
        answer = await desk.AnswerAsync(interaction, CancellationToken.None);
        return Write(answer.Callback);
    }

    private static DiscordInteraction? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, DiscordJson.Default.DiscordInteraction);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult Write(DiscordCallback callback) => Results.Json(callback, DiscordJson.Default.DiscordCallback);
}
