using System.Text;
using Bot.Core.Import.Yaml;

namespace Bot.Core.Tests.Import.Yaml;

public sealed class PackFaults
{
    private const string Needs = "Look at the indentation, the quotes and the colons of this line and the one before it.";
    private const string ListMend = "Write each item on a line of its own, behind \"- \".";
    private const string WeightMend = "Write a finite number above 0, such as 2 or 0.5, without quotes.";
    private const string KeyMend = "Use a-z, 0-9 and hyphens, at most 64 characters, the first no hyphen.";
    private const string SingleMend = "Write it behind the field's name; a text with a colon or a leading [, { or - needs quotes.";

    /// <summary>Gets fields of a question, the first on line 6 at column 3, each with the one fault that they have.</summary>
    public static TheoryData<string, string> OfAQuestion => new()
    {
        // Names of fields
        { "levle: core", """6:3: questions[0]: "levle" is no field of a question. Did you mean "level"?""" },
        { "keypoints: [a]", """6:3: questions[0]: "keypoints" is no field of a question. Did you mean "keyPoints"?""" },
        { "title: What?", """6:3: questions[0]: "title" is no field of a question. Did you mean "stem"?""" },
        { "bigWords: [{term: t, text: x, colour: red}]", """6:33: questions[0].bigWords[0]: "colour" is no field of a big word. The fields are: term, text.""" },
        { "key: b", """6:3: questions[0].key: "key" stands here twice, first at 4:3. Keep one of the two.""" },
        { "? [x]\n: y", "6:5: questions[0]: A field's name is missing, or is no single word. Write name: value." },

        // What is missing
        { "keyPoints: [{weight: 2}]", """6:15: questions[0].keyPoints[0].text: A key point needs the field "text". Add "text: …".""" },
        { "redFlags: [{text: ~}]", """6:15: questions[0].redFlags[0].text: A red flag needs the field "text". Add "text: …".""" },
        { "followUps:\n- answer: x", """7:5: questions[0].followUps[0].text: A follow-up needs the field "text". Add "text: …".""" },
        { "qaChain:\n- question: q", """7:5: questions[0].qaChain[0].answer: A link of the chain needs the field "answer". Add "answer: …".""" },
        { "bigWords:\n- term: t", """7:5: questions[0].bigWords[0].text: A big word needs the field "text". Add "text: …".""" },
        { "weakStrong: [{}]", "6:16: questions[0].weakStrong[0]: Nothing is said of a pair of answers. Write at least one of: weak, strong." },
        { "answerBlocks: [{heading: ~}]", "6:18: questions[0].answerBlocks[0]: Nothing is said of an answer block. Write at least one of: heading, text, items." },

        // Wrong types
        { "shortAnswer: [a]", $"6:16: questions[0].shortAnswer: A single value belongs here, but a list stands here. {SingleMend}" },
        { "shortAnswer:\n  a: b", $"7:5: questions[0].shortAnswer: A single value belongs here, but a mapping (name: value) stands here. {SingleMend}" },
        { "level: [core]", $"6:10: questions[0].level: A single value belongs here, but a list stands here. {SingleMend}" },
        { "probes: text", $"6:11: questions[0].probes: A list belongs here, but a single value stands here. {ListMend}" },
        { "probes: ''", $"6:11: questions[0].probes: A list belongs here, but nothing stands here. {ListMend}" },
        { "keyPoints: {text: t}", $"6:14: questions[0].keyPoints: A list belongs here, but a mapping (name: value) stands here. {ListMend}" },
        { "keyPoints: [[t]]", """6:15: questions[0].keyPoints[0]: The fields of a key point belong here, but a list stands here. Write "text: …".""" },
        { "followUps: [Why?]", """6:15: questions[0].followUps[0]: The fields of a follow-up belong here, but a single value stands here. Write "text: …".""" },
        { "keyPoints: [{text: t, exemplars: [a]}]", """6:36: questions[0].keyPoints[0].exemplars: The fields of exemplars belong here, but a list stands here. Write "positive: …".""" },

        // Empty and too long
        { "shortAnswer: ''", "6:16: questions[0].shortAnswer: The text is empty. Write it, or take the field out." },
        { "shortAnswer: \" \\n \"", "6:16: questions[0].shortAnswer: The text is empty. Write it, or take the field out." },
        { "keyPoints: ['']", "6:15: questions[0].keyPoints[0]: The text is empty. Write it, or take the field out." },
        { "probes:\n- a\n-", "8:4: questions[0].probes[1]: The item is empty. Write it, or take the line out; the word null needs quotes." },
        { "probes: [~]", "6:12: questions[0].probes[0]: The item is empty. Write it, or take the line out; the word null needs quotes." },
        { $"shortAnswer: {Long(20_001)}", "6:16: questions[0].shortAnswer: The text has 20,001 characters; 20,000 are allowed. Shorten it." },
        { $"keyPoints: [{Long(501)}]", "6:15: questions[0].keyPoints[0]: The text has 501 characters; 500 are allowed. Shorten it." },
        { $"redFlags: [{{text: {Long(501)}}}]", "6:21: questions[0].redFlags[0].text: The text has 501 characters; 500 are allowed. Shorten it." },

        // Words
        { "level: junior", """6:10: questions[0].level: "junior" is no level. Use one of: core, advanced, system design, research, screen, mid, senior, staff, intermediate, expert.""" },
        { "kind: Debug", """6:9: questions[0].kind: "Debug" is no kind. Use one of: conceptual, tradeoff, design, debug, coding, estimation.""" },
        { "frequency: often", """6:14: questions[0].frequency: "often" is no frequency. Use one of: common, very-common.""" },
        { "redFlags: [{text: t, severity: deadly}]", """6:34: questions[0].redFlags[0].severity: "deadly" is no severity. Use one of: minor, major, fatal.""" },
        { "redFlags: [{text: t, sort: lie}]", """6:30: questions[0].redFlags[0].sort: "lie" is no sort of red flag. Use one of: said, omission, overclaim.""" },
        { "keyPoints: [{text: t, generic: yes}]", """6:34: questions[0].keyPoints[0].generic: "yes" is no truth value. Write true or false, without quotes.""" },
        { "keyPoints: [{text: t, generic: 'true'}]", """6:34: questions[0].keyPoints[0].generic: "true" is no truth value. Write true or false, without quotes.""" },

        // Numbers
        { "keyPoints: [{text: t, weight: 0}]", $"6:33: questions[0].keyPoints[0].weight: \"0\" is no weight. {WeightMend}" },
        { "keyPoints: [{text: t, weight: -1}]", $"6:33: questions[0].keyPoints[0].weight: \"-1\" is no weight. {WeightMend}" },
        { "keyPoints: [{text: t, weight: .inf}]", $"6:33: questions[0].keyPoints[0].weight: \".inf\" is no weight. {WeightMend}" },
        { "keyPoints: [{text: t, weight: .nan}]", $"6:33: questions[0].keyPoints[0].weight: \".nan\" is no weight. {WeightMend}" },
        { "keyPoints: [{text: t, weight: 1e999}]", $"6:33: questions[0].keyPoints[0].weight: \"1e999\" is no weight. {WeightMend}" },
        { "keyPoints: [{text: t, weight: '2'}]", $"6:33: questions[0].keyPoints[0].weight: \"2\" is no weight. {WeightMend}" },
        { "keyPoints: [{text: t, weight: heavy}]", $"6:33: questions[0].keyPoints[0].weight: \"heavy\" is no weight. {WeightMend}" },
        { "followUps: [{text: t, level: 0}]", """6:32: questions[0].followUps[0].level: "0" is no level of a follow-up. Write a whole number from 1 to 4, without quotes.""" },
        { "followUps: [{text: t, level: 5}]", """6:32: questions[0].followUps[0].level: "5" is no level of a follow-up. Write a whole number from 1 to 4, without quotes.""" },
        { "followUps: [{text: t, level: 1.5}]", """6:32: questions[0].followUps[0].level: "1.5" is no level of a follow-up. Write a whole number from 1 to 4, without quotes.""" },

        // Keys
        { "formerKeys: [Big]", $"6:16: questions[0].formerKeys[0]: \"Big\" is no key. {KeyMend}" },
        { "formerKeys: [a]", """6:16: questions[0].formerKeys[0]: "a" is still the key of the question at 4:8. Take it out of the former keys, or rename that question.""" },
        { "formerKeys: [b, p/b]", """6:19: questions[0].formerKeys[1]: "b" is a former key already at 6:16. Keep it where it belongs.""" },
        { "formerKeys: [q/b]", """6:16: questions[0].formerKeys[0]: "q/b" is a key of another pack than "p". Write "b".""" },

        // What YAML can do and packs may not
        { "shortAnswer: &x text", """6:16: questions[0].shortAnswer: "&x" is an anchor. Leave it out, and write out what refers to it; a text that begins with & needs quotes.""" },
        { "shortAnswer: *x", """6:16: questions[0].shortAnswer: "*x" refers to another place. Write it out; a text that begins with * needs quotes.""" },
        { "shortAnswer: !!str x", "6:16: questions[0].shortAnswer: A tag (a word behind !) stands here. Leave it out; a text that begins with ! needs quotes." },
        { "probes: !x [a]", "6:11: questions[0].probes: A tag (a word behind !) stands here. Leave it out; a text that begins with ! needs quotes." },
        { "<<: {probes: [a]}", """6:3: questions[0]: "<<" copies fields from another place. Write them out.""" },

        // Characters
        { "shortAnswer: a\tb", "6:17: questions[0].shortAnswer: A tab stands in the text. Write spaces." },
        { "shortAnswer: \"ab\\tc\"", "6:16: questions[0].shortAnswer: A tab stands in the text. Write spaces." },
        { "shortAnswer: a\u0007b", "6:17: questions[0].shortAnswer: A control character U+0007 stands here. Delete it." },
        { "shortAnswer: a\0b", "6:17: questions[0].shortAnswer: A character U+0000 stands here. Save the file as UTF-8 text." },
        { "shortAnswer: \"\\e[31m\"", "6:16: questions[0].shortAnswer: A control character U+001B stands here. Delete it." },
        { "shortAnswer: a\u0085b", "6:17: questions[0].shortAnswer: A control character U+0085 stands here. Delete it." },
        { "shortAnswer: a\u2028b", "6:17: questions[0].shortAnswer: A line separator U+2028 stands here. Begin a new line instead." },
        { "shortAnswer: a\rb", "6:17: questions[0].shortAnswer: A carriage return stands alone. End lines with a line feed." },
        { "shortAnswer: \"a\\rb\"", "6:16: questions[0].shortAnswer: A carriage return stands alone. End lines with a line feed." },
        { "shortAnswer: a\uD83Db", "6:17: questions[0].shortAnswer: Half of a character, U+D83D, stands here. Delete it." },
        { "shortAnswer: a\uFEFFb", "6:17: questions[0].shortAnswer: A byte order mark (U+FEFF) stands inside the file. Delete it; it is invisible." },

        // Syntax
        { "\tprobes: [a]", "6:3: A tab indents this line. Indent with spaces." },
        { "probes:\n\t- a", "7:3: A tab indents this line. Indent with spaces." },
        { "shortAnswer: First: think", """6:21: This is not YAML: while scanning a plain scalar value, found invalid mapping. A text that holds ": " needs quotes, or stands on its own lines below "|".""" },
        { "shortAnswer: 'it's'", "6:20: This is not YAML: while parsing a block mapping, did not find expected key. Write '' for an apostrophe between single quotes, or use double quotes." },
        { "shortAnswer: \"a \"b\" c\"", "6:20: This is not YAML: while parsing a block mapping, did not find expected key. Write \\\" for a quote between double quotes, and nothing behind the last one." },
        { "shortAnswer: \"no end", "6:16: This is not YAML: while scanning a quoted scalar, found unexpected end of stream. Look for quotes that are not closed, and for a lone \\ between double quotes." },
        { "shortAnswer: \"\\uD83D\"", "6:16: This is not YAML: while scanning a quoted scalar, found invalid Unicode surrogates. Look for quotes that are not closed, and for a lone \\ between double quotes." },
        { "shortAnswer: **bold** text", "6:25: This is not YAML: while parsing a block mapping, did not find expected key. A text that begins with *, &, !, @, ` or % needs quotes." },
        { "shortAnswer: @x", "6:16: This is not YAML: while scanning for the next token, found character that cannot start any token. A text that begins with *, &, !, @, ` or % needs quotes." },
        { "probes: [a", $"7:1: This is not YAML: while parsing a flow sequence, did not find expected ',' or ']'. {Needs}" },
        { $"probes: {new string('[', 30)}", $"6:28: questions[0].probes{string.Concat(Enumerable.Repeat("[0]", 17))}: Lists and fields lie more than 20 deep in one another here. Write it as the guide shows; a pack needs 7." },
    };

