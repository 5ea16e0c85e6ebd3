using System.Text.Json;
using Bot.Host.Discord.Interactions;
using Bot.Host.Discord.Wire;
using Microsoft.Extensions.Options;

namespace Bot.Host.Discord.Http;

/// <summary>Takes interactions as requests of Discord's, for those whose machine the world can reach.</summary>
/// <param name="options">The application's public key.</param>
/// <param name="door">Where they come in.</param>
/// <param name="desk">Answers.</param>
internal sealed class RequestsEndpoint(IOptions<DiscordOptions> options, DiscordListener door, InteractionDesk desk)
{
    /// <summary>Where Discord sends its requests.</summary>
    public const string Path = "/discord/interactions";

    private readonly RequestSignature _signature = new(options.Value.PublicKey!);

    /// <summary>Takes one request.</summary>
    public async Task<IResult> TakeAsync(HttpContext http)
    {
        var (body, refusal) = await door.ReadAsync(http);
        if (refusal is not null)
        {
            return refusal;
        }

        var request = http.Request;
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
        http.Response.OnCompleted(() => answer is null ? Task.CompletedTask : desk.HandOverAsync(answer));
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
