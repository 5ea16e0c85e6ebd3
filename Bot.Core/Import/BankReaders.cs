using System.Collections.Immutable;
using System.Globalization;
using Bot.Core.Import.Anki;
using Bot.Core.Import.Drafting;
using Bot.Core.Import.Informal;
using Bot.Core.Import.Lines;
using Bot.Core.Import.Markdown;
using Bot.Core.Import.Quizzes;
using Bot.Core.Import.Tables;
using Bot.Core.Questions;

namespace Bot.Core.Import;

/// <summary>Reads banks that are no packs of ours: recognises the format, or takes the one that was chosen. Nothing in a file is acted on.</summary>
/// <param name="options">What a file may cost.</param>
public sealed class BankReaders(ImportOptions options)
{
    private const double LeastConfidence = 0.3;

    private readonly ImmutableArray<IBankReader> readers =
    [
        new ProbeBankReader(),
        new DepthBankReader(),
        new TaggedListReader(),
        new DeepDiveReader(),
        new OutlineBankReader(),
        new MarkdownBankReader(),
        new CsvBankReader(),
        new AnkiTextReader(),
        new QuizletReader(),
        new OpenTriviaReader(),
        new GiftReader(),
        new QtiReader(),
        new AnkiPackageReader(),
    ];

    /// <summary>Gets the names of the formats.</summary>
    public IReadOnlyList<string> Formats => [.. readers.Select(reader => reader.Format)];

    /// <summary>Makes the name of a pack from the name of a file.</summary>
    /// <param name="path">The file's path.</param>
    /// <returns>The name; "bank" for a file whose name has no letter or digit.</returns>
    public static PackName NameFor(string path) =>
        PackName.TryParse(BankKeys.Slug(Path.GetFileNameWithoutExtension(path)), out var name) ? name : PackName.Parse("bank");

    /// <summary>Reads a bank.</summary>
    /// <param name="path">How to name the file; its ending is a hint at the format. It is not opened.</param>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="format">The format, or <see langword="null"/> to recognise it.</param>
    /// <param name="pack">The name of the pack to be made.</param>
    /// <returns>What was found, or why nothing can be.</returns>
    public BankReading Read(string path, ReadOnlyMemory<byte> bytes, string? format, PackName pack)
    {
        if (bytes.Length > options.MostBytes)
        {
            return new BankReading.Refused(string.Create(CultureInfo.InvariantCulture, $"The file has {bytes.Length} bytes; {options.MostBytes} are read (setting Import:MostBytes)."));
        }

        try
        {
            var file = BankFile.Of(path, bytes);
            if (file.IsBlank())
            {
                return new BankReading.Refused("The file is empty.");
            }

            var (reader, confidence) = format is null ? Recognise(file) : (readers.Single(reader => reader.Format == format), 1.0);
            if (confidence < LeastConfidence)
            {
                return new BankReading.Refused(
                    $"This looks like no bank that Redflag knows{(confidence > 0 ? string.Create(CultureInfo.InvariantCulture, $" (most like {reader.Format}, {confidence:P0} sure)") : "")}.")
                {
                    IsUnrecognised = true,
                };
            }

            var bank = new BankSketch(file, options);
            reader.Read(file, bank);
            return bank.Questions.Count == 0
                ? new BankReading.Refused($"There is no question in it that can be read as {reader.Format}.")
                : new BankReading.Read(BankFinishing.Finish(bank, file, reader, confidence, pack, FoundText.Tidy(Path.GetFileNameWithoutExtension(path)) is { Length: > 0 } name ? name : "Bank"));
        }
        catch (BankFormatException exception)
        {
            return new BankReading.Refused(exception.Message);
        }
    }

    private (IBankReader Reader, double Confidence) Recognise(BankFile file) =>
        readers.Select(reader => (reader, Math.Round(Math.Clamp(reader.Recognise(file), 0, 1), 2))).MaxBy(pair => pair.Item2);
}
