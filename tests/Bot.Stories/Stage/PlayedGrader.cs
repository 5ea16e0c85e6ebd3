using Bot.Core.Grading;
using Bot.Core.Questions;

namespace Bot.Stories.Stage;

/// <summary>
/// A model that takes answers by the letter: a criterion is met when the answer says its very words, and in doubt when a
/// "perhaps" stands before them.
/// </summary>
internal sealed class PlayedGrader(Pulse pulse) : IAnswerGrader
{
    private readonly Lock _gate = new();
    private int _failures;
    private int _hangs;
    private Task _until = Task.CompletedTask;

    public string Model => "played@1";

    /// <summary>Gets how many assessments were begun.</summary>
    public int Begun { get; private set; }

    /// <summary>Has the next assessments throw.</summary>
    public void FailsNext(int times) => _failures = times;

    /// <summary>Has the next assessments end only when they are cancelled.</summary>
    public void HangsNext(int times) => _hangs = times;

    /// <summary>Has every assessment end only when a task has.</summary>
    public void WaitsFor(Task task) => _until = task;

    public async Task<Assessment> AssessAsync(GradingRequest request, CancellationToken cancellationToken)
    {
        bool fails, hangs;
        lock (_gate)
        {
            Begun++;
            fails = _failures > 0;
            hangs = !fails && _hangs > 0;
            _failures -= fails ? 1 : 0;
            _hangs -= hangs ? 1 : 0;
        }

        pulse.Beat();
        if (fails)
        {
            throw new InvalidOperationException("The model fell over.");
        }

        if (hangs)
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }

        await _until.WaitAsync(cancellationToken);
        return new Assessment
        {
            KeyPoints = [.. request.Rubric.KeyPoints.Select(point => Judge(point, request.Answer))],
            RedFlags = [.. request.Rubric.RedFlags.Select(flag => Judge(flag, request.Answer))],
            Model = Model,
        };
    }

    private static KeyPointJudgement Judge(KeyPoint point, string answer)
    {
        var (met, doubtful, evidence) = Find(point.Text, answer);
        return new KeyPointJudgement
        {
            Text = point.Text,
            Weight = point.Weight,
            Covered = doubtful ? 0.5 : met ? 1 : 0,
            Doubtful = doubtful,
            Evidence = evidence,
        };
    }

    private static RedFlagJudgement Judge(RedFlag flag, string answer)
    {
        var (met, doubtful, evidence) = Find(flag.Text, answer);
        return new RedFlagJudgement
        {
            Text = flag.Text,
            Severity = flag.Severity,
            Probability = doubtful ? 0.5 : met ? 1 : 0,
            Doubtful = doubtful,
            Evidence = evidence,
        };
    }

    private static (bool Met, bool Doubtful, string? Evidence) Find(string words, string answer)
    {
        var at = answer.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        return at < 0
            ? (false, false, null)
            : (true, answer[..at].EndsWith("perhaps ", StringComparison.OrdinalIgnoreCase), answer.Substring(at, words.Length));
    }
}
