using Bot.Core.Members;
using Bot.Core.Questions;

namespace Bot.Core.Grading;

/// <summary>An answer that counts, with what became of it.</summary>
/// <param name="Member">Who wrote it.</param>
/// <param name="Question">To which question.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="Verdict">The latest verdict, or <see langword="null"/> while it waits.</param>
public sealed record CountedAnswer(MemberId Member, QuestionId Question, DateTimeOffset ReceivedAt, Verdict? Verdict);
