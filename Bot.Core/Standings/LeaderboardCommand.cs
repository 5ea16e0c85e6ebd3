using Bot.Core.Chat;
using Bot.Core.Chat.Words;

namespace Bot.Core.Standings;

/// <summary>/leaderboard: who earned how many points, for all to see.</summary>
internal sealed class LeaderboardCommand(Leaderboard leaderboard, TimeProvider time) : IReplyRoute
{
    private const int Top = 10;

    public Trigger Trigger => Trigger.Command("leaderboard");

    public FirstAnswer FirstAnswer => FirstAnswer.PublicReply;

    public ChatCommand Command { get; } = new(
        "leaderboard",
        "Who earned how many points",
        [new ChatOption("period", "The time that it covers; all of it when left out", [.. Enum.GetValues<Period>().Select(Core.Words.Of)])]);

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var typed = interaction.Option("period");
        if (!Core.Words.TryParse(typed ?? "all", out Period period))
        {
            await interaction.ReplyAsync(
                QuestionWords.Misunderstood(ScheduleWords.Unsuited("Period", typed!, Command.Options[0].Choices)), cancellationToken);
            return;
        }

        var since = PeriodStart.Of(period, time.GetUtcNow(), interaction.Workspace.Zone);
        var places = await leaderboard.ReadAsync(interaction.Workspace.Id, since, Top, interaction.Member.Id, cancellationToken);
        await interaction.ReplyAsync(StandingsWords.Board(period, places, interaction.Member.Id), cancellationToken);
    }
}
