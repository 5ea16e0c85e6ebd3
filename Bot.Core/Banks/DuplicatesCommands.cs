using System.Globalization;
using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Questions;

namespace Bot.Core.Banks;

/// <summary>Shows two questions that seem to ask the same, for a person to decide: on /bank duplicates, and on the button for the next pair.</summary>
internal sealed class DuplicatesRoute(Trigger trigger, ChatCommand? command, Twins twins, QuestionStore questions) : IReplyRoute
{
    /// <summary>The command.</summary>
    public static ChatCommand AsCommand { get; } = new("bank duplicates", "Questions that seem to ask the same, for you to decide");

    public Trigger Trigger => trigger;

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public bool OrganisersOnly => true;

    public ChatCommand? Command => command;

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var skipped = interaction.Event.Action is ChatAction.Button button && int.TryParse(button.Argument, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var workspace = interaction.Workspace.Id;
        var proposals = await twins.ProposeAsync(workspace, cancellationToken);
        if (skipped >= proposals.Length)
        {
            await interaction.ReplyAsync(TwinWords.NoMore(proposals.Length), cancellationToken);
            return;
        }

        var proposal = proposals[skipped];
        var (one, other) = (await questions.FindAsync(workspace, proposal.One.Key, cancellationToken), await questions.FindAsync(workspace, proposal.Other.Key, cancellationToken));
        await interaction.ReplyAsync(TwinWords.Proposed(proposal, TwinTargets.Write(one!.Id, other!.Id), skipped, proposals.Length), cancellationToken);
    }
}

/// <summary>The buttons below two questions: merge them, or keep both.</summary>
internal sealed class DecideTwinsButton(string action, bool merges, Twins twins, QuestionStore questions) : IReplyRoute
{
    public Trigger Trigger => Trigger.Button(action);

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public bool OrganisersOnly => true;

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var workspace = interaction.Workspace.Id;
        if (!TwinTargets.TryRead(((ChatAction.Button)interaction.Event.Action).Argument, out var first, out var second)
            || await questions.FindAsync(workspace, first, cancellationToken) is not { } one
            || await questions.FindAsync(workspace, second, cancellationToken) is not { } other)
        {
            await interaction.ReplyAsync(TwinWords.Decided, cancellationToken);
            return;
        }

        try
        {
            await interaction.CommitAsync(
                async (write, token) => (merges ? await twins.MergeAsync(write, workspace, one.Key, other.Key, token) : await twins.KeepApartAsync(write, workspace, one.Key, other.Key, token)) is { } decision
                    ? TwinWords.Done(one.Key, other.Key, merges, decision)
                    : TwinWords.Decided,
                cancellationToken);
        }
        catch (PackConflictException conflict)
        {
            await interaction.ReplyAsync(BankWords.Conflict(conflict.Message), cancellationToken);
        }
    }
}

/// <summary>The button that takes a decision about two questions back.</summary>
internal sealed class UndoTwinsButton(Twins twins) : IReplyRoute
{
    public Trigger Trigger => Trigger.Button(Actions.BankTwinUndo);

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public bool OrganisersOnly => true;

    public Task HandleAsync(Interaction interaction, CancellationToken cancellationToken) =>
        interaction.CommitAsync(
            async (write, token) => TwinWords.Undone(
                Targets.TryRead(((ChatAction.Button)interaction.Event.Action).Argument, out Guid id)
                    ? await twins.UndoAsync(write, interaction.Workspace.Id, new TwinId(id), token)
                    : TwinUndoing.Gone),
            cancellationToken);
}

/// <summary>Two questions as the argument of a button.</summary>
internal static class TwinTargets
{
    private const int OfOne = 22;

    public static string Write(QuestionId one, QuestionId other) => Targets.Write(one.Value) + Targets.Write(other.Value);

    public static bool TryRead(string argument, out QuestionId one, out QuestionId other)
    {
        Guid second = default;
        var are = argument.Length == 2 * OfOne & Targets.TryRead(argument[..Math.Min(OfOne, argument.Length)], out Guid first)
            && Targets.TryRead(argument[OfOne..], out second);
        (one, other) = (new QuestionId(first), new QuestionId(second));
        return are;
    }
}
