using System.Text;
using Bot.Core.Import.Yaml;

namespace Bot.Core.Tests.Import.Yaml;

public sealed class ExemplarFaults
{
    private const string Earlier = "Says that a token attends only to itself and to earlier tokens";

    /// <summary>Gets lines from line 7 on, behind a question with one criterion, each with the one fault that they have.</summary>
    public static TheoryData<string, string> OfAQuestion => new()
    {
        // Keys
        { Question("causal-mast"), """7:8: questions[1].key: The pack "p" has no question "causal-mast". Did you mean "causal-mask"?""" },
        { Question("embeddings"), """7:8: questions[1].key: The pack "p" has no question "embeddings". Write the key of one of its questions.""" },
        { Question("p/token"), """7:8: questions[1].key: The pack "p" has no question "token". Did you mean "tokens"?""" },
        { Question("attention-mask"), """7:8: questions[1].key: "attention-mask" is a former key of "causal-mask". Write "causal-mask".""" },
        { Question("q/tokens"), """7:8: questions[1].key: "q/tokens" is a key of another pack than "p". Write the key of a question of "p".""" },
        { Question("Tokens"), """7:8: questions[1].key: "Tokens" is no key. Use a-z, 0-9 and hyphens, at most 64 characters, the first no hyphen.""" },
        { "- key: causal-mask\n  criteria: [{criterion: Says that training would otherwise see the future, positive: [a]}]", """7:8: questions[1].key: The question "causal-mask" stands here twice, first at 3:8. Put its criteria together.""" },
        { "- criteria: [{criterion: c, positive: [a]}]", """7:3: questions[1].key: A question needs the field "key". Add "key: …".""" },
        { "- key: tokens", """7:3: questions[1].criteria: A question needs the field "criteria". Add "criteria: …".""" },
        { "- key: tokens\n  criteria: []", "8:13: questions[1].criteria: The list is empty. Write at least one." },
        { "- key: tokens\n  criterions: []\n  criteria: [{criterion: Says that it is a piece of a word, positive: [a]}]", """8:3: questions[1]: "criterions" is no field of a question. Did you mean "criteria"?""" },

        // Criteria
        { Criterion($"{Earlier}, always"), $"""7:16: questions[0].criteria[1].criterion: "{Earlier}, always" is no key point or red flag of "causal-mask". Did you mean "{Earlier}", at p.yaml:8:5?""" },
        { Criterion("claims that the mask hides padding only"), """7:16: questions[0].criteria[1].criterion: "claims that the mask hides padding only" is no key point or red flag of "causal-mask". Did you mean "Claims that the mask hides padding only", at p.yaml:14:11?""" },
        { Criterion("Something else"), """7:16: questions[0].criteria[1].criterion: "Something else" is no key point or red flag of "causal-mask". Copy the text of one from p.yaml.""" },
        { Criterion("Says that it is a piece of a word"), """7:16: questions[0].criteria[1].criterion: "Says that it is a piece of a word" is no key point or red flag of "causal-mask". It is one of "tokens": put it there.""" },
        { Criterion(Earlier), $"""7:16: questions[0].criteria[1].criterion: "{Earlier[..60]}…" stands here twice, first at 5:16. Put its sentences together.""" },
        { Criterion("Says when no mask is needed"), """7:16: questions[0].criteria[1].criterion: "Says when no mask is needed" has exemplars in the pack itself, at p.yaml:11:11. Keep them in one of the two files.""" },
        { Question("tokens", "Twice"), """8:26: questions[1].criteria[0].criterion: "Twice" stands twice in the question, at p.yaml:19:15 and p.yaml:20:14, so that it is open which is meant. Say one of them differently in the pack, or write the exemplars there.""" },
        { "  - positive: [a]", """7:5: questions[0].criteria[1].criterion: A criterion needs the field "criterion". Add "criterion: …".""" },
        { "  - text: Says when\n    criterion: Claims that the mask hides padding only\n    positive: [a]", """7:5: questions[0].criteria[1]: "text" is no field of a criterion. Did you mean "criterion"?""" },
        { "  - Claims that the mask hides padding only", """7:5: questions[0].criteria[1]: The fields of a criterion belong here, but a single value stands here. Write "criterion: …".""" },
        { Criterion("''"), "7:16: questions[0].criteria[1].criterion: The text is empty. Write it, or take the field out." },

        // Sentences
        { "  - criterion: Claims that the mask hides padding only", "7:5: questions[0].criteria[1]: Nothing is said of a criterion. Write at least one of: positive, negative." },
        { "  - criterion: Claims that the mask hides padding only\n    positive: ~", "7:5: questions[0].criteria[1]: Nothing is said of a criterion. Write at least one of: positive, negative." },
        { "    negative: []", "7:15: questions[0].criteria[0].negative: The list is empty. Write at least one." },
        { "    negative: ['']", "7:16: questions[0].criteria[0].negative[0]: The text is empty. Write it, or take the field out." },
        { "    negative:\n    - a\n    -", "9:6: questions[0].criteria[0].negative[1]: The item is empty. Write it, or take the line out; the word null needs quotes." },
        { "    negative: it looks both ways", "7:15: questions[0].criteria[0].negative: A list belongs here, but a single value stands here. Write each item on a line of its own, behind \"- \"." },
        { "    negativ: [a]", """7:5: questions[0].criteria[0]: "negativ" is no field of a criterion. Did you mean "negative"?""" },
        { "    positive: [a]", """7:5: questions[0].criteria[0].positive: "positive" stands here twice, first at 6:5. Keep one of the two.""" },
        { $"    negative: [{new string('x', 20_001)}]", "7:16: questions[0].criteria[0].negative[0]: The text has 20,001 characters; 20,000 are allowed. Shorten it." },
        { "    negative: [\"a\\tb\"]", "7:16: questions[0].criteria[0].negative[0]: A tab stands in the text. Write spaces." },
        { "    negative: [&a b]", """7:16: questions[0].criteria[0].negative[0]: "&a" is an anchor. Leave it out, and write out what refers to it; a text that begins with & needs quotes.""" },
        { "    negative:\n    - It is so: it looks back", "8:7: questions[0].criteria[0].negative[0]: A single value belongs here, but a mapping (name: value) stands here. Write it behind the field's name; a text with a colon or a leading [, { or - needs quotes." },
        { "    negative: [it's: \"so]", "7:22: This is not YAML: while scanning a quoted scalar, found unexpected end of stream. Look for quotes that are not closed, and for a lone \\ between double quotes." },
    };

