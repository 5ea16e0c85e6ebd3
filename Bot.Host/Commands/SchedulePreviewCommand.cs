using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Bot.Core.Drills;
using NodaTime;
using NodaTime.Text;

namespace Bot.Host.Commands;

/// <summary><c>schedule preview</c>: when a schedule would fire, before anybody is asked to keep to it. Opens no database.</summary>
internal sealed partial class SchedulePreviewCommand
{
    // How much text is put together before it is written.
    private const int Chunk = 32 * 1024;

    // An option may be there any number of times and with or without a value, because every mistake is answered here: left to itself, the parser
    // would print its help on standard output, which is kept for the answer.
    private readonly Option<string[]> cron = Text("--cron", "The cron expression: seconds, minutes, hours, day of month, month, day of week and, if wanted, year. Quote it.");
    private readonly Option<string[]> zone = Text("--zone", "The IANA name of the time zone, such as Europe/Berlin.");
    private readonly Option<string[]> from = Text("--from", "The first local date, as YYYY-MM-DD.");
    private readonly Option<string[]> to = Text("--to", "The last local date, as YYYY-MM-DD.");
    private readonly Option<bool> json = new("--json") { Description = "Write one JSON array instead of a table.", Arity = ArgumentArity.Zero };

    public static Command Create()
    {
        var preview = new SchedulePreviewCommand();
        var command = new Command("preview", "Show when a schedule would fire.") { preview.cron, preview.zone, preview.from, preview.to, preview.json };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(preview.Run);
        return command;
    }

    private static Option<string[]> Text(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.ZeroOrMore, AllowMultipleArgumentsPerToken = false };

    private int Run(ParseResult parsed)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (!TryRead(parsed, out var range, out var fault))
        {
            error.WriteLine(fault);
            return 1;
        }

        var fires = range.Calendar.OnDates(range.From, range.To);
        if (parsed.GetValue(json)) WriteJson(fires, output);
        else WriteTable(range, fires, output);
        return 0;
    }

    private bool TryRead(ParseResult parsed, [NotNullWhen(true)] out Range? range, [NotNullWhen(false)] out string? fault)
    {
        range = null;
        Option<string[]>[] options = [cron, zone, from, to];
        var missing = options.Where(option => parsed.GetValue(option) is null or [] or [""]).Select(option => option.Name).ToArray();
        var twice = options.FirstOrDefault(option => parsed.GetValue(option) is { Length: > 1 });
        fault = parsed.UnmatchedTokens is [var stray, ..] ? $"\"{Line(stray)}\" belongs to no option. A cron expression needs quotes around it, as in --cron \"0 0 9 * * ?\"."
            : missing.Length > 0 ? $"{string.Join(", ", missing)} missing: write, for example, --cron \"0 0 9 * * ?\" --zone Europe/Berlin --from 2026-03-01 --to 2026-03-31."
            : twice is not null ? $"{twice.Name} is there more than once: leave one."
            : null;
        if (fault is not null) return false;

        if (!FireCalendar.TryCreate(parsed.GetValue(cron)![0], parsed.GetValue(zone)![0], out var calendar, out var wrong))
        {
            fault = $"--{wrong.Field}: {wrong.Message}";
            return false;
        }

        if (!TryReadDate(parsed, from, out var first, out fault) || !TryReadDate(parsed, to, out var last, out fault)) return false;
        if (last < first)
        {
            fault = $"--from {Written(first)} lies after --to {Written(last)}: write the earlier date as --from.";
            return false;
        }

        range = new Range(calendar, first, last);
        return true;
    }

    private static bool TryReadDate(ParseResult parsed, Option<string[]> option, out LocalDate date, [NotNullWhen(false)] out string? fault)
    {
        var text = parsed.GetValue(option)![0].Trim();
        date = default;
        fault = $"{option.Name}: \"{Line(text)}\" is not a date: write it as YYYY-MM-DD, such as 2026-03-29.";
        if (Date.Match(text) is not { Success: true } match) return false;

        var (year, month, day) = (Number("year"), Number("month"), Number("day"));
        if (year == 0) return false;
        if (month is < 1 or > 12)
        {
            fault = $"{option.Name}: there is no month {match.Groups["month"].Value} in {text}: write one from 01 to 12, as in YYYY-MM-DD.";
            return false;
        }

        var days = CalendarSystem.Iso.GetDaysInMonth(year, month);
        if (day < 1 || day > days)
        {
            fault = $"{option.Name}: there is no {text}: {CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month)} {match.Groups["year"].Value} has the days 01 to {days}.";
            return false;
        }

        (date, fault) = (new LocalDate(year, month, day), null);
        return true;

        int Number(string part) => int.Parse(match.Groups[part].Value, CultureInfo.InvariantCulture);
    }

    private static void WriteJson(IEnumerable<PlannedFire> fires, TextWriter output)
    {
        var text = new StringBuilder("[");
        var separator = "";
        foreach (var fire in fires)
        {
            var note = fire.Note switch { FireNote.AfterGap => "\"after-gap\"", FireNote.FirstOfTwo => "\"first-of-two\"", _ => "null" };
            text.Append(CultureInfo.InvariantCulture, $$"""{{separator}}{"localDate":"{{Written(fire.Local.Date)}}","localTime":"{{Written(fire.Local.TimeOfDay)}}","utc":"{{Written(fire.At)}}","note":{{note}}}""");
            separator = ",";
            if (text.Length >= Chunk) Flush(text, output);
        }

        text.Append(']').AppendLine();
        Flush(text, output);
    }

    private static void WriteTable(Range range, IEnumerable<PlannedFire> fires, TextWriter output)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{WhenText.Describe(range.Calendar.Cron)} in {range.Calendar.Zone}, {Written(range.From)} to {Written(range.To)}").AppendLine().AppendLine();
        var count = 0L;
        foreach (var fire in fires)
        {
            if (count++ == 0) text.AppendLine("date        day  time      UTC                   note");
            var planned = fire.PlannedDate == fire.Local.Date ? Written(fire.Slot) : $"{Written(fire.PlannedDate)} {Written(fire.Slot)}";
            var note = fire.Note switch
            {
                FireNote.AfterGap => $"  the clocks skip {planned}: runs right after the gap",
                FireNote.FirstOfTwo => "  comes twice this day: runs the first time",
                _ => "",
            };
            text.Append(CultureInfo.InvariantCulture, $"{Written(fire.Local.Date)}  {fire.Local.DayOfWeek.ToString()[..3]}  {Written(fire.Local.TimeOfDay)}  {Written(fire.At)}{note}").AppendLine();
            if (text.Length >= Chunk) Flush(text, output);
        }

        text.AppendLine(count == 0 ? "Nothing fires on these dates." : string.Create(CultureInfo.InvariantCulture, $"{Environment.NewLine}{count} {(count == 1 ? "time" : "times")}"));
        Flush(text, output);
    }

    private static void Flush(StringBuilder text, TextWriter output)
    {
        output.Write(text);
        output.Flush();
        text.Clear();
    }

    private static string Line(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));

    private static string Written(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private static string Written(LocalTime time) => LocalTimePattern.GeneralIso.Format(time);

    private static string Written(DateTimeOffset utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Date { get; }

    private sealed record Range(FireCalendar Calendar, LocalDate From, LocalDate To);
}
