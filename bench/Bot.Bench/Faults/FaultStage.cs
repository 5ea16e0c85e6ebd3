namespace Bot.Bench.Faults;

/// <summary>A platform that is played with its people, its faults, and its record of what the bot did.</summary>
internal abstract class FaultStage : IAsyncDisposable
{
    /// <summary>Gets what the platform is called.</summary>
    public abstract string Name { get; }

    /// <summary>Gets with which settings the bot talks there.</summary>
    public abstract IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Gets what can go wrong.</summary>
    public abstract IReadOnlyList<StageFault> Faults { get; }

    /// <summary>Gets how many connections the bot keeps.</summary>
    public abstract int Connections { get; }

    /// <summary>Gets who may set schedules.</summary>
    public abstract PlayedMember Organiser { get; }

    public abstract IReadOnlyList<PlayedMember> Members { get; }

    /// <summary>Gets when the bot connected, or tried to.</summary>
    public abstract IReadOnlyList<DateTimeOffset> ConnectedAt { get; }

    /// <summary>Gets when the bot began a session, where the platform counts that apart.</summary>
    public abstract IReadOnlyList<DateTimeOffset> IdentifiedAt { get; }

    /// <summary>Gets what the platform refused as wrong.</summary>
    public abstract IReadOnlyCollection<string> Refusals { get; }

    /// <summary>Waits until people see the bot.</summary>
    public abstract Task WaitForBotAsync(CancellationToken cancellationToken);

    /// <summary>Has the answer to the next post in a channel, which is taken, kept back and then lost.</summary>
    /// <param name="met">Is called once the post is there.</param>
    public abstract void LoseNextPost(Action met);

    /// <summary>Takes all faults back.</summary>
    public abstract void EndFaults();

    /// <summary>Gives all that the bot said.</summary>
    public abstract IReadOnlyList<ShownMessage> Shown();

    /// <summary>Gives the events that must be in the bot's inbox, since the bot acknowledged them as something to be handled.</summary>
    public abstract IReadOnlyList<string> Acknowledged();

    public abstract ValueTask DisposeAsync();

    /// <summary>Has something hold for a while.</summary>
    protected static StageFault During(string name, int breaks, int seconds, TimeProvider time, Action begin, Action end) =>
        new(name, breaks, async (_, cancellationToken) =>
        {
            begin();
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(seconds), time, cancellationToken);
            }
            finally
            {
                end();
            }
        });

    /// <summary>Has something happen at once.</summary>
    protected static StageFault Once(string name, int breaks, Action<Random> act) =>
        new(name, breaks, (chance, _) =>
        {
            act(chance);
            return Task.CompletedTask;
        });
}
