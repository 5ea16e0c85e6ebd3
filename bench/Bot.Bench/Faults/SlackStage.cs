using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Bot.SlackEmulation;
using Bot.SlackEmulation.Faults;
using Bot.SlackEmulation.World;

namespace Bot.Bench.Faults;

/// <summary>Slack with a workspace that is kept busy, and all that goes wrong there.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The same faults each time are what is wanted.")]
internal sealed class SlackStage : FaultStage
{
    private const int People = 8;

    private static readonly string[] PassingErrors = ["internal_error", "fatal_error", "service_unavailable", "request_timeout"];

    private static readonly string[] Disconnects = ["warning", "refresh_requested", "link_disabled"];

    private readonly SlackEmulator _slack;
    private readonly TimeProvider _time;
    private readonly bool _readsBack;
    private readonly Dictionary<PlayedPlace, EmulatedConversation> _channels;
    private readonly List<EmulatedPerson> _people = [];

    private SlackStage(SlackEmulator slack, bool readsBack, TimeProvider time)
    {
        (_slack, _readsBack, _time) = (slack, readsBack, time);
        _channels = Enum.GetValues<PlayedPlace>().ToDictionary(place => place, place => slack.Team.AddChannel(place.ToString().ToLowerInvariant()));
        _people.Add(slack.Team.AddUser("organiser", admin: true));
        _people.AddRange(Enumerable.Range(1, People).Select(number => slack.Team.AddUser($"member {number}")));
        var members = _people.ConvertAll(person => (PlayedMember)new SlackMember(slack, person, _channels, time));
        (Organiser, Members) = (members[0], members[1..]);
    }

