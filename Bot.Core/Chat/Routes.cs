using System.Collections.Immutable;

namespace Bot.Core.Chat;

/// <summary>One row of the router's table. A route is exactly one of <see cref="IReplyRoute"/>, <see cref="IFormRoute"/> and <see cref="ISuggestionRoute"/>.</summary>
public interface IChatRoute
{
    /// <summary>Gets what brings an event here.</summary>
    Trigger Trigger { get; }

    /// <summary>Gets what the adapter answers at once.</summary>
    FirstAnswer FirstAnswer { get; }

    /// <summary>Gets a value indicating whether only organisers may use it.</summary>
    bool OrganisersOnly => false;

    /// <summary>Gets how the command is described to people, when the trigger is a command.</summary>
    ChatCommand? Command => null;
}

/// <summary>A route whose event is stored and then handled.</summary>
public interface IReplyRoute : IChatRoute
{
    /// <summary>Handles one event: reads, decides, and commits its effects and posts once.</summary>
    /// <param name="interaction">The event, who caused it, and the one commit.</param>
    /// <param name="cancellationToken">Stops the work; the event is then handled again at the next start.</param>
    /// <returns>A task that ends after the commit.</returns>
    Task HandleAsync(Interaction interaction, CancellationToken cancellationToken);
}

/// <summary>A reply route that takes a form, and can say what is wrong with it before it is stored.</summary>
public interface IFormSubmission : IReplyRoute
{
    /// <summary>Checks a submission without reading anything.</summary>
    /// <param name="form">The submission.</param>
    /// <returns>What is wrong; empty when nothing is.</returns>
    ImmutableArray<FormFault> Check(ChatAction.Form form);
}

/// <summary>A route that opens a form: at most one read by key, and no write.</summary>
public interface IFormRoute : IChatRoute
{
    /// <summary>Opens the form.</summary>
    /// <param name="visit">The event and who caused it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The form, or why there is none.</returns>
    Task<FormOpening> OpenAsync(Visit visit, CancellationToken cancellationToken);
}

/// <summary>A route that suggests how to go on with what is being typed.</summary>
public interface ISuggestionRoute : IChatRoute
{
    /// <summary>Suggests.</summary>
    /// <param name="visit">The event and who caused it.</param>
    /// <param name="typed">What was typed so far.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>At most 25 choices.</returns>
    Task<ImmutableArray<ChoiceView>> SuggestAsync(Visit visit, string typed, CancellationToken cancellationToken);
}

/// <summary>What came of asking for a form.</summary>
public abstract record FormOpening
{
    private FormOpening()
    {
    }

    /// <summary>There is one.</summary>
    /// <param name="Form">The form.</param>
    public sealed record Opened(FormView Form) : FormOpening;

    /// <summary>There is none, and here is why.</summary>
    /// <param name="Message">A private message.</param>
    public sealed record Refused(MessageView Message) : FormOpening;
}
