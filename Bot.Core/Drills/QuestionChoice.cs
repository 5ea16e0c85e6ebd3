using System.Security.Cryptography;
using Bot.Core.Questions;

namespace Bot.Core.Drills;

/// <summary>Chooses the next question so that none comes again before all others came. Pure.</summary>
internal static class QuestionChoice
{
    /// <summary>
    /// Takes one of the questions that were asked least often: very common ones first, then those asked longest ago;
    /// what is still equal is decided by the seed, so that the same call gives the same question.
    /// </summary>
    public static QuestionSummary? From(IEnumerable<QuestionSummary> candidates, IReadOnlyDictionary<QuestionId, Asked> asked, Guid seed) =>
        candidates
            .OrderBy(question => asked.GetValueOrDefault(question.Id).Times)
            .ThenByDescending(question => question.Frequency is Frequency.VeryCommon)
            .ThenBy(question => asked.GetValueOrDefault(question.Id).LastAt)
            .ThenBy(question => Lot(seed, question.Id))
            .FirstOrDefault();

    private static UInt128 Lot(Guid seed, QuestionId question)
    {
        Span<byte> both = stackalloc byte[32];
        Span<byte> hash = stackalloc byte[32];
        seed.TryWriteBytes(both);
        question.Value.TryWriteBytes(both[16..]);
        SHA256.HashData(both, hash);
        return new UInt128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
    }
}
