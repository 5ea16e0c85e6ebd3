using System.Text.Json;
using System.Text.RegularExpressions;
using Bot.Core.Import.Drafting;
using Bot.Core.Import.Lines;
using Bot.Core.Import.Tables;
using ZstdSharp;

namespace Bot.Core.Import.Anki;

/// <summary>Reads decks that Anki exported with or without support for older versions (.apkg, .colpkg). Pictures and sounds are left alone.</summary>
internal sealed partial class AnkiPackageReader : IBankReader
{
    private static readonly string[] Databases = ["collection.anki21b", "collection.anki21", "collection.anki2"];

    public string Format => "anki";

    public double Recognise(BankFile file)
    {
        if (!file.IsArchive)
        {
            return 0;
        }

        try
        {
            using var archive = new Archive(file.Bytes, new ImportOptions { MostArchiveFiles = 1_000_000 });
            return archive.Names.Any(Databases.Contains) ? 1 : 0;
        }
        catch (BankFormatException) when (!file.Has(".apkg") && !file.Has(".colpkg"))
        {
            return 0;
        }
    }

    public void Read(BankFile file, BankSketch bank)
    {
        if (!file.IsArchive)
        {
            throw new BankFormatException("The file is no .apkg archive. For notes in plain text, use --format anki-text.");
        }

        using var archive = new Archive(file.Bytes, bank.Options);
        var name = Databases.FirstOrDefault(name => archive.Names.Contains(name)) ?? throw new BankFormatException("There is no collection of Anki's in the archive.");
        var database = archive.Read(name)!;
        if (name.EndsWith('b'))
        {
            database = archive.Unpack(() => new DecompressionStream(new MemoryStream(database, writable: false)));
        }

        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(path, database);
            Add(AnkiCollection.Read(path), bank);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Add(List<AnkiNote> notes, BankSketch bank)
    {
        foreach (var note in notes)
        {
            var ours = Array.IndexOf(note.Names, AnkiPackageWriter.DataField);
            var question = new QuestionSketch { Number = bank.Questions.Count + 1, IsOurs = ours >= 0 && ours < note.Fields.Length };
            if (question.IsOurs && TryReadOurs(question, note.Fields[ours]))
            {
                bank.Title ??= note.Deck is [_, ..] ? note.Deck[0] : null;
                bank.Add(question);
                continue;
            }

            question.IsOurs = false;
            question.Key = note.Guid;
            question.SectionPath = [.. note.Deck.Select(FoundText.Tidy).Where(deck => deck.Length > 0 && deck != "Default")];
            question.CrossCutting.AddRange(note.Tags);
            Read(question, note);
            if (question.Title is null)
            {
                bank.Warn(1, "no-question", $"The note {FoundText.Quote(note.Guid)} has no text on its first side and was not read.");
                continue;
            }

            bank.Add(question);
        }
    }

    private static bool TryReadOurs(QuestionSketch question, string field)
    {
        try
        {
            var cells = JsonSerializer.Deserialize<Dictionary<string, string>>(System.Net.WebUtility.HtmlDecode(field), Json.Columns) ?? [];
            foreach (var (name, cell) in cells)
            {
                if (ColumnNames.Find(name) is { } column)
                {
                    QuestionCells.Read(question, column, cell ?? "", 1);
                }
            }

            return question.Title is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Read(QuestionSketch question, AnkiNote note)
    {
        for (var i = 0; i < note.Fields.Length; i++)
        {
            var text = HtmlText.Read(Sound.Replace(note.Fields[i], ""));
            if (text.Length == 0)
            {
                continue;
            }

            if (question.Title is null)
            {
                ReadFirst(question, text);
            }
            else if (question.ShortAnswer is null && i <= 1)
            {
                question.ShortAnswer = new Point(text, 1);
            }
            else
            {
                question.AddBlock(i < note.Names.Length ? note.Names[i] : null, 1).Text = text;
            }
        }

        if (question is { KeyPoints.Count: 0, ShortAnswer.Text.Length: <= TableQuestions.ShortestProse })
        {
            question.KeyPoints.Add(new Point(question.ShortAnswer.Text, 1));
        }
    }

    /// <summary>Reads a first side. Where words are to be filled in, gaps take their place, and they are what is judged by.</summary>
    private static void ReadFirst(QuestionSketch question, string text)
    {
        foreach (Match gap in Gap.Matches(text))
        {
            question.KeyPoints.Add(new Point(gap.Groups["word"].Value, 1));
        }

        question.Title = Gap.Replace(text, match => match.Groups["hint"].Success ? $"_____ ({match.Groups["hint"].Value})" : "_____");
    }

    [GeneratedRegex(@"\[sound:[^\]]*\]")]
    private static partial Regex Sound { get; }

    [GeneratedRegex(@"\{\{c\d{1,3}::(?<word>[^{}]*?)(?:::(?<hint>[^{}]*))?\}\}")]
    private static partial Regex Gap { get; }
}
