using Bot.Core.Storage;

namespace Bot.Core.Grading;

/// <summary>A feature that something follows for when an answer has its verdict, in the same transaction.</summary>
public interface IVerdictWatcher
{
    /// <summary>Learns of a verdict.</summary>
    /// <param name="write">The transaction that stores it.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when the feature has taken note.</returns>
    Task GradedAsync(WriteTransaction write, Answer answer, Verdict verdict, CancellationToken cancellationToken);
}
