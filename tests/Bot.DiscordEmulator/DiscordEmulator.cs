using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Bot.Emulation.Faults;
using Bot.Emulation.Gateway;
using Bot.Emulation.Interactions;
using Bot.Emulation.Rest;
using Bot.Emulation.World;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using NSec.Cryptography;

namespace Bot.Emulation;

/// <summary>
/// Discord over loopback, as far as this bot meets it: gateway, REST interface, and the people in their clients. It checks what
/// Discord checks and refuses what Discord refuses.
/// </summary>
public sealed class DiscordEmulator : IAsyncDisposable
{
    // A guard against waiting for ever; the three seconds that Discord gives are those of the emulator's clock.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TimeProvider _time;
    private readonly DiscordWorld _world;
    private readonly GatewayServer _gateway;
    private readonly RestServer _rest;
    private readonly InteractionMaker _maker;
    private readonly Key _key = Key.Create(SignatureAlgorithm.Ed25519);
    private readonly CancellationTokenSource _ending = new();
    private readonly HttpClient _client = new();
    private WebApplication? _app;

    private DiscordEmulator(TimeProvider time)
    {
        _time = time;
        _world = new DiscordWorld(time);
        _gateway = new GatewayServer(_world, Faults);
        _rest = new RestServer(_world, Faults, GatewayBot);
        _maker = new InteractionMaker(_world);
        Guild = AddGuild("Study group");
    }

    /// <summary>Gets the address of the REST interface with its version, without a slash at the end.</summary>
    public string RestBase => $"{Address}/api/v10";

    /// <summary>Gets the address of the REST interface without its version, as the official SDK wants it.</summary>
    public string ApiBase => $"{Address}/api";

    public string Token => _world.Token;

    public string ApplicationId => _world.ApplicationId;

    /// <summary>Gets the key by which requests are known to come from here: 64 hexadecimal digits.</summary>
    public string PublicKey => Convert.ToHexStringLower(_key.PublicKey.Export(KeyBlobFormat.RawPublicKey));

    /// <summary>Gets or sets where interactions go as signed requests; through the gateway when <see langword="null"/>.</summary>
    public Uri? InteractionsEndpoint { get; set; }

    public EmulatorFaults Faults { get; } = new();

    /// <summary>Gets or sets what is called at every change.</summary>
    public Action? Changed
    {
        get => _world.Changed;
        set => _world.Changed = value;
    }

    /// <summary>Gets or sets a value indicating whether what people attach can still be had; after a while it no longer can.</summary>
    public bool KeepsAttachments { get; set; } = true;

    /// <summary>Gets the first guild.</summary>
    public EmulatedGuild Guild { get; }

    /// <summary>Gets the bot's own account.</summary>
    public EmulatedUser Bot => _world.Bot;

    public IReadOnlyCollection<SeenRequest> Requests => _rest.Requests;

    /// <summary>Gets what was refused, and why.</summary>
    public IReadOnlyCollection<string> Refusals => _rest.Refusals;

    /// <summary>Gets how often the bot began a session.</summary>
    public int Identifies => _gateway.Identifies;

    /// <summary>Gets when the bot began sessions.</summary>
    public IReadOnlyList<DateTimeOffset> IdentifiedAt => _gateway.IdentifiedAt;

    /// <summary>Gets when the bot connected, or tried to.</summary>
    public IReadOnlyList<DateTimeOffset> ConnectedAt => _gateway.ConnectedAt;

    /// <summary>Gets all that people did, in order.</summary>
    public IReadOnlyList<EmulatedInteraction> Interactions
    {
        get
        {
            lock (_world.Gate)
            {
                return [.. _world.Interactions];
            }
        }
    }

    /// <summary>Gets how often the bot went on with a session.</summary>
    public int Resumes => _gateway.Resumes;

    public int Heartbeats => _gateway.Heartbeats;

    /// <summary>Gets a value indicating whether a bot is connected.</summary>
    public bool IsConnected => _gateway.Connected.Count > 0;

    /// <summary>Gets or sets how often the bot has to beat.</summary>
    public TimeSpan HeartbeatInterval
    {
        get => _gateway.HeartbeatInterval;
        set => _gateway.HeartbeatInterval = value;
    }

