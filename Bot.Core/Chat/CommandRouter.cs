using System.Collections.Frozen;
using System.Collections.Immutable;
using Bot.Core.Chat.Words;
using Bot.Core.Members;

namespace Bot.Core.Chat;

/// <summary>The table of all commands, buttons and forms: what is answered first, and who handles it.</summary>
public sealed class CommandRouter
{
    private readonly FrozenDictionary<Trigger, IChatRoute> _routes;
    private readonly MemberStore _members;

    /// <summary>Makes the table.</summary>
    /// <param name="routes">Its rows.</param>
    /// <param name="members">Resolves who and where.</param>
    /// <exception cref="InvalidOperationException">Two rows have one trigger, or a row declares a first answer that its interface cannot give.</exception>
    public CommandRouter(IEnumerable<IChatRoute> routes, MemberStore members)
    {
        var table = new Dictionary<Trigger, IChatRoute>();
        foreach (var route in routes)
        {
            var fits = route switch
            {
                IReplyRoute => route.FirstAnswer is FirstAnswer.PrivateReply or FirstAnswer.PublicReply,
                IFormRoute => route.FirstAnswer is FirstAnswer.Form,
                _ => route is ISuggestionRoute && route.FirstAnswer is FirstAnswer.Suggestions,
            };
            if (!fits || !table.TryAdd(route.Trigger, route))
            {
                throw new InvalidOperationException($"The route {route.GetType().Name} for {route.Trigger} declares the wrong first answer, or is the second for its trigger.");
            }
        }

        _routes = table.ToFrozenDictionary();
        _members = members;
        Commands = [.. table.Values.Select(route => route.Command).OfType<ChatCommand>().OrderBy(command => command.Name, StringComparer.Ordinal)];
        OrganiserCommands = [.. table.Values.Where(route => route is { OrganisersOnly: true, Command: not null }).Select(route => route.Command!.Name)];
    }

    /// <summary>Gets all commands, by name.</summary>
    public ImmutableArray<ChatCommand> Commands { get; }

    /// <summary>Gets the names of the commands that only organisers may use.</summary>
    public ImmutableHashSet<string> OrganiserCommands { get; }

    /// <summary>Tells what to answer at once.</summary>
    /// <param name="action">What a person did.</param>
    /// <returns>The declared first answer; a private reply for what no row knows, which explains that.</returns>
    public FirstAnswer FirstAnswerTo(ChatAction action) =>
        _routes.TryGetValue(Trigger.Of(action), out var route) ? route.FirstAnswer
        : action is ChatAction.Typing ? FirstAnswer.Suggestions
        : FirstAnswer.PrivateReply;

    /// <summary>Gives what a log may call an action: its name is a member's word where no row knows it.</summary>
    /// <param name="action">What a person did.</param>
    /// <returns>Such as "Command schedule add", or "Command" alone.</returns>
    public string NameOf(ChatAction action)
    {
        var trigger = Trigger.Of(action);
        return _routes.ContainsKey(trigger) ? $"{trigger.Source} {trigger.Name}" : $"{trigger.Source}";
    }

    /// <summary>Opens the form that an event asks for. Reads by key, writes nothing.</summary>
    /// <param name="asked">The event.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The form, or why there is none.</returns>
    public async Task<FormOpening> OpenFormAsync(ChatEvent asked, CancellationToken cancellationToken)
    {
        var visit = await VisitAsync(asked, cancellationToken);
        return _routes.GetValueOrDefault(Trigger.Of(asked.Action)) is not IFormRoute route
            ? new FormOpening.Refused(Unknown.Action(asked.Action, Commands))
            : route.OrganisersOnly && !visit.IsOrganiser
                ? new FormOpening.Refused(Unknown.OrganisersOnly)
                : await route.OpenAsync(visit, cancellationToken);
    }

    /// <summary>Suggests how to go on with what is being typed.</summary>
    /// <param name="asked">The event.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>At most 25 choices; none where nothing is known.</returns>
    public async Task<ImmutableArray<ChoiceView>> SuggestAsync(ChatEvent asked, CancellationToken cancellationToken) =>
        asked.Action is ChatAction.Typing typing && _routes.GetValueOrDefault(Trigger.Of(typing)) is ISuggestionRoute route
            ? await route.SuggestAsync(await VisitAsync(asked, cancellationToken), typing.Typed, cancellationToken)
            : [];

    /// <summary>Checks a form before it is stored, for platforms that show faults in place.</summary>
    /// <param name="form">The submission.</param>
    /// <returns>What is wrong; empty when nothing is.</returns>
    public ImmutableArray<FormFault> Check(ChatAction.Form form) =>
        _routes.GetValueOrDefault(Trigger.Of(form)) is IFormSubmission route ? route.Check(form) : [];

    /// <summary>Handles a stored event.</summary>
    /// <param name="interaction">The event.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when it is settled.</returns>
    public Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var route = _routes.GetValueOrDefault(Trigger.Of(interaction.Event.Action)) as IReplyRoute;
        return route is null
            ? interaction.ReplyAsync(Unknown.Action(interaction.Event.Action, Commands), cancellationToken)
            : route.OrganisersOnly && !interaction.IsOrganiser
                ? interaction.ReplyAsync(Unknown.OrganisersOnly, cancellationToken)
                : route.HandleAsync(interaction, cancellationToken);
    }

    private async Task<Visit> VisitAsync(ChatEvent asked, CancellationToken cancellationToken)
    {
        var workspace = await _members.FindWorkspaceAsync(asked.Channel.Platform, asked.Channel.Workspace, cancellationToken);
        var member = workspace is null ? null : await _members.FindMemberAsync(workspace.Id, asked.User.Id, cancellationToken);
        return new Visit(asked, workspace, member);
    }
}
