using System.Collections.Frozen;

namespace Bot.Core.Grading.Lexical;

/// <summary>The lists of words that matching rests on. Written down by hand, in lower case, without apostrophes.</summary>
internal static class EnglishWords
{
    /// <summary>Words without content: never matched. Negations are not among them.</summary>
    public static FrozenSet<string> Function { get; } = Words(
        """
        a an the this that these those there here it its itself he she they them their theirs we us our ours you your yours i me my mine one ones
        am is are was were be been being do does did done doing have has had having can could will would shall should may might must
        of in on at to from by for with into onto over under about between through during upon within across per via as than then
        and or but nor so if when while where which who whom whose what why how because since although though unless until whether whereas
        also too very just such some any each both either other others more most much many few less least quite rather
        up down out off again further once now yet still even ever let lets get gets got like well really actually basically simply
        im ive id youre theyre were hes shes theyve weve youve ill youll itll dont etc eg ie vs ok okay yes yeah hmm um
        """);

    /// <summary>The function words that turn a list of words into statements: prepositions, auxiliaries, pronouns, conjunctions of clauses.</summary>
    public static FrozenSet<string> Glue { get; } = Words(
        """
        this that these those there it its they them their we our you your i he she
        am is are was were be been being do does did have has had having can could will would shall should may might must
        in on at to from by for with into onto over under about between through during within across per via as than then
        but so if when while where which who whose what why how because since although though unless until whether whereas
        not never no without cannot instead
        """);

    /// <summary>Words that carry little: they match, but for a fraction of the weight.</summary>
    public static FrozenSet<string> Light { get; } = Stems(
        """
        use used using uses make makes made need needs thing things way ways work works good bad better new type types kind kinds
        example examples case cases case mean means help helps give gives take takes know say says think see look want put go come keep show
        part parts lot number several various important main simple usual usually often sometimes typically generally mostly common commonly
        always all every only best everything anything first second two three together around back able explain describe mention discuss
        call called contain contains include includes provide provides allow allows become becomes cause causes happen happens result results
        """);

    /// <summary>Words that make a claim absolute.</summary>
    public static FrozenSet<string> Absolute { get; } = Words(
        """
        always never all every everyone everything everywhere nothing nobody none only best worst must guarantee guarantees guaranteed
        any anything completely entirely fully totally universally perfectly perfect absolutely certainly definitely strictly
        impossible solves eliminates eliminate eliminated forever whatever regardless invariably solely exclusively
        """);

    /// <summary>Words that say that two things are one.</summary>
    public static FrozenSet<string> Identity { get; } = Words("is are was were be same equal equals equivalent identical means mean called just basically interchangeable synonym synonyms");

    /// <summary>Words that keep two things apart.</summary>
    public static FrozenSet<string> Contrast { get; } = Words("unlike differ differs different differently distinct versus vs whereas while than contrast difference opposed separate instead");

    /// <summary>Words of German, French, Spanish, Italian, Portuguese and Dutch that are frequent there and no English words.</summary>
    public static FrozenSet<string> Foreign { get; } = Words(
        """
        und der das ist nicht ein eine einen einem fur auf wird werden sind von zu dem den sich auch oder wenn weil durch sie wir
        le la les une dans pour que qui du sur avec sont pas nous vous ce cette aux
        el los las una por para del como su en lo mas pero
        il di che non sono della nel gli si lo questo
          uma nao sao mais
        het een van niet voor dat zijn wordt aan ook maar
        """);

    private static FrozenSet<string> Words(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenSet<string> Stems(string words) => Words(words).Select(EnglishStemmer.Stem).ToFrozenSet(StringComparer.Ordinal);
}