    /// <summary>Gets the names of all commands that are registered, subcommands with a blank.</summary>
    public IReadOnlyList<string> Commands
    {
        get
        {
            lock (_world.Gate)
            {
                return
                [
                    .. _world.Commands.Values.SelectMany(commands => commands).OfType<JsonObject>().SelectMany(command =>
                        (command["options"] as JsonArray ?? []).OfType<JsonObject>().Where(option => option["type"]!.GetValue<int>() == 1).Select(sub => $"{command["name"]} {sub["name"]}")
                            is var subs && subs.Any() ? subs : [$"{command["name"]}"]),
                ];
            }
        }
    }

    private string Address
    {
        get => _world.Address;
        set => _world.Address = value;
    }

    /// <summary>Starts it on any free port.</summary>
    /// <param name="time">Its clock.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    public static async Task<DiscordEmulator> StartAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var emulator = new DiscordEmulator(time);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(emulator.ServeAsync);
        emulator._app = app;
        await app.StartAsync(cancellationToken);
        emulator.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return emulator;
    }

    public EmulatedGuild AddGuild(string name)
    {
        EmulatedGuild guild;
        lock (_world.Gate)
        {
            guild = new EmulatedGuild(_world.NextId(), name);
            guild.Roles.Add(new EmulatedRole(guild.Id, "@everyone", DiscordPermissions.Ordinary));
            guild.Members.Add(new EmulatedMember(guild, _world.Bot, DiscordPermissions.Ordinary, [], _world.Now));
            _world.Guilds.Add(guild);
        }

        _gateway.Dispatch("GUILD_CREATE", guild.ToCreation(_world.Bot));
        return guild;
    }

    public EmulatedChannel AddChannel(string name, EmulatedGuild? guild = null)
    {
        var home = guild ?? Guild;
        EmulatedChannel channel;
        lock (_world.Gate)
        {
            home.Channels.Add(channel = new EmulatedChannel(_world.NextId(), name, home, recipient: null));
        }

        _gateway.Dispatch("CHANNEL_CREATE", channel.ToJson());
        return channel;
    }

    public EmulatedRole AddRole(string name, EmulatedGuild? guild = null)
    {
        lock (_world.Gate)
        {
            var role = new EmulatedRole(_world.NextId(), name, DiscordPermissions.None);
            (guild ?? Guild).Roles.Add(role);
            return role;
        }
    }

    /// <summary>Adds a person.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="managesServer">Whether they may manage the guild.</param>
    /// <param name="guild">Where.</param>
    public EmulatedMember AddMember(string name, bool managesServer = false, EmulatedGuild? guild = null)
    {
        lock (_world.Gate)
        {
            var user = _world.Users.Find(user => user.Name == name);
            if (user is null)
            {
                _world.Users.Add(user = new EmulatedUser(_world.NextId(), name, isBot: false));
            }

            var home = guild ?? Guild;
            var member = new EmulatedMember(home, user, DiscordPermissions.Ordinary | (managesServer ? DiscordPermissions.ManageGuild : 0), [], _world.Now);
            home.Members.Add(member);
            return member;
        }
    }

    /// <summary>Removes the bot from a guild.</summary>
    public void RemoveBot(EmulatedGuild guild)
    {
        lock (_world.Gate)
        {
            guild.HasBot = false;
        }

        _gateway.Dispatch("GUILD_DELETE", new JsonObject { ["id"] = guild.Id });
        _world.Change();
    }

    /// <summary>Deletes a channel.</summary>
    public void RemoveChannel(EmulatedChannel channel)
    {
        lock (_world.Gate)
        {
            channel.Guild!.Channels.Remove(channel);
        }
    }

    /// <summary>Voids the bot's token.</summary>
    public void RevokeToken() => _world.Token = "revoked";

    /// <summary>Gives what a person sees in a channel: ephemeral messages only if they are theirs, and nothing that is still being thought about.</summary>
    public IReadOnlyList<EmulatedMessage> Sees(EmulatedUser user, EmulatedChannel channel)
    {
        lock (_world.Gate)
        {
            return [.. channel.Messages.Where(message => message is { IsDeleted: false, IsLoading: false } && (message.SeenOnlyBy is null || message.SeenOnlyBy == user))];
        }
    }

    /// <summary>Gives every message that is or was in a channel, whoever sees it.</summary>
    public IReadOnlyList<EmulatedMessage> History(EmulatedChannel channel)
    {
        lock (_world.Gate)
        {
            return [.. channel.Messages];
        }
    }

    /// <summary>Gives a person's direct messages with the bot.</summary>
    public EmulatedChannel DirectWith(EmulatedUser user) => _world.DirectWith(user);

    /// <summary>A person calls a command; done when the bot has answered for the first time.</summary>
    public Task<EmulatedInteraction> SlashAsync(
        EmulatedMember member, EmulatedChannel channel, string command, IReadOnlyDictionary<string, string> options, CancellationToken cancellationToken) =>
        PerformAsync(_maker.Command(member.User, channel, command, options, focused: null), cancellationToken);

    /// <summary>A person types an option; done when the bot has suggested something.</summary>
    public Task<EmulatedInteraction> TypeAsync(EmulatedMember member, EmulatedChannel channel, string command, string option, string typed, CancellationToken cancellationToken) =>
        PerformAsync(_maker.Command(member.User, channel, command, new Dictionary<string, string> { [option] = typed }, option), cancellationToken);

    /// <summary>A person presses a button, named by its label or by its identifier; done when the bot has answered for the first time.</summary>
    public Task<EmulatedInteraction> PressAsync(EmulatedUser user, EmulatedMessage message, string button, CancellationToken cancellationToken) =>
        PerformAsync(_maker.Press(user, message, message.Buttons.FirstOrDefault(found => found.Label == button)?.CustomId ?? button, chosen: null), cancellationToken);

    /// <summary>A person chooses something; done when the bot has answered for the first time.</summary>
    public Task<EmulatedInteraction> SelectAsync(EmulatedUser user, EmulatedMessage message, string customId, string value, CancellationToken cancellationToken) =>
        PerformAsync(_maker.Press(user, message, customId, [value]), cancellationToken);

    /// <summary>A person sends the form that an interaction opened; done when the bot has answered for the first time.</summary>
    public Task<EmulatedInteraction> SubmitAsync(EmulatedInteraction opened, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken) =>
        SubmitAsync(opened, values, new Dictionary<string, EmulatedAttachment>(), cancellationToken);

    /// <summary>A person sends the form that an interaction opened, with files attached to its fields.</summary>
    public Task<EmulatedInteraction> SubmitAsync(
        EmulatedInteraction opened, IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, EmulatedAttachment> files, CancellationToken cancellationToken) =>
        PerformAsync(_maker.Submit(opened, values, files), cancellationToken);


    /// <summary>Has a person wait for the bot's answer, as after a deferral, without the bot's having to defer.</summary>
    /// <returns>The token by which the bot may answer.</returns>
    public string Open(EmulatedMember member, EmulatedChannel channel, bool isPrivate)
    {
        var interaction = _maker.Anything(member.User, channel);
        lock (_world.Gate)
        {
            InteractionCallback.Take(_world, interaction, new JsonObject { ["type"] = 5, ["data"] = new JsonObject { ["flags"] = isPrivate ? 64 : 0 } });
        }

        return interaction.Token;
    }

    /// <summary>Sends an event of any name to the bot.</summary>
    public void Dispatch(string name, JsonNode data) => _gateway.Dispatch(name, data);

    /// <summary>Sends an interaction to the bot once more.</summary>
    public void Repeat(EmulatedInteraction interaction) => _gateway.Dispatch("INTERACTION_CREATE", interaction.Payload);

    /// <summary>Breaks every connection without a word.</summary>
    public void DropConnections() => Each(session => session.Socket?.Drop());

    /// <summary>Asks every bot to connect anew.</summary>
    public void AskToReconnect() => Each(session => session.Socket?.Send(new JsonObject { ["op"] = 7, ["d"] = null }));

    /// <summary>Tells every bot that its session is not valid.</summary>
    public void InvalidateSessions(bool mayResume)
    {
        foreach (var session in _gateway.Connected)
        {
            session.Socket?.Send(new JsonObject { ["op"] = 9, ["d"] = mayResume });
            if (!mayResume)
            {
                session.End();
            }
        }
    }

    /// <summary>Closes every connection with a code.</summary>
    public async Task CloseConnectionsAsync(int code)
    {
        foreach (var session in _gateway.Connected)
        {
            if (session.Socket is { } socket)
            {
                await socket.CloseAsync(code, "");
            }
        }
    }

    /// <summary>Sends bytes that are no frame.</summary>
    public void SendGarbage(string frame) => Each(session => session.Socket?.Send(frame));

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
            throw new InteractionFailedException($"Discord waited in vain until {what}. Refused so far: {string.Join("; ", Refusals)}");
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
        _key.Dispose();
    }

    internal EmulatedInteraction? FindInteraction(string id)
    {
        lock (_world.Gate)
        {
            return _world.Interactions.Find(interaction => interaction.Id == id);
        }
    }

    private void Each(Action<GatewayClientSession> act)
    {
        foreach (var session in _gateway.Connected)
        {
            act(session);
        }
    }

    private async Task<EmulatedInteraction> PerformAsync(EmulatedInteraction interaction, CancellationToken cancellationToken)
    {
        if (InteractionsEndpoint is { } endpoint)
        {
            await RequestAsync(endpoint, interaction, cancellationToken);
            return interaction;
        }

        _gateway.Dispatch("INTERACTION_CREATE", interaction.Payload);
        try
        {
            await interaction.Answered.WaitAsync(Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new InteractionFailedException($"The application did not respond. Refused so far: {string.Join("; ", Refusals)}");
        }

        return interaction;
    }

    private async Task RequestAsync(Uri endpoint, EmulatedInteraction interaction, CancellationToken cancellationToken)
    {
        using var response = await SendSignedAsync(endpoint, interaction.Payload.ToJsonString(), cancellationToken);
        if (JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken)) is not JsonObject callback)
        {
            throw new InteractionFailedException($"The application answered {(int)response.StatusCode}.");
        }

        lock (_world.Gate)
        {
            InteractionCallback.Take(_world, interaction, callback);
        }

        _world.Change();
    }

    /// <summary>Sends a signed request.</summary>
    public async Task<HttpResponseMessage> SendSignedAsync(Uri endpoint, string body, CancellationToken cancellationToken)
    {
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Signature-Timestamp", timestamp);
        request.Headers.Add("X-Signature-Ed25519", Convert.ToHexStringLower(SignatureAlgorithm.Ed25519.Sign(_key, Encoding.UTF8.GetBytes(timestamp + body))));
        return await _client.SendAsync(request, cancellationToken);
    }

    private JsonObject GatewayBot() => new()
    {
        ["url"] = Address.Replace("http://", "ws://", StringComparison.Ordinal) + "/gateway",
        ["shards"] = 1,
        ["session_start_limit"] = new JsonObject { ["total"] = 1_000, ["remaining"] = _gateway.Remaining, ["reset_after"] = 14_400_000, ["max_concurrency"] = 1 },
    };

    private async Task ServeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        if (path.StartsWith("/gateway", StringComparison.Ordinal) && http.WebSockets.IsWebSocketRequest)
        {
            if (!_gateway.LetsIn())
            {
                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            }

            using var socket = await http.WebSockets.AcceptWebSocketAsync();
            await _gateway.ServeAsync(socket, GatewayBot()["url"]!.GetValue<string>(), _ending.Token);
            return;
        }

        if (path.StartsWith("/api/v10/", StringComparison.Ordinal))
        {
            await _rest.AnswerAsync(http, path["/api/v10/".Length..]);
            return;
        }

        if (path.Split('/') is ["", "ephemeral-attachments", var attachment, _])
        {
            await ServeAttachmentAsync(http, attachment);
            return;
        }

        if (path.StartsWith("/control/", StringComparison.Ordinal))
        {
            await new EmulatorControl(this).AnswerAsync(http, path["/control/".Length..]);
            return;
        }

        http.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    // Whoever has the address has the file; a token does not belong here.
    private async Task ServeAttachmentAsync(HttpContext http, string attachment)
    {
        if (KeepsAttachments && _world.Attachments.TryGetValue(attachment, out var file) && !http.Request.Headers.ContainsKey("Authorization"))
        {
            await http.Response.Body.WriteAsync(file.Content, http.RequestAborted);
            return;
        }

        http.Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
