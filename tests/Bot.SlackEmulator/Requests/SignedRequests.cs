using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.SlackEmulation.World;

namespace Bot.SlackEmulation.Requests;

/// <summary>Sends what happens as signed requests. https://docs.slack.dev/authentication/verifying-requests-from-slack</summary>
internal sealed class SignedRequests(SlackWorld world, HttpClient client)
{
    /// <summary>Sends a command.</summary>
    public Task<HttpResponseMessage> CommandAsync(Uri endpoint, JsonObject payload, CancellationToken cancellationToken) =>
        SendAsync(endpoint, Form(payload.Select(field => (field.Key, (string?)field.Value ?? ""))), "application/x-www-form-urlencoded", [], cancellationToken);

    /// <summary>Sends what people did with elements and forms.</summary>
    public Task<HttpResponseMessage> InteractionAsync(Uri endpoint, JsonObject payload, CancellationToken cancellationToken) =>
        SendAsync(endpoint, Form([("payload", payload.ToJsonString())]), "application/x-www-form-urlencoded", [], cancellationToken);

    /// <summary>Sends an event.</summary>
    /// <param name="endpoint">Where to.</param>
    /// <param name="payload">The event.</param>
    /// <param name="attempt">How often it was sent before.</param>
    /// <param name="reason">Why it is sent again.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<HttpResponseMessage> EventAsync(Uri endpoint, JsonObject payload, int attempt, string reason, CancellationToken cancellationToken) => SendAsync(
        endpoint,
        payload.ToJsonString(),
        "application/json",
        attempt == 0 ? [] : [("X-Slack-Retry-Num", attempt.ToString(CultureInfo.InvariantCulture)), ("X-Slack-Retry-Reason", reason)],
        cancellationToken);

    /// <summary>Sends a signed request.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        Uri endpoint, string body, string contentType, IEnumerable<(string Name, string Value)> headers, CancellationToken cancellationToken)
    {
        var timestamp = world.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new StringContent(body, Encoding.UTF8) };
        request.Content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue(contentType);
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", Sign(timestamp, body));
        request.Headers.UserAgent.ParseAdd("Slackbot 1.0 (+https://api.slack.com/robots)");
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await client.SendAsync(request, cancellationToken);
    }

    /// <summary>Gives the payload of an acknowledgement from the body of an answer: JSON, or a text that stands for itself.</summary>
    public static async Task<JsonObject?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (text.Length == 0)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(text) as JsonObject ?? new JsonObject { ["text"] = text };
        }
        catch (JsonException)
        {
            return new JsonObject { ["text"] = text };
        }
    }

    private string Sign(string timestamp, string body) =>
        $"v0={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(world.SigningSecret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}")))}";

    private static string Form(IEnumerable<(string Name, string Value)> fields) =>
        string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}"));
}
