using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Bot.Core.Chat;
using Bot.Host.Slack.Installs;
using Bot.Host.Slack.Wire;
using Microsoft.Extensions.Options;

namespace Bot.Host.Slack.Api;

/// <summary>The calls that the bot makes. https://docs.slack.dev/reference/methods</summary>
/// <param name="rest">Makes them.</param>
/// <param name="options">The app's own token and secret.</param>
internal sealed class SlackApi(SlackRest rest, IOptions<SlackOptions> options)
{
    /// <summary>The method that opens a connection.</summary>
    public const string OpenConnection = "apps.connections.open";

    /// <summary>The method that gives a token for a code.</summary>
    public const string TakeCode = "oauth.v2.access";

    private const int MostOfHistory = 100;

    private readonly SlackToken? _app = string.IsNullOrWhiteSpace(options.Value.AppToken) ? null : new SlackToken(options.Value.AppToken.Trim(), isOnly: true);

    /// <summary>Asks who the bot is, and in which workspace.</summary>
    public Task<SlackIdentity> IdentifyAsync(SlackToken token, CancellationToken cancellationToken) =>
        rest.SendAsync(Form("auth.test", token) with { IsRepeatable = true }, SlackJson.Default.SlackIdentity, cancellationToken);

    /// <summary>Asks for an address that can be connected to once.</summary>
    public async Task<string?> OpenConnectionAsync(CancellationToken cancellationToken) =>
        (await rest.SendAsync(Form(OpenConnection, _app) with { IsRepeatable = true }, SlackJson.Default.OpenedConnection, cancellationToken)).Url;

    /// <summary>Gives the code that a browser brought back from Slack, and takes the token of the workspace for it. https://docs.slack.dev/authentication/installing-with-oauth</summary>
    public Task<SlackInstallation> TakeCodeAsync(string code, CancellationToken cancellationToken) =>
        rest.SendAsync(
            Form(TakeCode, token: null, ("client_id", options.Value.ClientId!.Trim()), ("client_secret", options.Value.ClientSecret!.Trim()), ("code", code)),
            SlackJson.Default.SlackInstallation,
            cancellationToken);

    /// <summary>Posts a message to a channel, or directly to a person by their identifier.</summary>
    /// <returns>Slack's identifier of it.</returns>
    public async Task<string?> PostAsync(SlackToken token, SlackMessage message, CancellationToken cancellationToken) =>
        (await rest.SendAsync(Json(token, "chat.postMessage", message, SlackJson.Default.SlackMessage) with { Major = message.Channel! }, SlackJson.Default.PostedMessage, cancellationToken)).Ts;

    /// <summary>Shows a message in a channel to one person.</summary>
    public Task PostOnlyForAsync(SlackToken token, SlackMessage message, CancellationToken cancellationToken) =>
        rest.SendAsync(Json(token, "chat.postEphemeral", message, SlackJson.Default.SlackMessage) with { Major = message.Channel! }, SlackJson.Default.DoneAnswer, cancellationToken);

    /// <summary>Replies through an address that Slack gave with an event.</summary>
    public Task RespondAsync(string url, SlackMessage message, CancellationToken cancellationToken) =>
        rest.SendAsync(
            new SlackCall("response_url", url, () => JsonContent.Create(message, SlackJson.Default.SlackMessage)) { Major = url }, SlackJson.Default.DoneAnswer, cancellationToken);

    /// <summary>Opens a form.</summary>
    public Task OpenFormAsync(SlackToken token, string trigger, SlackView view, CancellationToken cancellationToken) =>
        rest.SendAsync(Json(token, "views.open", new ViewOpening(trigger, view), SlackJson.Default.ViewOpening) with { IsImpatient = true }, SlackJson.Default.DoneAnswer, cancellationToken);

    /// <summary>Shows a person the app's home.</summary>
    public Task ShowHomeAsync(SlackToken token, string user, SlackView view, CancellationToken cancellationToken) =>
        rest.SendAsync(
            Json(token, "views.publish", new HomePublication(user, view), SlackJson.Default.HomePublication) with { Major = user, IsRepeatable = true },
            SlackJson.Default.DoneAnswer,
            cancellationToken);

