using Bot.Emulation;
using Bot.Emulation.Interactions;
using Bot.Emulation.World;

namespace Bot.Bench.Faults;

/// <summary>A person in a Discord guild.</summary>
/// <param name="discord">Discord.</param>
/// <param name="member">The person.</param>
/// <param name="channels">The channels.</param>
/// <param name="time">The clock.</param>
internal sealed class DiscordMember(
    DiscordEmulator discord, EmulatedMember member, IReadOnlyDictionary<PlayedPlace, EmulatedChannel> channels, TimeProvider time) : PlayedMember(member.User.Name)
{
    private const int Said = 4;
    private const int Deferred = 5;

    // For so long a client waits before it shows that the application did not respond.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3.5);

    private EmulatedInteraction? _form;

    public override async Task<bool> CallAsync(
        string command, IReadOnlyDictionary<string, string> options, PlayedPlace place, CancellationToken cancellationToken) =>
        await TryAsync(token => discord.SlashAsync(member, channels[place], command, options, token), cancellationToken) is { AnswerType: Deferred };

    public override async Task<bool> LookAroundAsync(CancellationToken cancellationToken) =>
        await TryAsync(token => discord.TypeAsync(member, channels[PlayedPlace.Drills], "quiz", "topic", "a", token), cancellationToken) is not null;

    public override IReadOnlyList<string> Questions() =>
        [.. Screens().SelectMany(message => message.Buttons).Where(button => button is { Label: "Answer", IsDisabled: false, CustomId: not null }).Select(button => ArgumentOf(button.CustomId!))];

    public override async Task<Opening> OpenAsync(string question, CancellationToken cancellationToken)
    {
        var (message, button) = Screens()
            .SelectMany(message => message.Buttons.Select(button => (message, button)))
            .LastOrDefault(pair => pair.button is { Label: "Answer", CustomId: { } id } && ArgumentOf(id) == question);
        return message is null
            ? Opening.Refused
            : Note(await TryAsync(token => discord.PressAsync(member.User, message, button.CustomId!, token), cancellationToken));
    }

    public override async Task<Hearing> SendAsync(IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken) =>
        (await TryAsync(token => discord.SubmitAsync(_form!, values, token), cancellationToken))?.AnswerType switch
        {
            Deferred => Hearing.Acknowledged,
            Said => Hearing.GivenBack,
            _ => Hearing.Unheard,
        };

    public override async Task<bool> PressAsync(string label, CancellationToken cancellationToken)
    {
        var message = Screens().LastOrDefault(message => message.Buttons.Any(button => button.Label == label));
        return message is not null && await TryAsync(token => discord.PressAsync(member.User, message, label, token), cancellationToken) is not null;
    }

    public override async Task<Opening> OpenByCommandAsync(
        string command, IReadOnlyDictionary<string, string> options, PlayedPlace place, CancellationToken cancellationToken) =>
        Note(await TryAsync(token => discord.SlashAsync(member, channels[place], command, options, token), cancellationToken));

    private Opening Note(EmulatedInteraction? opened)
    {
        _form = opened;
        return opened switch
        {
            null => Opening.Unheard,
            { Modal: not null } => Opening.Opened,
            _ => Opening.Refused,
        };
    }

    private IEnumerable<EmulatedMessage> Screens() => channels.Values.Append(discord.DirectWith(member.User))
        .SelectMany(channel => discord.Sees(member.User, channel).TakeLast(Screen));

    private async Task<EmulatedInteraction?> TryAsync(Func<CancellationToken, Task<EmulatedInteraction>> act, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await act(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (InteractionFailedException)
        {
            return null;
        }
    }

    private static string ArgumentOf(string customId) => customId[(customId.LastIndexOf(':') + 1)..];
}
