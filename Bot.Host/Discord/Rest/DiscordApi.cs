using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using Bot.Host.Discord.Rendering;
using Bot.Host.Discord.Wire;

namespace Bot.Host.Discord.Rest;

/// <summary>The requests that the bot makes. https://docs.discord.com/developers/reference</summary>
/// <param name="rest">Makes them.</param>
internal sealed class DiscordApi(DiscordRest rest)
{
    /// <summary>Asks where the gateway is, and how often it may be begun anew.</summary>
    public async Task<GatewayBot> FindGatewayAsync(CancellationToken cancellationToken) =>
        await rest.SendAsync(Get("/gateway/bot", "gateway/bot"), DiscordJson.Default.GatewayBot, cancellationToken) ?? new GatewayBot();

    /// <summary>Asks which application the token belongs to.</summary>
    public async Task<DiscordApplication> FindApplicationAsync(CancellationToken cancellationToken) =>
        await rest.SendAsync(Get("/applications/@me", "applications/@me"), DiscordJson.Default.DiscordApplication, cancellationToken) ?? new DiscordApplication();

    /// <summary>Lists the guilds that the bot is in, with what it may do there; the first 200.</summary>
    public async Task<IReadOnlyList<DiscordGuild>> ListGuildsAsync(CancellationToken cancellationToken) =>
        await rest.SendAsync(Get("/users/@me/guilds", "users/@me/guilds"), DiscordJson.Default.IReadOnlyListDiscordGuild, cancellationToken) ?? [];

    /// <summary>Lists the commands that people see.</summary>
    /// <param name="application">The application.</param>
    /// <param name="guild">The one guild in which they are; <see langword="null"/> for those that are in all.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<IReadOnlyList<DiscordCommand>> ListCommandsAsync(string application, string? guild, CancellationToken cancellationToken) =>
        await rest.SendAsync(
            Get($"/applications/commands{(guild is null ? "" : "/guild")}", CommandsOf(application, guild)),
            DiscordJson.Default.IReadOnlyListDiscordCommand,
            cancellationToken) ?? [];

    /// <summary>Replaces all commands by these.</summary>
    /// <param name="application">The application.</param>
    /// <param name="guild">The one guild in which they are; <see langword="null"/> for those that are in all.</param>
    /// <param name="commands">The commands.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task OverwriteCommandsAsync(string application, string? guild, IReadOnlyList<DiscordCommand> commands, CancellationToken cancellationToken) =>
        rest.SendAsync(
            new RestCall(HttpMethod.Put, $"/applications/commands{(guild is null ? "" : "/guild")}", CommandsOf(application, guild))
            {
                Body = () => JsonContent.Create(commands, DiscordJson.Default.IReadOnlyListDiscordCommand),
                IsRepeatable = true,
            },
            DiscordJson.Default.IReadOnlyListDiscordCommand,
            cancellationToken);

    /// <summary>Posts a message to a channel.</summary>
    public Task<SentMessage?> PostAsync(string channel, RenderedMessage message, CancellationToken cancellationToken) =>
        rest.SendAsync(
            new RestCall(HttpMethod.Post, "/channels/messages", $"channels/{channel}/messages") { Major = channel, Body = () => BodyOf(message) },
            DiscordJson.Default.SentMessage,
            cancellationToken);

    /// <summary>Opens the direct messages with a person.</summary>
    /// <returns>Their channel.</returns>
    public async Task<string?> OpenDirectAsync(string user, CancellationToken cancellationToken) =>
        (await rest.SendAsync(
            new RestCall(HttpMethod.Post, "/users/@me/channels", "users/@me/channels")
            {
                Body = () => JsonContent.Create(new DirectChannel(user), DiscordJson.Default.DirectChannel),
                IsRepeatable = true,
            },
            DiscordJson.Default.DiscordChannel,
            cancellationToken))?.Id;

    /// <summary>Answers an interaction for the first time.</summary>
    public Task AnswerAsync(string interaction, string token, DiscordCallback callback, CancellationToken cancellationToken) =>
        rest.SendAsync(
            new RestCall(HttpMethod.Post, "/interactions/callback", $"interactions/{interaction}/{token}/callback")
            {
                Major = token,
                Body = () => JsonContent.Create(callback, DiscordJson.Default.DiscordCallback),
                IsOfInteraction = true,
            },
            DiscordJson.Default.SentMessage,
            cancellationToken);

    /// <summary>Reads the first answer to an interaction as it stands now.</summary>
    public Task<SentMessage?> FindFirstAnswerAsync(DiscordReply reply, CancellationToken cancellationToken) =>
        rest.SendAsync(Webhook(HttpMethod.Get, reply, "/messages/@original") with { IsRepeatable = true }, DiscordJson.Default.SentMessage, cancellationToken);

    /// <summary>Fills in the first answer to an interaction.</summary>
    public Task<SentMessage?> FillFirstAnswerAsync(DiscordReply reply, RenderedMessage message, CancellationToken cancellationToken) =>
        rest.SendAsync(
            Webhook(HttpMethod.Patch, reply, "/messages/@original") with { Body = () => BodyOf(message), IsRepeatable = true },
            DiscordJson.Default.SentMessage,
            cancellationToken);

    /// <summary>Takes the first answer to an interaction back.</summary>
    public Task RemoveFirstAnswerAsync(DiscordReply reply, CancellationToken cancellationToken) =>
        rest.SendAsync(Webhook(HttpMethod.Delete, reply, "/messages/@original") with { IsRepeatable = true }, DiscordJson.Default.SentMessage, cancellationToken);

    /// <summary>Answers an interaction once more.</summary>
    public Task<SentMessage?> FollowUpAsync(DiscordReply reply, RenderedMessage message, CancellationToken cancellationToken) =>
        rest.SendAsync(Webhook(HttpMethod.Post, reply, "") with { Body = () => BodyOf(message) }, DiscordJson.Default.SentMessage, cancellationToken);

    private static RestCall Get(string route, string path) => new(HttpMethod.Get, route, path) { IsRepeatable = true };

    private static RestCall Webhook(HttpMethod method, DiscordReply reply, string rest) =>
        new(method, $"/webhooks{rest}", $"webhooks/{reply.Application}/{reply.InteractionToken}{rest}") { Major = reply.InteractionToken, IsOfInteraction = true };

    private static string CommandsOf(string application, string? guild) =>
        guild is null ? $"applications/{application}/commands" : $"applications/{application}/guilds/{guild}/commands";

    [SuppressMessage("Reliability", "CA2000", Justification = "The request disposes of its body, and that of its parts.")]
    private static HttpContent BodyOf(RenderedMessage rendered)
    {
        var message = JsonContent.Create(rendered.Message, DiscordJson.Default.DiscordMessage);
        if (rendered.Files.IsEmpty)
        {
            return message;
        }

        var parts = new MultipartFormDataContent { { message, "payload_json" } };
        foreach (var (file, number) in rendered.Files.Select((file, number) => (file, number)))
        {
            var content = new ByteArrayContent([.. file.Content]);
            content.Headers.ContentType = new MediaTypeHeaderValue(file.MediaType);
            parts.Add(content, $"files[{number}]", file.FileName);
        }

        return parts;
    }
}
