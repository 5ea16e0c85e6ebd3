using System.Globalization;
using Bot.Core.Members;
using Bot.Core.Outbox;
using Bot.Core.Storage;
using Bot.Core.Telemetry;

namespace Bot.Core.Grading;

/// <summary>Notes, when feedback is out, how long its member waited for it.</summary>
/// <param name="meter">Takes the time.</param>
internal sealed class PostedFeedback(BotMeter meter) : IPostWatcher
{
    private const string SubjectName = "feedback";

    public string Subject => SubjectName;

    /// <summary>Gives the subject of a post that is feedback.</summary>
    public static string SubjectOf(Answer answer) =>
        string.Create(CultureInfo.InvariantCulture, $"{SubjectName}:{answer.ReceivedAt.ToUnixTimeMilliseconds()}");

    public Task PostedAsync(WriteTransaction write, WorkspaceId workspace, string argument, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var received = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(argument, CultureInfo.InvariantCulture));
        write.AfterCommit(() => meter.FedBack(at - received));
        return Task.CompletedTask;
    }

    public Task GivenUpAsync(WriteTransaction write, WorkspaceId workspace, string argument, string reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;
}
