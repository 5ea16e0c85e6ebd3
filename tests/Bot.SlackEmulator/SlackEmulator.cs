using System.Net;
using System.Text.Json.Nodes;
using Bot.SlackEmulation.Api;
using Bot.SlackEmulation.Faults;
using Bot.SlackEmulation.Interactions;
using Bot.SlackEmulation.Requests;
using Bot.SlackEmulation.Sockets;
using Bot.SlackEmulation.World;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Bot.SlackEmulation;

/// <summary>
/// Slack over loopback, as far as this bot meets it: Socket Mode, Web API, signed requests, and the people in their clients. It checks
/// what Slack checks and refuses what Slack refuses.
/// </summary>
public sealed class SlackEmulator : IAsyncDisposable
{
    // A guard against waiting for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SlackWorld _world;
    private readonly SocketServer _sockets;
    private readonly Installs _installs;
    private readonly ApiServer _api;
    private readonly PayloadMaker _maker;
    private readonly AnswerTaker _answers;
    private readonly SignedRequests _requests;
    private readonly Deliveries _deliveries;
    private readonly CancellationTokenSource _ending = new();
    private readonly HttpClient _client = new();
    private WebApplication? _app;

    private SlackEmulator(TimeProvider time)
    {
        _world = new SlackWorld(time);
        _sockets = new SocketServer(_world, Faults);
        _installs = new Installs(_world);
        _api = new ApiServer(_world, Faults, _sockets.Open, _installs);
        _maker = new PayloadMaker(_world);
        _answers = new AnswerTaker(_world);
        _requests = new SignedRequests(_world, _client);
        _deliveries = new Deliveries(_world, _sockets, _requests, _answers);
        Team = AddTeam("Study group");
    }

    /// <summary>Gets the address of the Web API, with a slash at the end.</summary>
    public Uri ApiBase => new($"{_world.Address}/slack/api/");

    /// <summary>Gets the token by which the app opens its sockets.</summary>
    public string AppToken => _world.AppToken;

    /// <summary>Gets the token by which the app acts in the first workspace; <see cref="EmulatedTeam.BotToken"/> is that of others.</summary>
    public string BotToken => Team.BotToken;

    /// <summary>Gets the secret by which requests are known to come from here.</summary>
    public string SigningSecret => _world.SigningSecret;

    public string AppId => _world.AppId;

    /// <summary>Gets the app's name where workspaces install it.</summary>
    public string ClientId => _world.ClientId;

    /// <summary>Gets the secret that goes with <see cref="ClientId"/>.</summary>
    public string ClientSecret => _world.ClientSecret;

    /// <summary>Gets or sets where browsers are sent back to after an installation, as the manifest has it.</summary>
    public Uri? RedirectUrl
    {
        get => _installs.RedirectUrl;
        set => _installs.RedirectUrl = value;
    }

    /// <summary>Gets or sets where commands go as signed requests; through a socket when <see langword="null"/>.</summary>
    public Uri? CommandsEndpoint
    {
        get => _deliveries.Commands;
        set => _deliveries.Commands = value;
    }

    /// <summary>Gets or sets where presses, choices and forms go as signed requests; through a socket when <see langword="null"/>.</summary>
    public Uri? InteractivityEndpoint
    {
        get => _deliveries.Interactivity;
        set => _deliveries.Interactivity = value;
    }

    /// <summary>Gets or sets where events go as signed requests; through a socket when <see langword="null"/>.</summary>
    public Uri? EventsEndpoint
    {
        get => _deliveries.Events;
        set => _deliveries.Events = value;
    }

    public SlackFaults Faults { get; } = new();

    /// <summary>Gets the first workspace.</summary>
    public EmulatedTeam Team { get; }

    /// <summary>Gets the commands of the app's manifest, with their slashes; any command is known when it is empty.</summary>
    public ISet<string> Commands { get; } = new HashSet<string>();

    /// <summary>Gets what the app was allowed when it was installed; a call that needs more is refused.</summary>
    public ISet<string> Scopes => _world.Scopes;

    /// <summary>Gets or sets what is called at every change.</summary>
    public Action? Changed
    {
        get => _world.Changed;
        set => _world.Changed = value;
    }

    /// <summary>Gets every call of the API, in order, response_url and uploads included.</summary>
    public IReadOnlyCollection<SeenCall> Calls => _world.Calls;

