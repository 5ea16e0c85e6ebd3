namespace Bot.Core.Grading;

/// <summary>Judges an answer criterion by criterion. What the judgements add up to is <see cref="ScoringPolicy"/>'s decision.</summary>
public interface IAnswerGrader
{
    /// <summary>Gets what judges, as <c>name@version</c>; stored with every verdict.</summary>
    string Model { get; }

    /// <summary>Judges one answer. The same request to the same model gives the same assessment.</summary>
    /// <param name="request">The answer and its rubric; may be empty, hostile or in any language.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One judgement for each criterion and number of the request, in its order.</returns>
    Task<Assessment> AssessAsync(GradingRequest request, CancellationToken cancellationToken);
}
