using System.Diagnostics.CodeAnalysis;
using Bot.Core.Grading;
using Bot.Core.Questions;

namespace Bot.Host.Telemetry;

/// <summary>Has the grader judge something once before the first member waits for it.</summary>
/// <param name="grader">The grader.</param>
/// <param name="logger">The log.</param>
internal sealed partial class GraderWarmUp(IAnswerGrader grader, ILogger<GraderWarmUp> logger)
{
    private volatile Finding _state = new("grader", Ok: false, $"{grader.Model} has not judged anything yet");

    /// <summary>Gets what is judged to see whether a grader can.</summary>
    public static GradingRequest Sample { get; } = new()
    {
        Stem = "What is a token?",
        Rubric = new Rubric { KeyPoints = [new KeyPoint { Text = "a token is a piece of text" }] },
        Answer = "It is a piece of text.",
    };

    /// <summary>Gets how the grader is.</summary>
    public Finding State => _state;

    /// <summary>Has it judge.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "An edge: the baseline stands in for a grader that fails, and readiness says so.")]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await grader.AssessAsync(Sample, cancellationToken);
            _state = new Finding("grader", Ok: true, $"{grader.Model} is warm");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.WarmUpFailed(logger, exception, grader.Model);
            _state = new Finding("grader", Ok: false, $"{grader.Model} failed: {exception.GetType().Name}; the log says more");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The grader {Model} could not judge a sample; answers are left to the baseline after three attempts.")]
        public static partial void WarmUpFailed(ILogger logger, Exception exception, string model);
    }
}
