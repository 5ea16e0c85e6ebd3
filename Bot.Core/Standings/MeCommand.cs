using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Members;

namespace Bot.Core.Standings;

/// <summary>/me: the member's own progress, for the member alone.</summary>
internal sealed class MeCommand(ProgressStore progress, Leaderboard leaderboard, SettingsStore settings, TimeProvider time) : IReplyRoute
{
    public Trigger Trigger => Trigger.Command("me");

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public ChatCommand Command { get; } = new("me", "Your own progress: answers, points, streak, strong and weak topics");

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var workspace = interaction.Workspace;
        var now = time.GetUtcNow();
        var own = await settings.FindMemberAsync(workspace.Id, interaction.Member.Id, cancellationToken);
        var entries = await progress.ListAsync(workspace.Id, interaction.Member.Id, cancellationToken);
        var zone = own.Zone ?? workspace.Zone;
        await interaction.ReplyAsync(
            entries.Count == 0
                ? ProgressWords.Nothing
                : ProgressWords.Me(
                    Progress.Of(entries, now, zone),
                    await ReadAsync(interaction, PeriodStart.Of(Period.Week, now, workspace.Zone), cancellationToken),
                    await ReadAsync(interaction, since: null, cancellationToken),
                    zone,
                    own.ShowsOnBoards),
            cancellationToken);
    }

    private Task<Board> ReadAsync(Interaction interaction, DateTimeOffset? since, CancellationToken cancellationToken) =>
        leaderboard.ReadAsync(interaction.Workspace.Id, since, top: 0, interaction.Member.Id, isPrivate: true, cancellationToken);
}
