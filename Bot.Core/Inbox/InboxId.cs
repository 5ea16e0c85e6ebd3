namespace Bot.Core.Inbox;

/// <summary>The identifier of a stored event.</summary>
/// <param name="Value">A version-7 UUID.</param>
public readonly record struct InboxId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
