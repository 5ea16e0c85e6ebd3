using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Grading;
using Bot.Core.Questions;

namespace Bot.Core.Drills;

/// <summary>/daily: the question that is open in this channel, or when the next one comes.</summary>
internal sealed class DailyCommand(
    OccurrenceStore occurrences, ScheduleStore schedules, QuestionStore questions, AnswerStore answers, TimeProvider time) : IReplyRoute
{
    public Trigger Trigger => Trigger.Command("daily");

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public ChatCommand Command { get; } = new("daily", "Today's question in this channel");

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var workspace = interaction.Workspace.Id;
        var channel = interaction.Event.Channel.Channel;
        var now = time.GetUtcNow();
        var here = (await schedules.ListAsync(workspace, cancellationToken)).Where(schedule => schedule.Channel == channel && schedule.Kind is DrillKind.Daily).ToList();
        if (await occurrences.FindRunningAsync(workspace, channel, now, cancellationToken) is { Revision: { } revision } running
            && await questions.FindAsync(workspace, revision, cancellationToken) is { } question)
        {
            var own = await answers.FindCountedVerdictAsync(workspace, running.Id, interaction.Member.Id, cancellationToken);
            var zone = here.Find(schedule => schedule.Id == running.Schedule)?.Zone ?? interaction.Workspace.Zone;
            await interaction.ReplyAsync(DrillWords.Today(question, running, zone, own), cancellationToken);
            return;
        }

        var coming = here
            .Where(schedule => schedule.State is ScheduleState.Active)
            .Select(schedule => (Schedule: schedule, Next: schedule.NextAfter(now)))
            .Where(pair => pair.Next is not null)
            .OrderBy(pair => pair.Next!.At)
            .Select(pair => (pair.Schedule, pair.Next!.At));
        await interaction.ReplyAsync(DrillWords.NothingToday(coming), cancellationToken);
    }
}