    /// <summary>Gets whole files, each with the one fault that it has.</summary>
    public static TheoryData<string, string> OfAFile => new()
    {
        { "", """1:1: The file is empty. Begin with "exemplarsOf: my-pack".""" },
        { "[]", """1:1: The fields of a file of exemplars belong here, but a list stands here. Write "exemplarsOf: …" and "questions: …".""" },
        { GivenExemplars.Exemplars().Replace("exemplarsOf: p", "exemplarsOf: q", StringComparison.Ordinal), """1:14: exemplarsOf: "q" is another pack than "p", beside which the file lies. Write "p", or name the file after the other pack's.""" },
        { GivenExemplars.Exemplars().Replace("exemplarsOf: p", "exemplarsOf: P Q", StringComparison.Ordinal), """1:14: exemplarsOf: "P Q" is no name of a pack. Use a-z, 0-9 and hyphens, at most 64 characters, the first no hyphen.""" },
        { GivenExemplars.Exemplars().Replace("exemplarsOf: p\n", "", StringComparison.Ordinal), """1:1: exemplarsOf: A file of exemplars needs the field "exemplarsOf". Add "exemplarsOf: …".""" },
        { GivenExemplars.Exemplars() + "title: P\n", """8:1: "title" is no field of a file of exemplars. The fields are: exemplarsOf, questions.""" },
        { GivenExemplars.Exemplars() + "pack: p\n", """8:1: "pack" is no field of a file of exemplars. Did you mean "exemplarsOf"?""" },
        { "exemplarsOf: p\n", """1:1: questions: A file of exemplars needs the field "questions". Add "questions: …".""" },
        { "exemplarsOf: p\nquestions: []\n", "2:12: questions: The list is empty. Write at least one." },
        { GivenExemplars.Pack, """1:7: pack: The file is a pack, although its name says that it holds exemplars of one. Give it a name that does not end in .exemplars.yaml, or begin it with "exemplarsOf: …".""" },
        { GivenExemplars.Exemplars() + "---\nexemplarsOf: p\n", """8:1: A second document begins here. Write one document a file, without "---" inside.""" },
    };