    /// <summary>Gets whole files, each with the one fault that it has.</summary>
    public static TheoryData<string, string> OfAFile => new()
    {
        { "", """1:1: The file is empty. Begin with "pack: my-pack".""" },
        { "# only a remark\n", """1:1: The file is empty. Begin with "pack: my-pack".""" },
        { "---\n", """2:1: The fields of a pack belong here, but nothing stands here. Write "pack: …" and "title: …" and "questions: …".""" },
        { "- key: a\n", """1:1: The fields of a pack belong here, but a list stands here. Write "pack: …" and "title: …" and "questions: …".""" },
        { "A pack.\n", """1:1: The fields of a pack belong here, but a single value stands here. Write "pack: …" and "title: …" and "questions: …".""" },
        { "title: P\nquestions: [{key: a, stem: s}]\n", """1:1: pack: A pack needs the field "pack". Add "pack: …".""" },
        { "pack: p\nquestions: [{key: a, stem: s}]\n", """1:1: title: A pack needs the field "title". Add "title: …".""" },
        { "pack: p\ntitle: P\n", """1:1: questions: A pack needs the field "questions". Add "questions: …".""" },
        { "pack: p\ntitle: P\nquestions:\n", """3:1: questions: A pack needs the field "questions". Add "questions: …".""" },
        { "pack: p\ntitle: P\nquestions: []\n", "3:12: questions: The list is empty. Write at least one." },
        { "pack: p\ntitle: P\nquestions: [{stem: s}]\n", """3:13: questions[0].key: A question needs the field "key". Add "key: …".""" },
        { "pack: p\ntitle: P\nquestions: [{key: a}]\n", """3:13: questions[0].stem: A question needs the field "stem". Add "stem: …".""" },
        { "pack: p\ntitle: P\nquestions: [What?]\n", """3:13: questions[0]: The fields of a question belong here, but a single value stands here. Write "key: …" and "stem: …".""" },
        { "pack: P\ntitle: P\nquestions: [{key: a, stem: s}]\n", $"1:7: pack: \"P\" is no name of a pack. {KeyMend}" },
        { "pack: p\ntitle: P\nquestions: [{key: -a, stem: s}]\n", $"3:19: questions[0].key: \"-a\" is no key. {KeyMend}" },
        { $"pack: p\ntitle: P\nquestions: [{{key: {Long(65)}, stem: s}}]\n", $"3:19: questions[0].key: \"{Long(60)}…\" is no key. {KeyMend}" },
        { "pack: p\ntitle: P\nquestions: [{key: q/a, stem: s}]\n", """3:19: questions[0].key: "q/a" is a key of another pack than "p". Write "a".""" },
        { "pack: p\ntitle: P\nquestions: [{key: a, stem: s}, {key: p/a, stem: t}]\n", """3:38: questions[1].key: "a" is also the key of the question at 3:19. Give one of them another key.""" },
        { "pack: p\ntitle: P\nquestions: [{key: a, stem: s, formerKeys: [b]}, {key: b, stem: t}]\n", """3:44: questions[0].formerKeys[0]: "b" is still the key of the question at 3:55. Take it out of the former keys, or rename that question.""" },
        { "pack: p\ntitle: P\nquestions: [{key: a, stem: s, formerKeys: [c]}, {key: b, stem: t, formerKeys: [c]}]\n", """3:80: questions[1].formerKeys[0]: "c" is a former key already at 3:44. Keep it where it belongs.""" },
        { $"pack: p\ntitle: P\nquestions: [{{key: a, stem: {Long(2_001)}}}]\n", "3:28: questions[0].stem: The text has 2,001 characters; 2,000 are allowed. Shorten it." },
        { "pack: p\ntitle: P\nlanguage: English\nquestions: [{key: a, stem: s}]\n", """3:11: language: "English" is no language tag. Write a BCP 47 tag, such as en or pt-BR.""" },
        { "pack: p\ntitle: P\nlicense: MIT\nquestions: [{key: a, stem: s}]\n", """3:1: "license" is no field of a pack. Did you mean "licence"?""" },
        { "pack: p\ntitle: P\nasOf: May 2026\nquestions: [{key: a, stem: s}]\n", """3:7: asOf: "May 2026" is no date. Write year-month-day, such as 2026-05-31.""" },
        { "pack: p\ntitle: P\nasOf: 2026-02-30\nquestions: [{key: a, stem: s}]\n", """3:7: asOf: "2026-02-30" is no date. Write year-month-day, such as 2026-05-31.""" },
        { "pack: p\ntitle: P\nsources: [{title: t, year: 17}]\nquestions: [{key: a, stem: s}]\n", """3:28: sources[0].year: "17" is no year. Write a whole number from 1500 to 2100, without quotes.""" },
        { "pack: p\ntitle: P\nsources: [{year: 2017}]\nquestions: [{key: a, stem: s}]\n", """3:11: sources[0].title: A source needs the field "title". Add "title: …".""" },
        { "pack: p\ntitle: P\naudience: everyone\nquestions: [{key: a, stem: s}]\n", $"3:11: audience: A list belongs here, but a single value stands here. {ListMend}" },
        { "pack: p\ntitle: P\ntitle: Q\nquestions: [{key: a, stem: s}]\n", """3:1: title: "title" stands here twice, first at 2:1. Keep one of the two.""" },
        // Three on which YamlDotNet itself stumbles, and one that it only half reports.
        { "!<>", "1:4: This is not YAML: while scanning for the next token, found something that makes no sense here. A text that begins with *, &, !, @, ` or % needs quotes." },
        { ": {\n<", $"2:1: This is not YAML: while scanning for the next token, found something that makes no sense here. {Needs}" },
        { "\n...\n&*", "3:3: This is not YAML: while scanning for the next token, found something that makes no sense here. A text that begins with *, &, !, @, ` or % needs quotes." },
        { "? : ", $"1:5: This is not YAML: while parsing a mapping, found a name without a value. {Needs}" },

        { "pack: p\ntitle: P\nquestions: [{key: a, stem: s}]\n---\npack: q\n", "4:1: A second document begins here. Write one document a file, without \"---\" inside." },
    };

