using System.Text;
using System.Text.Json;
using Bot.Host.Arrivals;
using Bot.Host.Slack.Interactions;
using Bot.Host.Slack.Wire;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Bot.Host.Slack.Http;

/// <summary>Takes events as requests of Slack's, for those whose machine the world can reach.</summary>
/// <param name="options">The app's signing secret.</param>
/// <param name="door">Where they come in.</param>
/// <param name="desk">Answers.</param>
/// <param name="lifetime">Tells when the program ends.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class SlackRequests(
    IOptions<SlackOptions> options, SlackListener door, SlackDesk desk, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<SlackRequests> logger)
{
    /// <summary>Where Slack sends commands.</summary>
    public const string Commands = "/slack/commands";

    /// <summary>Where Slack sends what was pressed, chosen or sent.</summary>
    public const string Interactivity = "/slack/interactivity";

    /// <summary>Where Slack sends what happened.</summary>
    public const string Events = "/slack/events";

    private readonly SlackSignature _signature = new(options.Value.SigningSecret!.Trim(), time);
    private readonly WorkInHand _inHand = new(lifetime, logger);

    /// <summary>Takes a command.</summary>
    public Task<IResult> TakeCommandAsync(HttpContext http) => TakeAsync(http, body =>
    {
        var fields = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body));
        return () => desk.TakeAsync(
            new SlashPayload
            {
                TeamId = fields.GetValueOrDefault("team_id"),
                ChannelId = fields.GetValueOrDefault("channel_id"),
                UserId = fields.GetValueOrDefault("user_id"),
                UserName = fields.GetValueOrDefault("user_name"),
                Command = fields.GetValueOrDefault("command"),
                Text = fields.GetValueOrDefault("text"),
                ResponseUrl = fields.GetValueOrDefault("response_url"),
                TriggerId = fields.GetValueOrDefault("trigger_id"),
            },
            CancellationToken.None);
    });

    /// <summary>Takes what was pressed, chosen or sent.</summary>
    public Task<IResult> TakeInteractionAsync(HttpContext http) => TakeAsync(http, body =>
    {
        var payload = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body)).GetValueOrDefault("payload").ToString();
        var interaction = JsonSerializer.Deserialize(payload, SlackJson.Default.InteractivePayload);
        return interaction is null ? null : () => desk.TakeAsync(interaction, CancellationToken.None);
    });

    /// <summary>Takes what happened.</summary>
    public async Task<IResult> TakeEventAsync(HttpContext http)
    {
        string? challenge = null;
        var result = await TakeAsync(http, body =>
        {
            var happened = JsonSerializer.Deserialize(body, SlackJson.Default.EventPayload);
            challenge = happened is { Type: "url_verification" } ? happened.Challenge ?? "" : null;
            return happened is null ? null : () => desk.TakeAsync(happened, CancellationToken.None);
        });
        return challenge is null ? result : Results.Text(challenge);
    }

    private async Task<IResult> TakeAsync(HttpContext http, Func<byte[], Func<Task<SlackFirstAnswer>>?> read)
    {
        var (body, refusal) = await door.ReadAsync(http);
        if (refusal is not null)
        {
            return refusal;
        }

        if (!_signature.IsRight(http.Request.Headers["X-Slack-Signature"], http.Request.Headers["X-Slack-Request-Timestamp"], body))
        {
            return Results.Unauthorized();
        }

        try
        {
            if (read(body) is not { } take)
            {
                return Results.BadRequest();
            }

            // What is stored is handed over even when Slack has hung up before the acknowledgement.
            SlackFirstAnswer? answer = null;
            http.Response.OnCompleted(() =>
            {
                if (answer is not null)
                {
                    _inHand.Begin(answer.FollowUpAsync);
                }

                return Task.CompletedTask;
            });
            answer = await take();
            return answer.Payload is { } payload ? Results.Json(payload, SlackJson.Default.ViewAnswer) : Results.Ok();
        }
        catch (JsonException)
        {
            return Results.BadRequest();
        }
    }
}
