using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Questions;
using Bot.Core.Storage;
using Microsoft.Extensions.Options;

namespace Bot.Core.Drills.Rounds;

/// <summary>/drill start: a rapid-fire round in this channel, now.</summary>
internal sealed class DrillStartCommand(
    RapidFireRound rounds,
    RoundStore store,
    RoundChoice choice,
    OccurrenceStore occurrences,
    QuestionStore questions,
    IOptions<RoundOptions> options) : IReplyRoute
{
    public Trigger Trigger => Trigger.Command("drill start");

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public ChatCommand Command { get; } = new(
        "drill start",
        "A rapid-fire round in this channel, now",
        [
            new ChatOption("topic", "What it is about, such as Attention", [], Suggests: true),
            new ChatOption("level", "How demanding it is", [.. Enum.GetValues<Level>().Select(Core.Words.Of)]),
            new ChatOption("kind", "What it asks you to do", [.. Enum.GetValues<Kind>().Select(Core.Words.Of)]),
            .. RoundShapeText.Options(options.Value),
        ]);

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var (filter, unread) = FilterText.Read(interaction.Option("topic"), interaction.Option("level"), interaction.Option("kind"));
        var (shape, faults) = RoundShapeText.Read(
            interaction.Option(RoundShapeText.Questions), interaction.Option(RoundShapeText.Seconds), options.Value);
        faults = [.. unread.Select(fault => fault.Message), .. faults];
        if (!faults.IsEmpty)
        {
            await interaction.ReplyAsync(QuestionWords.Misunderstood(string.Join('\n', faults)), cancellationToken);
            return;
        }

        var (workspace, channel) = (interaction.Workspace.Id, interaction.Event.Channel.Channel);
        var id = occurrences.NewId();
        var chosen = await choice.ChooseAsync(workspace, channel, filter, shape, id.Value, cancellationToken);
        if (chosen.IsEmpty)
        {
            var topics = await TopicSuggestions.ListAsync(questions, workspace, withBare: false, cancellationToken);
            await interaction.ReplyAsync(QuestionWords.NoneMatches(topics), cancellationToken);
            return;
        }

        await interaction.CommitAsync(
            async (write, token) =>
            {
                if (await store.FindRunningAsync(write, workspace, channel, token) is { } running)
                {
                    return RoundWords.AlreadyRuns(running);
                }

                await rounds.BeginAsync(
                    write,
                    new RoundStart { Id = id, Workspace = workspace, Channel = channel, StartedBy = interaction.Member.Id, Questions = chosen },
                    token);
                return RoundWords.Starts(chosen.Length, shape.Questions);
            },
            cancellationToken);
    }
}

/// <summary>/drill stop: ends the round in this channel.</summary>
internal sealed class DrillStopCommand(RapidFireRound rounds, RoundStore store) : IReplyRoute
{
    public Trigger Trigger => Trigger.Command("drill stop");

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public ChatCommand Command { get; } = new("drill stop", "End the round in this channel");

    public Task HandleAsync(Interaction interaction, CancellationToken cancellationToken) =>
        interaction.CommitAsync(
            async (write, token) => await StopAsync(
                rounds,
                write,
                interaction,
                await store.FindRunningAsync(write, interaction.Workspace.Id, interaction.Event.Channel.Channel, token),
                token),
            cancellationToken);

    /// <summary>Stops a round for who started it, or for an organiser.</summary>
    public static async Task<MessageView> StopAsync(
        RapidFireRound rounds, WriteTransaction write, Interaction interaction, Round? round, CancellationToken cancellationToken)
    {
        if (round is not { Occurrence.State: OccurrenceState.Queued or OccurrenceState.Open })
        {
            return RoundWords.NothingRuns;
        }

        if (round.Occurrence.StartedBy != interaction.Member.Id && !interaction.IsOrganiser)
        {
            return RoundWords.NotYours;
        }

        await rounds.StopAsync(write, round, RoundWords.Stopped, cancellationToken);
        return RoundWords.IsStopped;
    }
}

/// <summary>The button below an announcement that ends the round.</summary>
internal sealed class RoundStopButton(RapidFireRound rounds, RoundStore store) : IReplyRoute
{
    public Trigger Trigger => Trigger.Button(Actions.RoundStop);

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public Task HandleAsync(Interaction interaction, CancellationToken cancellationToken) =>
        interaction.CommitAsync(
            async (write, token) =>
            {
                var round = Targets.TryRead(((ChatAction.Button)interaction.Event.Action).Argument, out Guid id)
                    ? await store.FindAsync(write, interaction.Workspace.Id, new OccurrenceId(id), token)
                    : null;
                return await DrillStopCommand.StopAsync(rounds, write, interaction, round, token);
            },
            cancellationToken);
}

/// <summary>Reads how long a round is to be.</summary>
internal static class RoundShapeText
{
    public const string Questions = "questions";

    public const string Seconds = "seconds";

    public static ImmutableArray<ChatOption> Options(RoundOptions options) =>
    [
        new ChatOption(Questions, $"How many, 1 to {RoundShape.MostQuestions}; {options.Questions} when left out", []),
        new ChatOption(Seconds, $"For each, {RoundShape.FewestSeconds} to {RoundShape.MostSeconds}; {options.Seconds} when left out", []),
    ];

    public static (RoundShape Shape, ImmutableArray<string> Faults) Read(string? questions, string? seconds, RoundOptions options)
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        return (
            new RoundShape(
                Number(Questions, questions, 1, RoundShape.MostQuestions, options.Questions, faults),
                Number(Seconds, seconds, RoundShape.FewestSeconds, RoundShape.MostSeconds, options.Seconds, faults)),
            faults.ToImmutable());
    }

    private static int Number(string name, string? typed, int least, int most, int usual, ImmutableArray<string>.Builder faults)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return usual;
        }

        if (int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        faults.Add(RoundWords.NotBetween(name, typed.Trim(), least, most));
        return usual;
    }
}
