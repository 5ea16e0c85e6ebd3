using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bot.SlackEmulation.World;

namespace Bot.SlackEmulation.Interactions;

/// <summary>Something that a person did, and what they got for it.</summary>
public sealed class SlackInteraction
{
    private ImmutableArray<EmulatedPost> _posts = [];

    internal SlackInteraction(SlackWorld world, string type, EmulatedPerson user, JsonObject payload)
    {
        (Type, User, Payload, At) = (type, user, payload, world.Now);
        EnvelopeId = Guid.CreateVersion7(world.Now).ToString();
        TriggerId = $"{world.Now.ToUnixTimeMilliseconds()}.{user.Team.Id}.{SlackWorld.Secret(16)}";
        ResponseTicket = SlackWorld.Secret(12);
    }

    /// <summary>Gets the kind of envelope: "slash_commands" or "interactive".</summary>
    public string Type { get; }

    public string EnvelopeId { get; }

    public string TriggerId { get; }

    public EmulatedPerson User { get; }

    public DateTimeOffset At { get; }

    /// <summary>Gets what the app was sent.</summary>
    public JsonObject Payload { get; }

    /// <summary>Gets whether the app acknowledged it in time and in a way that Slack understands.</summary>
    public bool IsAcknowledged { get; internal set; }

    /// <summary>Gets what the acknowledgement held; <see langword="null"/> when it held nothing.</summary>
    public JsonObject? Answer { get; internal set; }

    /// <summary>Gets the messages that answer it, through the acknowledgement or the response_url, in order.</summary>
    public IReadOnlyList<EmulatedPost> Posts => [.. _posts.Where(post => !post.IsDeleted)];

    /// <summary>Gets the form that was opened for it.</summary>
    public EmulatedView? Opened { get; internal set; }

    /// <summary>Gets what is wrong with which field of a form that was sent, by block; empty when it was taken.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; internal set; } = new Dictionary<string, string>();

    /// <summary>Gets the address to which answers go for half an hour.</summary>
    public string ResponseUrl { get; internal set; } = "";

    /// <summary>Gets how often that address was used.</summary>
    public int ResponseUses { get; internal set; }

    internal string ResponseTicket { get; }

    /// <summary>Gets where it happened; <see langword="null"/> in forms and homes.</summary>
    internal EmulatedConversation? Channel { get; init; }

    /// <summary>Gets the message whose element was used.</summary>
    internal EmulatedPost? Origin { get; init; }

    /// <summary>Gets the view whose element was used, or that was sent.</summary>
    internal EmulatedView? OriginView { get; init; }

    internal bool HasExchanged { get; set; }

    internal void Give(EmulatedPost post) => _posts = _posts.Add(post);
}
