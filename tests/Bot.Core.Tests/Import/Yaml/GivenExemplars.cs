using System.Text;
using Bot.Core.Import.Yaml;
using Bot.Core.Questions;

namespace Bot.Core.Tests.Import.Yaml;

/// <summary>Packs with a file of exemplars beside them.</summary>
internal static class GivenExemplars
{
    /// <summary>Gives a pack with two questions and no exemplars but in one place.</summary>
    public const string Pack =
        """
        pack: p
        title: P
        questions:
        - key: causal-mask
          formerKeys: [attention-mask]
          stem: What does the causal mask do?
          keyPoints:
          - Says that a token attends only to itself and to earlier tokens
          - text: Says that training would otherwise see the future
            weight: 2
          - text: Says when no mask is needed
            exemplars: {positive: [no need when decoding]}
          redFlags:
          - text: Claims that the mask hides padding only
            severity: fatal
            exemplars: {positive: []}
        - key: tokens
          stem: What is a token?
          keyPoints: [Twice, Says that it is a piece of a word]
          redFlags: [Twice]

        """;

    /// <summary>Gives a file of exemplars for one criterion of the pack's first question, with room for further lines from line 7 on.</summary>
    public static string Exemplars(string more = "") =>
        $"""
        exemplarsOf: p
        questions:
        - key: causal-mask
          criteria:
          - criterion: Says that a token attends only to itself and to earlier tokens
            positive: [it only looks back]
        {more}

        """;

    public static PackReading Read(string exemplars, string pack = Pack) => Read(Encoding.UTF8.GetBytes(exemplars), pack);

    public static PackReading Read(byte[] exemplars, string pack = Pack)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(pack));
        using var companion = new MemoryStream(exemplars);
        return YamlPackReader.Read("p.yaml", content, "p.exemplars.yaml", companion);
    }

    public static string FaultsOf(string exemplars, string pack = Pack) => GivenYaml.Say(Read(exemplars, pack));

    public static PackDraft PackOf(string exemplars, string pack = Pack) =>
        Read(exemplars, pack) is PackReading.Read read ? read.Pack : throw new InvalidOperationException(FaultsOf(exemplars, pack));
}