    [Theory]
    [MemberData(nameof(OfAQuestion))]
    public void A_fault_of_a_question_is_told_with_its_place_and_what_to_do(string lines, string expected) =>
        Assert.Equal("p.exemplars.yaml:" + expected, GivenExemplars.FaultsOf(GivenExemplars.Exemplars(lines)));

    [Theory]
    [MemberData(nameof(OfAFile))]
    public void A_fault_of_a_file_is_told_with_its_place_and_what_to_do(string yaml, string expected) =>
        Assert.Equal("p.exemplars.yaml:" + expected, GivenExemplars.FaultsOf(yaml));

    [Fact]
    public void Exemplars_that_are_taken_for_a_pack_are_told_to_be_none() =>
        Assert.Equal(
            """p.yaml:1:14: exemplarsOf: The file holds exemplars of the pack "p", and is no pack. Name it after the pack's file, NAME.exemplars.yaml beside NAME.yaml, and import that one.""",
            GivenYaml.FaultsOf(GivenExemplars.Exemplars()));

    [Fact]
    public void The_faults_of_both_files_are_told_those_of_the_pack_first() =>
        Assert.Equal(
            """
            p.yaml:1:1: title: A pack needs the field "title". Add "title: …".
            p.yaml:2:1: "titel" is no field of a pack. Did you mean "title"?
            p.exemplars.yaml:7:5: questions[0].criteria[0]: "negativ" is no field of a criterion. Did you mean "negative"?
            """,
            GivenExemplars.FaultsOf(GivenExemplars.Exemplars("    negativ: [a]"), GivenExemplars.Pack.Replace("title", "titel", StringComparison.Ordinal)));

    [Fact]
    public void All_faults_of_a_file_are_told_in_order() =>
        Assert.Equal(
            """
            p.exemplars.yaml:6:15: questions[0].criteria[0].positive: The list is empty. Write at least one.
            p.exemplars.yaml:7:16: questions[0].criteria[1].criterion: "Says when no mask is needed." is no key point or red flag of "causal-mask". Did you mean "Says when no mask is needed", at p.yaml:11:11?
            p.exemplars.yaml:9:8: questions[1].key: The pack "p" has no question "token". Did you mean "tokens"?
            """,
            GivenExemplars.FaultsOf(
                """
                exemplarsOf: p
                questions:
                - key: causal-mask
                  criteria:
                  - criterion: Says that a token attends only to itself and to earlier tokens
                    positive: []
                  - criterion: Says when no mask is needed.
                    positive: [a]
                - key: token
                  criteria: [{criterion: c, positive: [a]}]
                """));

    [Fact]
    public void A_file_over_five_megabytes_or_in_another_encoding_is_not_looked_at()
    {
        Assert.Equal("p.exemplars.yaml:1:1: The file is larger than 5 MB. Divide the pack into several.", GivenYaml.Say(GivenExemplars.Read(new byte[5_000_001])));
        Assert.Equal(
            "p.exemplars.yaml:1:1: The file is UTF-16, not UTF-8. Save it as UTF-8.",
            GivenYaml.Say(GivenExemplars.Read([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("exemplarsOf: p\n")])));
    }

    [Fact]
    public void A_file_of_nothing_but_unknown_criteria_is_refused_without_guessing_for_ever()
    {
        var statement = new string('x', 230);
        var pack = $"pack: p\ntitle: P\nquestions:\n- key: a\n  stem: s\n  keyPoints:\n{string.Concat(Enumerable.Range(0, 1_000).Select(i => $"  - {statement} {i:D6}\n"))}";
        var exemplars = $"exemplarsOf: p\nquestions:\n- key: a\n  criteria:\n{string.Concat(Enumerable.Range(0, 11_000).Select(i => $"  - {{criterion: {statement} no {i:D6}, positive: [a]}}\n"))}";

        var faulty = Assert.IsType<PackReading.Faulty>(GivenExemplars.Read(exemplars, pack));

        Assert.Equal(10_001, faulty.Faults.Length);
        Assert.StartsWith("Did you mean ", faulty.Faults[0].Mend, StringComparison.Ordinal);
        Assert.Equal("Copy the text of one from p.yaml.", faulty.Faults[9_999].Mend);
    }

    private static string Question(string key, string criterion = "Says that it is a piece of a word") => $"- key: {key}\n  criteria: [{{criterion: {criterion}, positive: [a]}}]";

    private static string Criterion(string text) => $"  - criterion: {text}\n    positive: [a]";
}
