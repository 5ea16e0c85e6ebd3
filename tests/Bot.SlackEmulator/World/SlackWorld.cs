using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Bot.SlackEmulation.Api;
using Bot.SlackEmulation.Interactions;

namespace Bot.SlackEmulation.World;

/// <summary>All that Slack knows, in one place. Whoever changes it does so under its lock, and says so.</summary>
internal sealed class SlackWorld
{
    private readonly Dictionary<string, int> _counts = [];
    private readonly ConcurrentQueue<string> _refusals = new();
    private readonly ConcurrentQueue<SeenCall> _calls = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastMicroseconds;
    private int _changes;

    public SlackWorld(TimeProvider time)
    {
        Time = time;
        AppId = NextId("A");
        AppToken = $"xapp-1-{AppId}-1234567890123-{Secret(32)}";
        SigningSecret = Secret(16);
        ClientSecret = Secret(16);
        VerificationToken = Secret(12);
    }

    public Lock Gate { get; } = new();

    public TimeProvider Time { get; }

    public DateTimeOffset Now => Time.GetUtcNow();

    public string AppId { get; }

    public string AppToken { get; set; }

    public string SigningSecret { get; }

    /// <summary>Gets the app's name where workspaces install it.</summary>
    public string ClientId => $"1234567890.{AppId}";

    public string ClientSecret { get; }

    /// <summary>Gets the token that every payload carries, which Slack has long told apps not to rely on.</summary>
    public string VerificationToken { get; }

    public string Address { get; set; } = "";

    public List<EmulatedTeam> Teams { get; } = [];

    public List<EmulatedView> Views { get; } = [];

    public List<EmulatedFile> Files { get; } = [];

    /// <summary>Gets all that people did, by its trigger and by the end of its response_url.</summary>
    public Dictionary<string, SlackInteraction> Interactions { get; } = [];

    /// <summary>Gets what apps may do that were installed as this one was.</summary>
    public HashSet<string> Scopes { get; } =
    [
        "commands", "chat:write", "users:read", "files:read", "files:write", "team:read",
        "channels:read", "channels:history", "groups:read", "groups:history", "im:read", "im:write", "im:history", "mpim:read",
    ];

    public IReadOnlyCollection<string> Refusals => _refusals;

    public IReadOnlyCollection<SeenCall> Calls => _calls;

    /// <summary>Gets or sets what else happens at a change.</summary>
    public Action? Changed { get; set; }

    /// <summary>Gets how often something changed.</summary>
    public int Changes => Volatile.Read(ref _changes);

    /// <summary>Gets what ends at the next change.</summary>
    public Task NextChange => Volatile.Read(ref _changed).Task;

    public static string Secret(int bytes) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));

    /// <summary>Gives an identifier as Slack writes them: a letter for the kind, then capitals and digits.</summary>
    public string NextId(string kind)
    {
        lock (Gate)
        {
            var count = _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
            return string.Create(CultureInfo.InvariantCulture, $"{kind}0RED{count:D6}");
        }
    }

    /// <summary>Gives the time of a message, which is its name within its channel: no two are the same.</summary>
    public string NextTs()
    {
        lock (Gate)
        {
            _lastMicroseconds = Math.Max((Now - DateTimeOffset.UnixEpoch).Ticks / 10, _lastMicroseconds + 1);
            return string.Create(CultureInfo.InvariantCulture, $"{_lastMicroseconds / 1_000_000}.{_lastMicroseconds % 1_000_000:D6}");
        }
    }

    public EmulatedConversation? FindConversation(EmulatedTeam team, string id)
    {
        lock (Gate)
        {
            return team.Conversations.Find(conversation => conversation.Id == id);
        }
    }

    /// <summary>Says that something was refused.</summary>
    public void Refuse(string what, string why)
    {
        _refusals.Enqueue($"{what}: {why}");
        Change();
    }

    public void Saw(SeenCall call) => _calls.Enqueue(call);

    /// <summary>Says that something changed.</summary>
    public void Change()
    {
        Interlocked.Increment(ref _changes);
        Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        Changed?.Invoke();
    }
}