    /// <summary>Gets what was refused because Slack would refuse it, and why.</summary>
    public IReadOnlyCollection<string> Refusals => _world.Refusals;

    /// <summary>Gets or sets a value indicating whether what people attach can still be had; when they delete it, it no longer can.</summary>
    public bool KeepsFiles { get; set; } = true;

    /// <summary>Gets how many sockets are open.</summary>
    public int Connections => _sockets.Connections.Count;

    /// <summary>Gets whether the app has a socket that it was not asked to leave.</summary>
    public bool IsConnected => _sockets.Connections.Any(connection => !connection.IsRetiring);

    /// <summary>Gets how often a socket was opened.</summary>
    public int OpenedSockets => _sockets.Opened;

    /// <summary>Gets when sockets were opened.</summary>
    public IReadOnlyList<DateTimeOffset> OpenedAt => _sockets.OpenedAt;

    /// <summary>Gets all that people did, in order.</summary>
    public IReadOnlyList<SlackInteraction> Interactions
    {
        get
        {
            lock (_world.Gate)
            {
                return [.. _world.Interactions.Values.Distinct().OrderBy(interaction => interaction.At)];
            }
        }
    }

    /// <summary>Gives every message that is or was in a conversation, whoever sees it.</summary>
    public IReadOnlyList<EmulatedPost> History(EmulatedConversation conversation)
    {
        lock (_world.Gate)
        {
            return [.. conversation.Posts];
        }
    }

    public IReadOnlyList<EmulatedFile> Files
    {
        get
        {
            lock (_world.Gate)
            {
                return [.. _world.Files];
            }
        }
    }

