using System.Collections.Immutable;
using Bot.Core.Questions;

namespace Bot.Core.Grading.Lexical;

/// <summary>The criteria of one request, ready to be compared.</summary>
internal sealed class CompiledRubric
{
    public CompiledRubric(
        ImmutableArray<KeyPoint> points,
        ImmutableArray<RedFlag> flags,
        TermText stem,
        Thesaurus thesaurus,
        LexicalOptions options,
        CancellationToken cancellationToken)
    {
        var pointTexts = points.Select(point => TermText.Of(point.Text, thesaurus)).ToArray();
        var accusations = flags.Select(flag => Accusation.Read(flag.Text, flag.Sort)).ToArray();
        var flagTexts = flags.Select(flag => TermText.Of(flag.Text, thesaurus)).ToArray();
        cancellationToken.ThrowIfCancellationRequested();
        Lexicon = new Lexicon(stem, [.. pointTexts, .. flagTexts], options);

        KeyPoints =
        [
            .. points.Select((point, i) => new CompiledPoint(
                point, Lexicon.Add(pointTexts[i]), StatementOf(pointTexts[i]), Examples(point.Exemplars.Positive), Examples(point.Exemplars.Negative))),
        ];
        RedFlags =
        [
            .. flags.Select((flag, i) => new CompiledFlag(
                flag,
                [.. accusations[i].Select(Compile)],
                Examples(flag.Exemplars.Positive),
                Examples(flag.Exemplars.Negative))),
        ];

        ImmutableArray<Profile> Examples(ImmutableArray<string> texts) => [.. texts.Select(Profiled)];

        Profile Profiled(string text) => Lexicon.Add(TermText.Of(text, thesaurus));

        CompiledAccusation Compile(Accusation accusation) => accusation switch
        {
            Accusation.Says says => new CompiledAccusation(accusation, says.Absolutely ? WithoutAbsolutes(says.Claim) : Profiled(says.Claim), null),
            Accusation.Equates equates => new CompiledAccusation(accusation, Profiled(equates.One), Profiled(equates.Other)),
            Accusation.LeavesOut leaves => new CompiledAccusation(accusation, leaves.Covered is { } covered ? Profiled(covered) : null, Profiled(leaves.Missing)),
            Accusation.SaysOnly only => new CompiledAccusation(accusation, Profiled(only.Covered), null),
            _ => throw new InvalidOperationException("An accusation without a profile."),
        };

        Profile WithoutAbsolutes(string claim)
        {
            var text = TermText.Of(claim, thesaurus);
            return Lexicon.Add(text.Without(term => EnglishWords.Absolute.Contains(text.Tokens[term.Token].Word)));
        }
    }

    public Lexicon Lexicon { get; }

    public ImmutableArray<CompiledPoint> KeyPoints { get; }

    public ImmutableArray<CompiledFlag> RedFlags { get; }

    private static double StatementOf(TermText text) => Manner.Statement(text.Tokens, (0, text.Tokens.Count));
}

/// <summary>A key point, ready to be compared.</summary>
/// <param name="Point">The key point.</param>
/// <param name="Words">Its words.</param>
/// <param name="Statement">How much it reads as a statement itself: a bare list of names asks for no more than that.</param>
/// <param name="Positive">What meets it.</param>
/// <param name="Negative">What does not.</param>
internal sealed record CompiledPoint(KeyPoint Point, Profile Words, double Statement, ImmutableArray<Profile> Positive, ImmutableArray<Profile> Negative);

/// <summary>A red flag, ready to be compared.</summary>
internal sealed record CompiledFlag(RedFlag Flag, ImmutableArray<CompiledAccusation> Accusations, ImmutableArray<Profile> Positive, ImmutableArray<Profile> Negative);

/// <summary>One way of raising a red flag, with the words of its one or two parts.</summary>
internal sealed record CompiledAccusation(Accusation Accusation, Profile? First, Profile? Second);