    public override string Name => _readsBack ? "Slack, with reading back" : "Slack";

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Slack__BotToken"] = _slack.BotToken,
        ["Slack__AppToken"] = _slack.AppToken,
        ["Slack__ApiBase"] = _slack.ApiBase.ToString(),
        ["Slack__ReadsBack"] = _readsBack ? "true" : "false",
    };

    public override int Connections => 2;

    public override PlayedMember Organiser { get; }

    public override IReadOnlyList<PlayedMember> Members { get; }

    public override IReadOnlyList<DateTimeOffset> ConnectedAt => _slack.OpenedAt;

    public override IReadOnlyList<DateTimeOffset> IdentifiedAt => [];

    public override IReadOnlyCollection<string> Refusals => _slack.Refusals;

    public override IReadOnlyList<StageFault> Faults =>
    [
        Once("the connections break", 2, _ => _slack.DropConnections()),
        .. Disconnects.Select(reason =>
            new StageFault($"disconnect, {reason}", 2, (_, token) => _slack.DisconnectAsync(reason, token))),
        During("envelopes twice", 0, 12, _time, () => Double(spread: false), () => _slack.Faults.DoublesEnvelopes = false),
        During("envelopes twice, over two connections", 0, 12, _time, () => Double(spread: true), () => _slack.Faults.DoublesEnvelopes = false),
        Once("old envelopes again", 0, Repeat),
        Once("acknowledgements are lost", 0, chance => _slack.Faults.LoseAcknowledgements(1 + chance.Next(4))),
        Once("triggers are over", 0, chance => _slack.Faults.ExpireTriggers(1 + chance.Next(3))),
        Next("429", chance => ApiFault.TooMany(chance.Next(8) == 0 ? 12 : 1 + chance.Next(3))),
        Next("429 to posts", chance => ApiFault.TooMany(1 + chance.Next(3), "chat.postMessage")),
        During("one post a second", 0, 20, _time, () => _slack.Faults.KeepsPace = true, () => _slack.Faults.KeepsPace = false),
        Next("a passing refusal", chance => ApiFault.Refused(Passing(chance))),
        Next("a passing refusal after it was done", chance => ApiFault.Refused(Passing(chance)) with { AfterEffect = true }),
        Next("a passing refusal to posts after they were done", chance => ApiFault.Refused(Passing(chance), "chat.postMessage") with { AfterEffect = true }),
        Next("5xx", chance => ApiFault.Down(status: 500 + chance.Next(5))),
        Next("5xx after it was done", chance => ApiFault.Down(status: 500 + chance.Next(5)) with { AfterEffect = true }),
        Next("a call breaks", _ => ApiFault.Broken("", afterEffect: false)),
        Next("a call breaks after it was done", _ => ApiFault.Broken("", afterEffect: true)),
        Next("a reply breaks after it was done", _ => ApiFault.Broken("response_url", afterEffect: true)),
        Next("slow answers", chance => ApiFault.Slow("", TimeSpan.FromSeconds(4 * chance.NextDouble())) with { Lag = TimeSpan.FromSeconds(2 * chance.NextDouble()) }),
        Once("an answer to a post that comes too late", 0, _ =>
            _slack.Faults.Next(ApiFault.Slow("chat.postMessage", TimeSpan.Zero) with { Lag = TimeSpan.FromSeconds(25) })),
        Down("the API is down", 0, ApiFault.Down(), 10),
        Down("no connection can be opened", 2, ApiFault.Down("apps.connections.open"), 25),
        Once("something that is no envelope", 0, _ => _slack.SendGarbage("{\"type\":")),
    ];

    public static async Task<SlackStage> SetAsync(bool readsBack, TimeProvider time, CancellationToken cancellationToken) =>
        new(await SlackEmulator.StartAsync(time, cancellationToken), readsBack, time);

    public override Task WaitForBotAsync(CancellationToken cancellationToken) =>
        _slack.WaitForAsync("the bot was there", () => _slack.IsConnected, cancellationToken);

    public override void LoseNextPost(Action met) =>
        _slack.Faults.Next(ApiFault.Broken("chat.postMessage", afterEffect: true) with { Lag = TimeSpan.FromSeconds(15), Met = met });

    public override void EndFaults() => _slack.Faults.Clear();

    public override IReadOnlyList<ShownMessage> Shown()
    {
        var replies = _slack.Interactions
            .SelectMany(interaction => interaction.Posts.Select(post => (post, interaction.TriggerId)))
            .ToLookup(pair => pair.post, pair => pair.TriggerId);
        return
        [
            .. _channels.Values.Concat(_people.Select(person => person.Direct))
                .SelectMany(channel => _slack.History(channel).Select(post => (channel, post)))
                .Where(pair => pair.post is { IsDeleted: false, Author.IsBot: true })
                .Select(pair => new ShownMessage(
                    pair.channel.Partner is { } partner ? partner.Name : pair.channel.Name,
                    (string?)pair.post.Metadata?["event_payload"]?["key"],
                    replies[pair.post].FirstOrDefault(),
                    pair.post.Blocks.Where(block => (string?)block["type"] == "header").Select(block => (string?)block["text"]?["text"]).FirstOrDefault() ?? "",
                    pair.post.Versions[^1].ToJsonString(),
                    IsLoading: false)),
        ];
    }

    public override IReadOnlyList<string> Acknowledged() =>
    [
        .. _slack.Interactions
            .Where(interaction => interaction is { IsAcknowledged: true, Errors.Count: 0 } && IsStored(interaction.Type, interaction.Payload))
            .Select(interaction => interaction.TriggerId),
    ];

    public override ValueTask DisposeAsync() => _slack.DisposeAsync();

    // What opens a form is answered with it and stored nowhere.
    private static bool IsStored(string type, JsonObject payload) => type == "slash_commands"
        ? (string?)payload["text"] is { } text && !text.StartsWith("schedule add", StringComparison.Ordinal)
        : (string?)payload["type"] == "view_submission";

    private static string Passing(Random chance) => PassingErrors[chance.Next(PassingErrors.Length)];

    private StageFault Next(string name, Func<Random, ApiFault> make) =>
        Once(name, 0, chance => _slack.Faults.Next(Enumerable.Range(0, 1 + chance.Next(4)).Select(_ => make(chance)).ToList()));

    private StageFault Down(string name, int breaks, ApiFault fault, int seconds) => During(
        name,
        breaks,
        seconds,
        _time,
        () =>
        {
            _slack.Faults.Always(fault);
            if (breaks > 0)
            {
                _slack.DropConnections();
            }
        },
        () => _slack.Faults.Cease(fault));

    private void Double(bool spread) => (_slack.Faults.SpreadsEnvelopes, _slack.Faults.DoublesEnvelopes) = (spread, true);

    private void Repeat(Random chance)
    {
        foreach (var interaction in _slack.Interactions.TakeLast(20).Where(_ => chance.Next(4) == 0).ToList())
        {
            _slack.Repeat(interaction);
        }
    }
}