    [Theory]
    [MemberData(nameof(OfAQuestion))]
    public void A_fault_of_a_question_is_told_with_its_place_and_what_to_do(string fields, string expected) =>
        Assert.Equal("p.yaml:" + expected, GivenYaml.FaultsOf(GivenYaml.Question(fields)));

    [Theory]
    [MemberData(nameof(OfAFile))]
    public void A_fault_of_a_file_is_told_with_its_place_and_what_to_do(string yaml, string expected) =>
        Assert.Equal("p.yaml:" + expected, GivenYaml.FaultsOf(yaml));

    [Fact]
    public void A_file_with_many_faults_tells_all_of_them_in_order()
    {
        const string Yaml =
            """
            name: p
            license: MIT
            asOf: soon
            sources:
              - title: A paper
                year: 3
              - titel: Another
            questions:
              - key: causal-mask
                stem: >-
                  What does the mask do?
                level: junior
                keyPoints:
                  - Says what it hides.
                  - text: ""
                    weight: heavy
                    exemplars:
                      positive: It hides the future.
                redFlags:
                  - &flag text: Says it hides the past.
                    severity: deadly
              - key: p/causal-mask
                formerKeys: [old, Old]
                stem:
                followUps:
                  - *flag
                  - text: Why?
                    level: 7
                    levle: 2
              - What is a token?
            """;

        Assert.Equal(
            """
            p.yaml:1:1: "name" is no field of a pack. Did you mean "pack"?
            p.yaml:1:1: pack: A pack needs the field "pack". Add "pack: …".
            p.yaml:1:1: title: A pack needs the field "title". Add "title: …".
            p.yaml:2:1: "license" is no field of a pack. Did you mean "licence"?
            p.yaml:3:7: asOf: "soon" is no date. Write year-month-day, such as 2026-05-31.
            p.yaml:6:11: sources[0].year: "3" is no year. Write a whole number from 1500 to 2100, without quotes.
            p.yaml:7:5: sources[1]: "titel" is no field of a source. Did you mean "title"?
            p.yaml:7:5: sources[1].title: A source needs the field "title". Add "title: …".
            p.yaml:12:12: questions[0].level: "junior" is no level. Use one of: core, advanced, system design, research, screen, mid, senior, staff, intermediate, expert.
            p.yaml:15:15: questions[0].keyPoints[1].text: The text is empty. Write it, or take the field out.
            p.yaml:16:17: questions[0].keyPoints[1].weight: "heavy" is no weight. Write a finite number above 0, such as 2 or 0.5, without quotes.
            p.yaml:18:21: questions[0].keyPoints[1].exemplars.positive: A list belongs here, but a single value stands here. Write each item on a line of its own, behind "- ".
            p.yaml:20:9: questions[0].redFlags[0]: "&flag" is an anchor. Leave it out, and write out what refers to it; a text that begins with & needs quotes.
            p.yaml:21:19: questions[0].redFlags[0].severity: "deadly" is no severity. Use one of: minor, major, fatal.
            p.yaml:22:10: questions[1].key: "causal-mask" is also the key of the question at 9:10. Give one of them another key.
            p.yaml:23:23: questions[1].formerKeys[1]: "Old" is no key. Use a-z, 0-9 and hyphens, at most 64 characters, the first no hyphen.
            p.yaml:24:5: questions[1].stem: A question needs the field "stem". Add "stem: …".
            p.yaml:26:9: questions[1].followUps[0]: "*flag" refers to another place. Write it out; a text that begins with * needs quotes.
            p.yaml:28:16: questions[1].followUps[1].level: "7" is no level of a follow-up. Write a whole number from 1 to 4, without quotes.
            p.yaml:29:9: questions[1].followUps[1]: "levle" is no field of a follow-up. Did you mean "level"?
            p.yaml:30:5: questions[2]: The fields of a question belong here, but a single value stands here. Write "key: …" and "stem: …".
            """,
            GivenYaml.FaultsOf(Yaml));
    }

