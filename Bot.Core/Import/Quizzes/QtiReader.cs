using System.Xml;
using System.Xml.Linq;
using Bot.Core.Import.Drafting;

namespace Bot.Core.Import.Quizzes;

/// <summary>Reads items of IMS QTI 2, alone, several in one file, or in a package. A document type is refused, and nothing is loaded.</summary>
internal sealed class QtiReader : IBankReader
{
    private const int MostCharacters = 50_000_000;
    private const int Deepest = 100;

    public string Format => "qti";

    public double Recognise(BankFile file) => file switch
    {
        { IsArchive: true } => LooksLikePackage(file) ? 0.95 : 0,
        { Text: { } text } when text.TrimStart().StartsWith('<') => text.Contains("assessmentItem", StringComparison.Ordinal) ? 1 : 0,
        _ => 0,
    };

    public void Read(BankFile file, BankSketch bank)
    {
        if (!file.IsArchive)
        {
            ReadXml(file.Text!, bank, hasLines: true);
            return;
        }

        using var archive = new Archive(file.Bytes, bank.Options);
        foreach (var name in archive.Names.Where(name => name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList())
        {
            var inner = BankFile.Of(name, archive.Read(name)!);
            if (inner.Text?.Contains("assessmentItem", StringComparison.Ordinal) == true && !name.EndsWith("imsmanifest.xml", StringComparison.OrdinalIgnoreCase))
            {
                ReadXml(inner.Text, bank, hasLines: false);
            }
        }
    }

    private static bool LooksLikePackage(BankFile file)
    {
        try
        {
            using var archive = new Archive(file.Bytes, new ImportOptions());
            return archive.Names.Any(name => name.EndsWith("imsmanifest.xml", StringComparison.OrdinalIgnoreCase));
        }
        catch (BankFormatException)
        {
            return false;
        }
    }

    private static void ReadXml(string text, BankSketch bank, bool hasLines)
    {
        var document = Load(text);
        var ranges = new List<LineRange>();
        foreach (var item in document.Descendants().Where(element => element.Name.LocalName == "assessmentItem"))
        {
            var from = ((IXmlLineInfo)item).LineNumber;
            var to = Math.Max(from, item.DescendantNodes().Cast<IXmlLineInfo>().Select(node => node.LineNumber).DefaultIfEmpty(from).Max());
            var question = QtiItem.Read(item, hasLines ? from : 1);
            question.Number = bank.Questions.Count + 1;
            bank.Add(question);
            if (hasLines)
            {
                ranges.Add(new LineRange(from, to));
                question.Lines.UnionWith(Enumerable.Range(from, to - from + 1));
            }
        }

        if (hasLines)
        {
            // Tags around the items, and the end of the last one, hold together and say nothing.
            var last = text.AsSpan().Count('\n') + 1;
            foreach (var line in Enumerable.Range(1, last).Except(ranges.SelectMany(range => Enumerable.Range(range.From, range.To - range.From + 1))))
            {
                bank.Furnish(line);
            }
        }
    }

    private static XDocument Load(string text)
    {
        try
        {
            using (var reader = Open(text))
            {
                while (reader.Read())
                {
                    if (reader.Depth > Deepest)
                    {
                        throw new BankFormatException($"Elements lie more than {Deepest} deep in one another in this file.");
                    }
                }
            }

            using var again = Open(text);
            return XDocument.Load(again, LoadOptions.SetLineInfo);
        }
        catch (XmlException exception)
        {
            throw new BankFormatException(
                text.Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase)
                    ? "The file has a document type (<!DOCTYPE …>), which is not read. Take it out."
                    : $"The file is not XML: line {exception.LineNumber}, column {exception.LinePosition}.",
                exception);
        }
    }

    private static XmlReader Open(string text) => XmlReader.Create(new StringReader(text), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostCharacters,
        MaxCharactersFromEntities = 1,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    });
}
