using System.Collections.Immutable;
using Bot.Core.Questions;

namespace Bot.Core.Import.Duplicates;

/// <summary>Makes one question of two that ask the same. What the kept one says stands as it is; what only the other says is added. Pure.</summary>
public static class QuestionUnion
{
    /// <summary>Unites two questions. Uniting the result with the other once more changes nothing.</summary>
    /// <param name="kept">The question that is kept, with its key and its stem.</param>
    /// <param name="other">The question that will no longer be asked.</param>
    /// <returns>The kept question with all that the other adds. Statements that contradict each other both stand: nothing is averaged.</returns>
    public static QuestionDraft Of(QuestionDraft kept, QuestionDraft other) => kept with
    {
        Rubric = new Rubric
        {
            KeyPoints = [.. kept.Rubric.KeyPoints, .. New(other.Rubric.KeyPoints, kept.Rubric.KeyPoints, point => point.Text)],
            RedFlags = [.. kept.Rubric.RedFlags, .. New(other.Rubric.RedFlags, kept.Rubric.RedFlags, flag => flag.Text)],
            Numbers = Both(kept.Rubric.Numbers, other.Rubric.Numbers),
        },
        Level = kept.Level ?? other.Level,
        Kind = kept.Kind ?? other.Kind,
        Frequency = kept.Frequency is Frequency.VeryCommon || other.Frequency is Frequency.VeryCommon ? Frequency.VeryCommon : kept.Frequency ?? other.Frequency,
        Topic = new Topic
        {
            Path = kept.Topic.Path.IsEmpty ? other.Topic.Path : kept.Topic.Path,
            CrossCutting = Both(
                kept.Topic.CrossCutting, [.. other.Topic.CrossCutting, .. kept.Topic.Path.IsEmpty ? [] : other.Topic.Path.Except(kept.Topic.Path).TakeLast(1)]),
        },
        Material = Unite(kept.Material, other.Material),
    };

    private static StudyMaterial Unite(StudyMaterial kept, StudyMaterial other) => new()
    {
        Probes = Both(kept.Probes, other.Probes),
        ShortAnswer = kept.ShortAnswer ?? other.ShortAnswer,
        AnswerBlocks = Both(kept.AnswerBlocks, [.. other.AnswerBlocks, .. Moved(kept.ShortAnswer, other.ShortAnswer)]),
        AnswerFramework = Both(kept.AnswerFramework, other.AnswerFramework),
        AnswerTemplate = kept.AnswerTemplate.IsEmpty ? other.AnswerTemplate : kept.AnswerTemplate,
        FollowUps = [.. kept.FollowUps, .. New(other.FollowUps, kept.FollowUps, followUp => followUp.Text)],
        QaChain = Both(kept.QaChain, other.QaChain),
        WeakStrong = Both(kept.WeakStrong, other.WeakStrong),
        SeniorStaffLens = kept.SeniorStaffLens ?? other.SeniorStaffLens,
        WorkSample = kept.WorkSample ?? other.WorkSample,
        RealWorldExample = kept.RealWorldExample ?? other.RealWorldExample,
        BigWords = [.. kept.BigWords, .. New(other.BigWords, kept.BigWords, word => word.Term)],
        FurtherReading = Both(kept.FurtherReading, other.FurtherReading),
        Origins = Both(kept.Origins, other.Origins),
        Modules = Both(kept.Modules, other.Modules),
        ProposedKeyPoints = [.. kept.ProposedKeyPoints, .. New(other.ProposedKeyPoints, kept.ProposedKeyPoints, point => point)],
    };

    // A question has one short answer; the other's becomes a part of the long one.
    private static IEnumerable<AnswerBlock> Moved(string? kept, string? other) =>
        kept is null || other is null || kept == other ? [] : [new AnswerBlock { Text = other }];

    private static IEnumerable<T> New<T>(ImmutableArray<T> others, ImmutableArray<T> kept, Func<T, string> text) =>
        others.Where(other => !kept.Any(known => Contradiction.SayTheSame(text(known), text(other))));

    // Lists inside records are compared by what is in them.
    private static ImmutableArray<T> Both<T>(ImmutableArray<T> kept, ImmutableArray<T> other)
    {
        var known = kept.Select(Json.Write).ToHashSet(StringComparer.Ordinal);
        return [.. kept, .. other.Where(item => known.Add(Json.Write(item)))];
    }
}
