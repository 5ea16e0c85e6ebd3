using System.Diagnostics.CodeAnalysis;
using Bot.Emulation;
using Bot.Emulation.Faults;
using Bot.Emulation.World;

namespace Bot.Bench.Faults;

/// <summary>Discord with a guild that is kept busy, and all that goes wrong there.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The same faults each time are what is wanted.")]
internal sealed class DiscordStage : FaultStage
{
    private const int People = 8;
    private const int Deferred = 5;

    // Far more often than Discord asks for, so that a missed one is noticed within the run.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(8);

    private static readonly int[] CloseCodes = [4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009];

    private static readonly string[] Scopes = ["user", "shared", "global"];

    private readonly DiscordEmulator _discord;
    private readonly TimeProvider _time;
    private readonly Dictionary<PlayedPlace, EmulatedChannel> _channels;
    private readonly List<EmulatedMember> _people = [];

    private DiscordStage(DiscordEmulator discord, TimeProvider time)
    {
        (_discord, _time) = (discord, time);
        discord.HeartbeatInterval = Heartbeat;
        _channels = Enum.GetValues<PlayedPlace>().ToDictionary(place => place, place => discord.AddChannel(place.ToString().ToLowerInvariant()));
        _people.Add(discord.AddMember("organiser", managesServer: true));
        _people.AddRange(Enumerable.Range(1, People).Select(number => discord.AddMember($"member {number}")));
        var members = _people.ConvertAll(person => (PlayedMember)new DiscordMember(discord, person, _channels, time));
        (Organiser, Members) = (members[0], members[1..]);
    }

    public override string Name => "Discord";

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Discord__Token"] = _discord.Token,
        ["Discord__RestBase"] = _discord.RestBase,
    };

    public override int Connections => 1;

    public override PlayedMember Organiser { get; }

    public override IReadOnlyList<PlayedMember> Members { get; }

    public override IReadOnlyList<DateTimeOffset> ConnectedAt => _discord.ConnectedAt;

    public override IReadOnlyList<DateTimeOffset> IdentifiedAt => _discord.IdentifiedAt;

    public override IReadOnlyCollection<string> Refusals => _discord.Refusals;

    public override IReadOnlyList<StageFault> Faults =>
    [
        Once("the connection breaks", 1, _ => _discord.DropConnections()),
        Once("op 7", 1, _ => _discord.AskToReconnect()),
        Once("op 9, to be resumed", 1, _ => _discord.InvalidateSessions(mayResume: true)),
        Once("op 9, to be begun anew", 1, _ => _discord.InvalidateSessions(mayResume: false)),
        .. CloseCodes.Select(code => new StageFault($"close {code}", 1, async (_, _) => await _discord.CloseConnectionsAsync(code))),
        During("heartbeats without an answer", 2, 20, _time, () => _discord.Faults.WithholdsAcknowledgements = true, () => _discord.Faults.WithholdsAcknowledgements = false),
        During("events twice", 0, 12, _time, () => _discord.Faults.DoublesDispatches = true, () => _discord.Faults.DoublesDispatches = false),
        During("events out of order", 0, 12, _time, () => _discord.Faults.SwapsDispatches = true, () => _discord.Faults.SwapsDispatches = false),
        Once("old events again", 0, Repeat),
        During("the gateway is down", 1, 25, _time, CloseGateway, () => _discord.Faults.RefusesConnections = false),
        .. Scopes.Select(scope => Next(
            $"429, {scope}", chance => RestFault.TooMany(chance.Next(8) == 0 ? 12 : 0.2 + (2 * chance.NextDouble()), scope))),
        Next("429 to posts", chance => RestFault.TooMany(0.5 + (3 * chance.NextDouble())) with { Where = "/messages", Method = "POST" }),
        Next("5xx", chance => new RestFault(500 + chance.Next(5))),
        Next("5xx after it was done", chance => new RestFault(500 + chance.Next(5)) { AfterEffect = true }),
        Next("5xx to posts after they were done", chance => new RestFault(500 + chance.Next(5)) { AfterEffect = true, Where = "/messages", Method = "POST" }),
        Next("a request breaks", _ => RestFault.Broken("", afterEffect: false)),
        Next("a request breaks after it was done", _ => RestFault.Broken("", afterEffect: true)),
        Next("slow answers", chance => RestFault.Slow("", TimeSpan.FromSeconds(4 * chance.NextDouble()), TimeSpan.FromSeconds(2 * chance.NextDouble()))),
        Once("an answer to a post that comes too late", 0, _ =>
            _discord.Faults.Next(RestFault.Slow("/messages", TimeSpan.Zero, TimeSpan.FromSeconds(25)) with { Method = "POST" })),
        Down("the API is down", new RestFault(503), 10),
        Once("something that is no frame", 0, _ => _discord.SendGarbage("{\"op\":")),
    ];

    public static async Task<DiscordStage> SetAsync(TimeProvider time, CancellationToken cancellationToken) =>
        new(await DiscordEmulator.StartAsync(time, cancellationToken), time);

    public override Task WaitForBotAsync(CancellationToken cancellationToken) =>
        _discord.WaitForAsync("the bot was there", () => _discord.IsConnected && _discord.Commands.Count > 0, cancellationToken);

    public override void LoseNextPost(Action met) =>
        _discord.Faults.Next(RestFault.Broken("/messages", afterEffect: true) with { Method = "POST", Lag = TimeSpan.FromSeconds(15), Met = met });

    public override void EndFaults() => _discord.Faults.Clear();

    public override IReadOnlyList<ShownMessage> Shown() =>
    [
        .. _channels.Values.Concat(_people.Select(person => _discord.DirectWith(person.User)))
            .SelectMany(_discord.History)
            .Where(message => !message.IsDeleted)
            .Select(message => new ShownMessage(
                message.Channel.Name,
                message.Nonce,
                message.InteractionId,
                message.Embeds.Select(embed => embed["title"]?.GetValue<string>()).OfType<string>().FirstOrDefault() ?? "",
                message.Versions[^1].ToJsonString(),
                message.IsLoading)),
    ];

    public override IReadOnlyList<string> Acknowledged() =>
        [.. _discord.Interactions.Where(interaction => interaction.AnswerType == Deferred).Select(interaction => interaction.Id)];

    public override ValueTask DisposeAsync() => _discord.DisposeAsync();

    private StageFault Next(string name, Func<Random, RestFault> make) =>
        Once(name, 0, chance => _discord.Faults.Next(Enumerable.Range(0, 1 + chance.Next(4)).Select(_ => make(chance)).ToList()));

    private StageFault Down(string name, RestFault fault, int seconds) =>
        During(name, 0, seconds, _time, () => _discord.Faults.Always(fault), () => _discord.Faults.Cease(fault));

    private void Repeat(Random chance)
    {
        foreach (var interaction in _discord.Interactions.TakeLast(20).Where(_ => chance.Next(4) == 0).ToList())
        {
            _discord.Repeat(interaction);
        }
    }

    private void CloseGateway()
    {
        _discord.Faults.RefusesConnections = true;
        _discord.DropConnections();
    }
}
