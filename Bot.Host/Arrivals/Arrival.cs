using System.Collections.Immutable;
using Bot.Core.Chat;
using Bot.Core.Inbox;

namespace Bot.Host.Arrivals;

/// <summary>What to answer at once to something that a person did: one of a closed set, which each platform says in its own way.</summary>
internal abstract record Arrival
{
    private Arrival()
    {
    }

    /// <summary>Suggestions for what is being typed.</summary>
    internal sealed record Suggested(ImmutableArray<ChoiceView> Choices) : Arrival;

    /// <summary>A form.</summary>
    internal sealed record Opened(FormView Form) : Arrival;

    /// <summary>A word to the person alone; nothing was stored.</summary>
    internal sealed record Said(MessageView Message) : Arrival;

    /// <summary>What is wrong with a form, to be shown in place; nothing was stored.</summary>
    internal sealed record Faulty(ImmutableArray<FormFault> Faults) : Arrival;

    /// <summary>It is stored; the reply follows.</summary>
    /// <param name="Event">To hand over once the platform has its acknowledgement.</param>
    /// <param name="IsPrivate">Whether only the person sees the reply.</param>
    internal sealed record Taken(StoredEvent Event, bool IsPrivate) : Arrival;
}
