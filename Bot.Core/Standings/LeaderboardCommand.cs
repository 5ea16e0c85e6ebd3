using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Members;

namespace Bot.Core.Standings;

/// <summary>/leaderboard: who earned how many points, for all to see.</summary>
internal sealed class LeaderboardCommand(Leaderboard leaderboard, TimeProvider time) : IReplyRoute
{
    public Trigger Trigger => Trigger.Command("leaderboard");

    public FirstAnswer FirstAnswer => FirstAnswer.PublicReply;

    public ChatCommand Command { get; } = new(
        "leaderboard",
        "Who earned how many points",
        [new ChatOption("period", "The time that it covers; all of it when left out", [.. Enum.GetValues<Period>().Select(Core.Words.Of)])]);

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var typed = interaction.Option("period");
        await interaction.ReplyAsync(
            Core.Words.TryParse(typed ?? "all", out Period period)
                ? await BoardReply.WriteAsync(leaderboard, interaction, period, keepsOff: false, isPrivate: false, time, cancellationToken)
                : QuestionWords.Misunderstood(ScheduleWords.Unsuited("Period", typed!, Command.Options[0].Choices)),
            cancellationToken);
    }
}

/// <summary>The buttons below a board: another period, for the member who presses.</summary>
internal sealed class LeaderboardButton(Leaderboard leaderboard, SettingsStore settings, TimeProvider time) : IReplyRoute
{
    public Trigger Trigger => Trigger.Button(Actions.Leaderboard);

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var period = Core.Words.TryParse(((ChatAction.Button)interaction.Event.Action).Argument, out Period pressed) ? pressed : Period.All;
        var own = await settings.FindMemberAsync(interaction.Workspace.Id, interaction.Member.Id, cancellationToken);
        await interaction.ReplyAsync(
            await BoardReply.WriteAsync(leaderboard, interaction, period, keepsOff: !own.ShowsOnBoards, isPrivate: true, time, cancellationToken),
            cancellationToken);
    }
}

/// <summary>The board as a reply.</summary>
internal static class BoardReply
{
    private const int Top = 10;

    public static async Task<MessageView> WriteAsync(
        Leaderboard leaderboard,
        Interaction interaction,
        Period period,
        bool keepsOff,
        bool isPrivate,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var since = PeriodStart.Of(period, time.GetUtcNow(), interaction.Workspace.Zone);
        var board = await leaderboard.ReadAsync(interaction.Workspace.Id, since, Top, interaction.Member.Id, isPrivate, cancellationToken);
        return StandingsWords.Board(period, board, interaction.Member.Id, keepsOff) with { Private = isPrivate };
    }
}