    /// <summary>Starts it on any free port.</summary>
    /// <param name="time">Its clock; the system's when <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    public static async Task<SlackEmulator> StartAsync(TimeProvider? time, CancellationToken cancellationToken)
    {
#pragma warning disable RS0030 // A program of its own chooses the system's clock.
        var emulator = new SlackEmulator(time ?? TimeProvider.System);
#pragma warning restore RS0030
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();

        // Slack pings; the official client takes a connection without pings for dead.
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(10), KeepAliveTimeout = TimeSpan.FromSeconds(30) });
        app.Run(emulator.ServeAsync);
        emulator._app = app;
        await app.StartAsync(cancellationToken);
        emulator._world.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return emulator;
    }

    /// <summary>Adds another workspace.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="isInstalled">Whether the app is installed there.</param>
    public EmulatedTeam AddTeam(string name, bool isInstalled = true)
    {
        lock (_world.Gate)
        {
            var team = new EmulatedTeam(_world, name) { Happened = Tell, IsInstalled = isInstalled };
            _world.Teams.Add(team);
            return team;
        }
    }

    /// <summary>Somebody is on the page to which the app sent their browser, and chooses a workspace.</summary>
    /// <param name="page">The page.</param>
    /// <param name="team">The workspace.</param>
    /// <param name="choice">What they press.</param>
    /// <returns>Where Slack sends the browser.</returns>
    /// <exception cref="SlackInteractionFailedException">Slack shows an error instead of the page.</exception>
    public Uri Choose(Uri page, EmulatedTeam team, InstallChoice choice = InstallChoice.Allow) => _installs.Choose(page, team, choice);

    /// <summary>Voids the token by which the app opens its sockets.</summary>
    public void RevokeAppToken() => _world.AppToken = "revoked";

    /// <summary>A person calls a command; done when the app has acknowledged it.</summary>
    /// <exception cref="SlackInteractionFailedException">The person sees that the command failed.</exception>
    public Task<SlackInteraction> SlashAsync(EmulatedPerson user, EmulatedConversation channel, string command, string text, CancellationToken cancellationToken) =>
        Commands.Count == 0 || Commands.Contains(command)
            ? PerformAsync(_maker.Slash(user, channel, command, text), cancellationToken)
            : throw new SlackInteractionFailedException($"{command} is not a valid command.");

    /// <summary>A person presses a button of a message, named by its label or by its action; done when the app has acknowledged it.</summary>
    public Task<SlackInteraction> PressAsync(EmulatedPerson user, EmulatedPost message, string button, CancellationToken cancellationToken) =>
        PerformAsync(_maker.Act(user, message, button, chosen: null), cancellationToken);

    /// <summary>A person presses a button of a form or of the app's home.</summary>
    public Task<SlackInteraction> PressAsync(EmulatedPerson user, EmulatedView view, string button, CancellationToken cancellationToken) =>
        PerformAsync(_maker.Act(user, view, button, chosen: null), cancellationToken);

    /// <summary>A person chooses something in a message: the value of an option, several separated by commas, a date, a time.</summary>
    public Task<SlackInteraction> SelectAsync(EmulatedPerson user, EmulatedPost message, string actionId, string value, CancellationToken cancellationToken) =>
        PerformAsync(_maker.Act(user, message, actionId, value), cancellationToken);

    /// <summary>A person chooses something in a form or in the app's home.</summary>
    public Task<SlackInteraction> SelectAsync(EmulatedPerson user, EmulatedView view, string actionId, string value, CancellationToken cancellationToken) =>
        PerformAsync(_maker.Act(user, view, actionId, value), cancellationToken);

    /// <summary>A person types into a menu whose options the app gives; they are in <see cref="SlackInteraction.Answer"/>.</summary>
    public Task<SlackInteraction> SuggestAsync(EmulatedPerson user, EmulatedPost message, string actionId, string typed, CancellationToken cancellationToken) =>
        PerformAsync(_maker.Suggest(user, message, view: null, actionId, typed), cancellationToken);

    /// <summary>A person types into a menu of a form whose options the app gives.</summary>
    public Task<SlackInteraction> SuggestAsync(EmulatedPerson user, EmulatedView view, string actionId, string typed, CancellationToken cancellationToken) =>
        PerformAsync(_maker.Suggest(user, message: null, view, actionId, typed), cancellationToken);

    /// <summary>A person attaches a file to a form that is before them.</summary>
    /// <returns>The file; its identifier is what the form's field holds.</returns>
    public EmulatedFile Attach(EmulatedPerson user, string name, ReadOnlyMemory<byte> content)
    {
        lock (_world.Gate)
        {
            var file = new EmulatedFile(_world.NextId("F"), user.Team, name, content.Length) { Content = content, IsComplete = true, Owner = user, Address = _world.Address };
            _world.Files.Add(file);
            return file;
        }
    }

    /// <summary>A person sends a form; done when the app has acknowledged it.</summary>
    /// <param name="user">Who.</param>
    /// <param name="view">The form; it must be the one on top.</param>
    /// <param name="values">What they put in, by the name of the block or of the action.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What they got: <see cref="SlackInteraction.Errors"/>, another form in <see cref="SlackInteraction.Opened"/>, or the form is closed.</returns>
    public Task<SlackInteraction> SubmitViewAsync(EmulatedPerson user, EmulatedView view, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken) =>
        PerformAsync(_maker.Submit(user, view, values), cancellationToken);

    /// <summary>A person closes a form; the app hears of it if the form asked for that.</summary>
    public async Task CloseViewAsync(EmulatedPerson user, EmulatedView view, CancellationToken cancellationToken)
    {
        var closed = _maker.Close(user, view);
        lock (_world.Gate)
        {
            view.IsOpen = false;
        }

        if (view.Body["notify_on_close"]?.GetValue<bool>() == true)
        {
            await PerformAsync(closed, cancellationToken);
        }
    }

    /// <summary>A person opens the app's home; done when the app has acknowledged that.</summary>
    public Task<bool> OpenHomeAsync(EmulatedPerson user, CancellationToken cancellationToken)
    {
        var happened = new JsonObject { ["type"] = "app_home_opened", ["user"] = user.Id, ["channel"] = user.Direct.Id, ["tab"] = "home" };
        if (user.Home is { } home)
        {
            happened["view"] = home.ToJson();
        }

        return SendEventAsync(user.Team, happened, cancellationToken);
    }

    /// <summary>Sends an event of any type; done when the app has acknowledged it.</summary>
    /// <returns><see langword="false"/> when the app never did, however often it was sent.</returns>
    public Task<bool> SendEventAsync(EmulatedTeam team, JsonObject happened, CancellationToken cancellationToken) =>
        _deliveries.SendEventAsync(_maker.Event(team, happened), cancellationToken);

    /// <summary>Sends a whole event once more, as it was or changed.</summary>
    public Task<bool> SendEventPayloadAsync(JsonObject payload, CancellationToken cancellationToken) => _deliveries.SendEventAsync(payload, cancellationToken);

    /// <summary>Asks an endpoint for events whether it is the app's, as Slack does before it sends any.</summary>
    /// <returns>Whether the endpoint sent the challenge back.</returns>
    public async Task<bool> VerifyAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        var challenge = SlackWorld.Secret(16);
        var asked = new JsonObject { ["token"] = _world.VerificationToken, ["challenge"] = challenge, ["type"] = "url_verification" };
        using var response = await SendSignedAsync(endpoint, asked.ToJsonString(), "application/json", cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode && body.Contains(challenge, StringComparison.Ordinal);
    }

    /// <summary>Sends an interaction to the app once more, in the same envelope.</summary>
    public void Repeat(SlackInteraction interaction) => _deliveries.Repeat(interaction);

    /// <summary>Breaks every socket without a word.</summary>
    public void DropConnections() => Each(connection => connection.Drop());

    /// <summary>Asks the app to leave its sockets: "warning" and "refresh_requested" give it ten seconds, "link_disabled" none.</summary>
    public Task DisconnectAsync(string reason, CancellationToken cancellationToken) => _sockets.DisconnectAsync(reason).WaitAsync(cancellationToken);

    /// <summary>Sends a text that is no envelope.</summary>
    public void SendGarbage(string frame) => Each(connection => connection.Send(frame));

    /// <summary>Sends a signed request of any content.</summary>
    public Task<HttpResponseMessage> SendSignedAsync(Uri endpoint, string body, string contentType, CancellationToken cancellationToken) =>
        _requests.SendAsync(endpoint, body, contentType, [], cancellationToken);

    /// <summary>Waits until something holds; looks once at every change.</summary>
    public Task WaitForAsync(Func<bool> holds, CancellationToken cancellationToken) => WaitForAsync("something held", holds, cancellationToken);

    /// <summary>Waits until something holds; looks once at every change.</summary>
    public async Task WaitForAsync(string what, Func<bool> holds, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            while (true)
            {
                var next = _world.NextChange;
                if (holds())
                {
                    return;
                }

                await next.WaitAsync(patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SlackInteractionFailedException($"Slack waited in vain until {what}. Refused so far: {string.Join("; ", Refusals)}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        DropConnections();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _ending.Dispose();
        _client.Dispose();
    }

    internal int Changes => _world.Changes;

    internal SlackInteraction? FindInteraction(string envelopeId)
    {
        lock (_world.Gate)
        {
            return _world.Interactions.Values.FirstOrDefault(interaction => interaction.EnvelopeId == envelopeId);
        }
    }

    private void Each(Action<SocketConnection> act)
    {
        foreach (var connection in _sockets.Connections)
        {
            act(connection);
        }
    }

    private async Task<SlackInteraction> PerformAsync(SlackInteraction interaction, CancellationToken cancellationToken)
    {
        if (!interaction.User.Team.IsInstalled)
        {
            throw new SlackInteractionFailedException($"{interaction.User.Team.Name} has no such app.");
        }

        await _deliveries.PerformAsync(interaction, cancellationToken);
        return interaction;
    }

    private void Tell(EmulatedTeam team, JsonObject happened) => _ = TellAsync(_maker.Event(team, happened));

    private async Task TellAsync(JsonObject payload)
    {
        try
        {
            await _deliveries.SendEventAsync(payload, _ending.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The emulator ends.
        }
    }

    private async Task ServeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        var last = path[(path.LastIndexOf('/') + 1)..];
        if (path.StartsWith("/slack/api/", StringComparison.Ordinal))
        {
            await _api.AnswerAsync(http, last);
        }
        else if (path.StartsWith("/link/", StringComparison.Ordinal) && http.WebSockets.IsWebSocketRequest && _sockets.TakeTicket(http.Request.Query["ticket"].ToString()))
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync();
            await _sockets.ServeAsync(socket, _ending.Token);
        }
        else if (path.StartsWith("/commands/", StringComparison.Ordinal) || path.StartsWith("/actions/", StringComparison.Ordinal))
        {
            await _api.AnswerResponseAsync(http, () => _answers.TakeResponseAsync(http, last));
        }
        else if (path.StartsWith("/upload/v1/", StringComparison.Ordinal))
        {
            await FileMethods.TakeAsync(_world, http, last);
        }
        else if (KeepsFiles && path.Split('/') is ["", "files-pri", var file, _])
        {
            await FileMethods.ServeAsync(_world, http, file);
        }
        else if (path.StartsWith("/control/", StringComparison.Ordinal))
        {
            await new SlackControl(this).AnswerAsync(http, last);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
