using Bot.SlackEmulation;
using Bot.SlackEmulation.Interactions;
using Bot.SlackEmulation.World;

namespace Bot.Bench.Faults;

/// <summary>A person in a Slack workspace.</summary>
/// <param name="slack">Slack.</param>
/// <param name="person">The person.</param>
/// <param name="channels">The channels.</param>
/// <param name="time">The clock.</param>
internal sealed class SlackMember(
    SlackEmulator slack, EmulatedPerson person, IReadOnlyDictionary<PlayedPlace, EmulatedConversation> channels, TimeProvider time) : PlayedMember(person.Name)
{
    // For so long a person looks whether a form opens.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private EmulatedView? _form;
    private string? _question;

    public override async Task<bool> CallAsync(
        string command, IReadOnlyDictionary<string, string> options, PlayedPlace place, CancellationToken cancellationToken) =>
        await TryAsync(token => slack.SlashAsync(person, channels[place], "/redflag", Typed(command, options), token)) is not null;

    public override async Task<bool> LookAroundAsync(CancellationToken cancellationToken)
    {
        // An event is brought again for minutes; nobody waits for that.
        _ = Task.Run(() => TryAsync(async token => await slack.OpenHomeAsync(person, token) ? "seen" : null), cancellationToken);
        await Task.Delay(Look, time, cancellationToken);
        return true;

        async Task TryAsync(Func<CancellationToken, Task<string?>> act)
        {
            try
            {
                await act(cancellationToken);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SlackInteractionFailedException)
            {
                // Nobody waited for it.
            }
        }
    }

    public override IReadOnlyList<string> Questions() =>
        [.. Screens().SelectMany(post => post.Buttons).Where(button => button is { Label: "Answer", Value.Length: > 0 }).Select(button => button.Value!)];

    public override async Task<Opening> OpenAsync(string question, CancellationToken cancellationToken)
    {
        if (_form is { IsOpen: true } && _question == question)
        {
            return Opening.Opened;
        }

        var (post, button) = Screens()
            .SelectMany(post => post.Buttons.Select(button => (post, button)))
            .LastOrDefault(pair => pair.button.Label == "Answer" && pair.button.Value == question);
        if (post is null)
        {
            return Opening.Refused;
        }

        await CloseAsync(cancellationToken);
        _question = question;
        return await NoteAsync(await TryAsync(token => slack.PressAsync(person, post, button.ActionId, token)), cancellationToken);
    }

    public override async Task<Hearing> SendAsync(IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken) =>
        await TryAsync(token => slack.SubmitViewAsync(person, _form!, values, token)) switch
        {
            null => Hearing.Unheard,
            { Errors.Count: > 0 } or { Answer: not null } => Hearing.GivenBack,
            _ => Hearing.Acknowledged,
        };

    public override async Task<bool> PressAsync(string label, CancellationToken cancellationToken)
    {
        var post = Screens().LastOrDefault(post => post.Buttons.Any(button => button.Label == label));
        return post is not null && await TryAsync(token => slack.PressAsync(person, post, label, token)) is not null;
    }

    public override async Task<Opening> OpenByCommandAsync(
        string command, IReadOnlyDictionary<string, string> options, PlayedPlace place, CancellationToken cancellationToken)
    {
        await CloseAsync(cancellationToken);
        return await NoteAsync(await TryAsync(token => slack.SlashAsync(person, channels[place], "/redflag", Typed(command, options), token)), cancellationToken);
    }

    private static string Typed(string command, IReadOnlyDictionary<string, string> options) =>
        string.Join(' ', options.Select(option => $"{option.Key}:\"{option.Value}\"").Prepend(command));

    private async Task CloseAsync(CancellationToken cancellationToken)
    {
        foreach (var open in person.OpenViews.Reverse())
        {
            await slack.CloseViewAsync(person, open, cancellationToken);
        }
    }

    private async Task<Opening> NoteAsync(SlackInteraction? interaction, CancellationToken cancellationToken)
    {
        _form = null;
        if (interaction is null)
        {
            return Opening.Unheard;
        }

        var begun = time.GetTimestamp();
        while (interaction.Opened is null && interaction.Posts.Count == 0)
        {
            if (time.GetElapsedTime(begun) > Patience)
            {
                return Opening.Unheard;
            }

            await Task.Delay(Look, time, cancellationToken);
        }

        _form = interaction.Opened;
        return _form is null ? Opening.Refused : Opening.Opened;
    }

    private IEnumerable<EmulatedPost> Screens() => channels.Values.Append(person.Direct).SelectMany(channel => person.Sees(channel).TakeLast(Screen));

    private static async Task<SlackInteraction?> TryAsync(Func<CancellationToken, Task<SlackInteraction>> act)
    {
        try
        {
            return await act(CancellationToken.None);
        }
        catch (SlackInteractionFailedException)
        {
            return null;
        }
    }
}
