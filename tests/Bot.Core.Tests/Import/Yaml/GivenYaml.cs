using Bot.Core.Import.Yaml;
using Bot.Core.Questions;

namespace Bot.Core.Tests.Import.Yaml;

/// <summary>Packs as authors write them.</summary>
internal static class GivenYaml
{
    /// <summary>Gives a pack with one question and room for further fields of it, which begin on line 6, column 3.</summary>
    public static string Question(string fields) =>
        $"""
        pack: p
        title: P
        questions:
        - key: a
          stem: What?
          {fields.Replace("\n", "\n  ", StringComparison.Ordinal).Replace("\n  \n", "\n\n", StringComparison.Ordinal)}

        """;

    public static PackReading Read(string yaml) => YamlPackReader.Read("p.yaml", new StringReader(yaml));

    /// <summary>Reads a file that has faults, one line a fault.</summary>
    public static string FaultsOf(string yaml) => Say(Read(yaml));

    public static string Say(PackReading reading) =>
        reading is PackReading.Faulty faulty ? string.Join('\n', faulty.Faults) : "no fault";

    public static PackDraft PackOf(string yaml) =>
        Read(yaml) is PackReading.Read read ? read.Pack : throw new InvalidOperationException(FaultsOf(yaml));

    public static QuestionDraft QuestionOf(string fields) => Assert.Single(PackOf(Question(fields)).Questions);
}