    /// <summary>Asks who somebody is. Rather than wait for a limit it fails.</summary>
    public async Task<SlackPerson?> FindPersonAsync(SlackToken token, string user, CancellationToken cancellationToken) =>
        (await rest.SendAsync(Form("users.info", token, ("user", user)) with { IsRepeatable = true, IsImpatient = true }, SlackJson.Default.SlackPersonAnswer, cancellationToken)).User;

    /// <summary>Opens the direct messages with a person.</summary>
    /// <returns>Their channel.</returns>
    public async Task<string?> OpenDirectAsync(SlackToken token, string user, CancellationToken cancellationToken) =>
        (await rest.SendAsync(Form("conversations.open", token, ("users", user)) with { IsRepeatable = true }, SlackJson.Default.OpenedConversation, cancellationToken)).Channel?.Id;

    /// <summary>Reads the marks of what was posted in a channel of late.</summary>
    /// <param name="token">Of which workspace.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="since">From when on.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Slack's identifiers of the bot's posts, by key.</returns>
    public async Task<IReadOnlyDictionary<string, string>> ReadMarksAsync(SlackToken token, string channel, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var call = Form(
            "conversations.history",
            token,
            ("channel", channel),
            ("limit", MostOfHistory.ToString(CultureInfo.InvariantCulture)),
            ("oldest", since.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            ("include_all_metadata", "true"));
        var history = await rest.SendAsync(call with { IsRepeatable = true }, SlackJson.Default.SlackHistory, cancellationToken);
        var marks = new Dictionary<string, string>();
        foreach (var message in history.Messages ?? [])
        {
            if (message is { Ts: { } ts, Metadata: { EventType: SlackMetadata.Post, EventPayload: { ValueKind: System.Text.Json.JsonValueKind.Object } payload } }
                && payload.TryGetProperty("key", out var key) && key.ValueKind is System.Text.Json.JsonValueKind.String)
            {
                marks[key.GetString()!] = ts;
            }
        }

        return marks;
    }

    /// <summary>Sends a file to Slack. https://docs.slack.dev/messaging/working-with-files</summary>
    /// <param name="token">Of which workspace.</param>
    /// <param name="file">The file.</param>
    /// <param name="alternative">What it shows, in words.</param>
    /// <param name="channel">Where it is shown; <see langword="null"/> to use it in a message's picture.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Slack's identifier of the file.</returns>
    /// <exception cref="SlackException">Slack did not take it.</exception>
    public async Task<string> UploadAsync(SlackToken token, FileView file, string? alternative, string? channel, CancellationToken cancellationToken)
    {
        List<(string Name, string Value)> about = [("filename", file.FileName), ("length", file.Content.Length.ToString(CultureInfo.InvariantCulture))];
        if (alternative is not null)
        {
            about.Add(("alt_txt", alternative));
        }

        var announced = await rest.SendAsync(
            Form("files.getUploadURLExternal", token, about) with { IsRepeatable = true }, SlackJson.Default.AnnouncedFile, cancellationToken);
        if (announced is not { UploadUrl: { } url, FileId: { } id })
        {
            throw new SlackException(DeliveryOutcome.TryLater, "no upload_url");
        }

        await rest.SendAsync(new SlackCall("upload", url, () => new ByteArrayContent([.. file.Content])), SlackJson.Default.DoneAnswer, cancellationToken);
        await rest.SendAsync(
            Json(token, "files.completeUploadExternal", new UploadCompletion([new UploadedFile(id, file.FileName)]) { ChannelId = channel }, SlackJson.Default.UploadCompletion),
            SlackJson.Default.DoneAnswer,
            cancellationToken);
        return id;
    }

    // Slack reads some methods' arguments from forms alone.
    private static SlackCall Form(string method, SlackToken? token, params IReadOnlyList<(string Name, string Value)> fields) =>
        new(method, method, () => new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)))) { Token = token };

    private static SlackCall Json<T>(SlackToken token, string method, T body, JsonTypeInfo<T> type) => new(method, method, () => JsonContent.Create(body, type)) { Token = token };
}
