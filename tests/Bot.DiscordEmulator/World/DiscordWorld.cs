using System.Text.Json.Nodes;
using Bot.Emulation.Interactions;

namespace Bot.Emulation.World;

/// <summary>All that Discord knows, in one place. Whoever changes it does so under its lock, and says so.</summary>
internal sealed class DiscordWorld
{
    private readonly TimeProvider _time;
    private readonly Snowflakes _ids;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DiscordWorld(TimeProvider time)
    {
        (_time, _ids) = (time, new Snowflakes(time));
        ApplicationId = NextId();
        Bot = new EmulatedUser(ApplicationId, "redflag", isBot: true);
        Users.Add(Bot);
        Token = $"{Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(ApplicationId)).TrimEnd('=')}.GEmUlA.{new string('x', 38)}";
    }

    public Lock Gate { get; } = new();

    public string ApplicationId { get; }

    public EmulatedUser Bot { get; }

    public string Token { get; set; }

    public TimeProvider Time => _time;

    public DateTimeOffset Now => _time.GetUtcNow();

    public List<EmulatedUser> Users { get; } = [];

    public List<EmulatedGuild> Guilds { get; } = [];

    public List<EmulatedChannel> DirectChannels { get; } = [];

    public List<EmulatedInteraction> Interactions { get; } = [];

    /// <summary>Gets the commands that are in all guilds, by the empty text, and those of single guilds, by the guild.</summary>
    public Dictionary<string, JsonArray> Commands { get; } = [];

    /// <summary>Gets what people attached to forms, by Discord's identifier.</summary>
    public System.Collections.Concurrent.ConcurrentDictionary<string, EmulatedAttachment> Attachments { get; } = [];

    /// <summary>Gets or sets where files lie.</summary>
    public string Address { get; set; } = "";

    public string NextId()
    {
        lock (Gate)
        {
            return _ids.Next();
        }
    }

    public EmulatedChannel? FindChannel(string id) =>
        Guilds.SelectMany(guild => guild.Channels).Concat(DirectChannels).FirstOrDefault(channel => channel.Id == id);

    public EmulatedChannel DirectWith(EmulatedUser user)
    {
        lock (Gate)
        {
            var channel = DirectChannels.Find(channel => channel.Recipient == user);
            if (channel is null)
            {
                DirectChannels.Add(channel = new EmulatedChannel(_ids.Next(), user.Name, guild: null, user));
            }

            return channel;
        }
    }

    /// <summary>Says that something changed.</summary>
    public void Change()
    {
        Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        Changed?.Invoke();
    }

    /// <summary>Gets or sets what else happens at a change.</summary>
    public Action? Changed { get; set; }

    /// <summary>Gets what ends at the next change.</summary>
    public Task NextChange => Volatile.Read(ref _changed).Task;
}
