using System.IO.Compression;
using System.Text;
using Bot.Core.Questions;
using static Bot.Core.Tests.Import.Banks.GivenBanks;

namespace Bot.Core.Tests.Import.Banks;

public sealed class Quizzes
{
    private const string Gift =
        """
        // a remark
        $CATEGORY: $course$/Networks/Names

        ::Cache:: What does a resolver keep?{
        =records#right so
        ~%-50%routes
        ~sockets
        ####Think of names.
        }

        A TTL of 0 is allowed. {T}

        How many bits has IPv6? {#128:0}

        The port of DNS is {=53 =fifty-three}.

        ::Essay::[html]Tell a <b>story</b> of \{names\}.{}

        Match. {=A -> address =MX -> mail}

        Only a description.
        """;

    private const string Item =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="dns-1" title="Names">
          <responseDeclaration identifier="RESPONSE"><correctResponse><value>B</value></correctResponse></responseDeclaration>
          <itemBody>
            <p>Read   this.</p>
            <choiceInteraction responseIdentifier="RESPONSE">
              <prompt>What does a resolver keep?</prompt>
              <simpleChoice identifier="A">routes</simpleChoice>
              <simpleChoice identifier="B">records</simpleChoice>
            </choiceInteraction>
          </itemBody>
          <modalFeedback outcomeIdentifier="F" identifier="x">Think of names.</modalFeedback>
        </assessmentItem>
        """;

    [Fact]
    public void Open_Trivia_is_read_with_choices_in_the_stem_and_the_right_one_as_what_counts()
    {
        var bank = Document(
            """
            {"response_code":0,"results":[
              {"type":"multiple","difficulty":"easy","category":"Science: Computers","question":"What does &quot;DNS&quot; resolve?","correct_answer":"Names","incorrect_answers":["Routes","Bits"]},
              {"type":"boolean","difficulty":"hard","category":"General","question":"Is IPv6 longer?","correct_answer":"True",
               "incorrect_answers":["False"]},
              {"category":"broken"}
            ]}
            """);

        Assert.Equal("opentdb", bank.Format);
        Assert.Equal(["What does \"DNS\" resolve?\n• Bits\n• Names\n• Routes", "True or false? Is IPv6 longer?"], bank.Questions.Select(question => question.Draft.Stem));
        Assert.Equal(["Names", "True"], bank.Questions.Select(question => Texts(question.Draft.Rubric.KeyPoints)));
        Assert.Equal([(Level.Core, "Science/Computers"), (Level.Advanced, "General")], bank.Questions.Select(question => (question.Draft.Level!.Level, string.Join('/', question.Draft.Topic.Path))));
        Assert.Equal([(3, 4)], bank.Questions[1].Lines.Select(range => (range.From, range.To)));
        Assert.Equal("what-does-dns-resolve", bank.Questions[0].Draft.Key.SlugText);
        Assert.Contains(bank.Warnings, warning => warning is { Code: "no-question", Line: 5 });
    }

    [Theory]
    [InlineData("base64")]
    [InlineData("url3986")]
    public void Each_encoding_of_Open_Trivia_gives_the_same(string encoding)
    {
        string Encode(string text) => encoding == "base64" ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : Uri.EscapeDataString(text);

        var bank = Document($$"""{"results":[{"question":"{{Encode("Who names hosts, and why?")}}","correct_answer":"{{Encode("DNS does")}}","incorrect_answers":[]}]}""");

        Assert.Equal(("Who names hosts, and why?", "DNS does"), (bank.Questions[0].Draft.Stem, bank.Questions[0].Draft.Material.ShortAnswer));
    }

    [Fact]
    public void GIFT_is_read_in_all_its_sorts()
    {
        var bank = Document(Gift);

        Assert.Equal("gift", bank.Format);
        Assert.Equal(
            ["What does a resolver keep?\n• records\n• routes\n• sockets", "True or false? A TTL of 0 is allowed.", "How many bits has IPv6?", "The port of DNS is _____ .", "Tell a story of {names}.", "Match."],
            bank.Questions.Select(question => question.Draft.Stem));
        Assert.All(bank.Questions, question => Assert.Equal(["Networks", "Names"], question.Draft.Topic.Path));
        Assert.Equal(["records", "True", "128 ± 0", "53", "", "A → address | MX → mail"], bank.Questions.Select(question => Texts(question.Draft.Rubric.KeyPoints)));
        Assert.Equal(["fifty-three"], bank.Questions[3].Draft.Rubric.KeyPoints[0].Exemplars.Positive);
        Assert.Equal(["128"], bank.Questions[2].Draft.Rubric.Numbers.Select(number => number.Text));
        Assert.Contains("Feedback>Think of names.>", Texts(bank.Questions[0].Draft.Material.AnswerBlocks), StringComparison.Ordinal);
        Assert.Equal("Only a description.", File(Gift).Split('\n')[Assert.Single(bank.Unread).From - 1]);
    }

    [Fact]
    public void QTI_is_read_alone_and_in_a_package()
    {
        using var package = new MemoryStream();
        using (var zip = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in new[] { ("imsmanifest.xml", "<manifest/>"), ("items/1.xml", Item), ("pictures/1.png", "x") })
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(content);
            }
        }

        foreach (var bank in new[] { Document(Item), Document(package.ToArray(), "quiz.zip") })
        {
            var question = Assert.Single(bank.Questions).Draft;
            Assert.Equal(("qti", "Read this.\nWhat does a resolver keep?\n• records\n• routes"), (bank.Format, question.Stem));
            Assert.Equal(("records", "Name>Names> | Feedback>Think of names.>", "dns-1"), (Texts(question.Rubric.KeyPoints), Texts(question.Material.AnswerBlocks), question.Key.SlugText));
            Assert.Empty(bank.Unread);
        }
    }

    [Fact]
    public void A_document_type_is_refused_with_all_that_it_could_do()
    {
        const string evil = "<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\"><!ENTITY b \"&a;&a;\">]>\n<assessmentItem><itemBody>&b;</itemBody></assessmentItem>";

        Assert.Equal("The file has a document type (<!DOCTYPE …>), which is not read. Take it out.", Refusal(evil));
    }

    [Fact]
    public void XML_that_is_broken_or_bottomless_is_refused()
    {
        Assert.StartsWith("The file is not XML: line 1, column", Refusal("<assessmentItem><p></assessmentItem>"), StringComparison.Ordinal);
        Assert.Equal(
            "Elements lie more than 100 deep in one another in this file.",
            Refusal($"<assessmentItem>{string.Concat(Enumerable.Repeat("<p>", 50_000))}x{string.Concat(Enumerable.Repeat("</p>", 50_000))}</assessmentItem>"));
        Assert.StartsWith("The file is not JSON: line 1, column", Refusal("{\"results\":[{\"question\":\"a\",\"correct_answer\":"), StringComparison.Ordinal);
    }

    private static string File(string text) => text.ReplaceLineEndings("\n");
}