    [Fact]
    public void A_syntax_error_ends_the_list_but_keeps_what_was_found_before_it() =>
        Assert.Equal(
            """
            p.yaml:6:17: questions[0].shortAnswer: A control character U+0007 stands here. Delete it.
            p.yaml:7:3: questions[0].shortAnswer: "shortAnswer" stands here twice, first at 6:3. Keep one of the two.
            p.yaml:8:11: This is not YAML: while scanning a plain scalar value, found invalid mapping. A text that holds ": " needs quotes, or stands on its own lines below "|".
            """,
            GivenYaml.FaultsOf(GivenYaml.Question("shortAnswer: a\u0007\nshortAnswer: b\nlevel: a: b\nkind: debag")));

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_told_with_their_place() =>
        Assert.Equal(
            "p.yaml:2:9: The file is not UTF-8 from here on. Save it as UTF-8.",
            SayBytes([.. "pack: p\ntitle: é"u8, 0xE9, .. "t\u00E9\n"u8]));

    [Fact]
    public void A_file_in_UTF_16_is_told_to_be_just_that() =>
        Assert.Equal(
            "p.yaml:1:1: The file is UTF-16, not UTF-8. Save it as UTF-8.",
            SayBytes([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("pack: p\n")]));

    [Fact]
    public void A_file_over_five_megabytes_is_not_looked_at()
    {
        const string Expected = "p.yaml:1:1: The file is larger than 5 MB. Divide the pack into several.";

        Assert.Equal(Expected, SayBytes(new byte[5_000_001]));
        Assert.Equal(Expected, GivenYaml.FaultsOf(new string('é', 2_500_001)));
    }

    [Fact]
    public void A_file_of_nothing_but_faults_is_cut_short_and_says_so()
    {
        var faulty = Assert.IsType<PackReading.Faulty>(GivenYaml.Read(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"k{i}: v\n"))));

        Assert.Equal(10_001, faulty.Faults.Length);
        Assert.Equal("p.yaml:10000:1: There are more faults than are listed. Mend these first.", faulty.Faults[^1].ToString());
    }

    [Fact]
    public void What_a_fault_quotes_cannot_upset_a_terminal() =>
        Assert.Contains(
            "p.yaml:6:9: questions[0].kind: \" [31mred and more\" is no kind.",
            GivenYaml.FaultsOf(GivenYaml.Question("kind: \"\\e[31mred\\nand\u202E more\"")),
            StringComparison.Ordinal);

    private static string Long(int count) => new('x', count);

    private static string SayBytes(byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        return GivenYaml.Say(YamlPackReader.Read("p.yaml", content));
    }
}
