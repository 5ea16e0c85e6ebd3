using System.CommandLine;
using System.Text.Json;
using Bot.Host.Commands;

namespace Bot.Host.Tests.Commands;

public sealed class SchedulePreviewCommandTests
{
    [Theory]
    [InlineData("0 30 2 * * ?", "Europe/Berlin", "2026-03-29", "2026-03-29", """[{"localDate":"2026-03-29","localTime":"03:00:00","utc":"2026-03-29T01:00:00Z","note":"after-gap"}]""")]
    [InlineData("0 30 2 * * ?", "Europe/Berlin", "2026-10-25", "2026-10-25", """[{"localDate":"2026-10-25","localTime":"02:30:00","utc":"2026-10-25T00:30:00Z","note":"first-of-two"}]""")]
    [InlineData("5 4 3 ? * SUN", "asia/kathmandu", "2026-01-01", "2026-01-12", """[{"localDate":"2026-01-04","localTime":"03:04:05","utc":"2026-01-03T21:19:05Z","note":null},{"localDate":"2026-01-11","localTime":"03:04:05","utc":"2026-01-10T21:19:05Z","note":null}]""")]
    [InlineData("0 0 9 * * ?", "Pacific/Apia", "2011-12-30", "2011-12-30", """[{"localDate":"2011-12-31","localTime":"00:00:00","utc":"2011-12-30T10:00:00Z","note":"after-gap"}]""")]
    [InlineData("0 0 9 25 12 ?", "UTC", "2026-01-01", "2026-06-30", "[]")]
    [InlineData("0 0 9 * * ? 2020", "UTC", "2026-01-01", "2026-06-30", "[]")]
    public void With_json_the_answer_is_one_array_and_nothing_else(string cron, string zone, string from, string to, string expected)
    {
        var (exit, output, error) = Run("--cron", cron, "--zone", zone, "--from", from, "--to", to, "--json");

        Assert.Equal((0, expected + Environment.NewLine, ""), (exit, output, error));
    }

    [Fact]
    public void A_schedule_of_every_second_is_written_as_it_is_worked_out()
    {
        var (exit, output, _) = Run("--cron", "* * * * * ?", "--zone", "Europe/Berlin", "--from", "2026-10-25", "--to", "2026-10-25", "--json");

        Assert.Equal(0, exit);
        using var rows = JsonDocument.Parse(output);
        Assert.Equal(86_400, rows.RootElement.GetArrayLength());
    }

    [Fact]
    public void Without_json_a_person_can_read_it()
    {
        var (exit, output, error) = Run("--cron", "0 30 2 * * ?", "--zone", "Europe/Berlin", "--from", "2026-03-28", "--to", "2026-03-30");

        Assert.Equal(
            """
            every day at 02:30 in Europe/Berlin, 2026-03-28 to 2026-03-30

            date        day  time      UTC                   note
            2026-03-28  Sat  02:30:00  2026-03-28T01:30:00Z
            2026-03-29  Sun  03:00:00  2026-03-29T01:00:00Z  the clocks skip 02:30:00: runs right after the gap
            2026-03-30  Mon  02:30:00  2026-03-30T00:30:00Z

            3 times

            """,
            output);
        Assert.Equal((0, ""), (exit, error));
    }

    [Fact]
    public void A_person_is_told_when_nothing_fires()
    {
        var (exit, output, _) = Run("--cron", "0 0 9 25 12 ?", "--zone", "UTC", "--from", "2026-03-28", "--to", "2026-03-30");

        Assert.Equal(0, exit);
        Assert.Contains("Nothing fires on these dates.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--cron", "0 9 * * *", "--cron: \"0 9 * * *\" has 5 fields, as Unix writes cron; here seconds come first, so write \"0 0 9 * * ?\".")]
    [InlineData("--cron", "0 0 9 30 2 ?", "--cron: \"0 0 9 30 2 ?\" never fires: no day is all that its fields ask for, as with 30 February. Change the day, month or year.")]
    [InlineData("--cron", "", "--cron missing: write, for example, --cron \"0 0 9 * * ?\" --zone Europe/Berlin --from 2026-03-01 --to 2026-03-31.")]
    [InlineData("--zone", "berlin", "--zone: \"berlin\" is not a time zone: did you mean \"Europe/Berlin\"?")]
    [InlineData("--from", "2026-02-30", "--from: there is no 2026-02-30: February 2026 has the days 01 to 28.")]
    [InlineData("--from", "2026-13-01", "--from: there is no month 13 in 2026-13-01: write one from 01 to 12, as in YYYY-MM-DD.")]
    [InlineData("--from", "30.3.2026", "--from: \"30.3.2026\" is not a date: write it as YYYY-MM-DD, such as 2026-03-29.")]
    [InlineData("--to", "2026-3-9", "--to: \"2026-3-9\" is not a date: write it as YYYY-MM-DD, such as 2026-03-29.")]
    [InlineData("--to", "2026-01-01", "--from 2026-03-01 lies after --to 2026-01-01: write the earlier date as --from.")]
    public void A_mistake_is_answered_in_one_line_that_names_the_option(string option, string value, string expected)
    {
        string[] arguments = ["--cron", "0 0 9 * * ?", "--zone", "Europe/Berlin", "--from", "2026-03-01", "--to", "2026-03-31", "--json"];
        arguments[Array.IndexOf(arguments, option) + 1] = value;

        Assert.Equal((1, "", expected + Environment.NewLine), Run(arguments));
    }

    [Theory]
    [InlineData("--json", "--cron, --zone, --from, --to missing")]
    [InlineData("--cron|--zone|UTC|--from|2026-03-01|--to|2026-03-01", "--cron missing")]
    [InlineData("--cron|0|0|9|*|*|?|--zone|UTC|--from|2026-03-01|--to|2026-03-01", "A cron expression needs quotes around it")]
    [InlineData("--cron|0 0 9 * * ?|--zone|UTC|--zone|UTC|--from|2026-03-01|--to|2026-03-01", "--zone is there more than once")]
    [InlineData("--cron|0 0 9 * * ?|--zone|UTC|--from|2026-03-01|--to|2026-03-01|--loud", "\"--loud\" belongs to no option")]
    public void A_command_line_that_does_not_hang_together_is_answered_in_one_line(string arguments, string expected)
    {
        var (exit, output, error) = Run(arguments.Split('|'));

        Assert.Equal((1, ""), (exit, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Equal(error.IndexOf('\n', StringComparison.Ordinal), error.Length - 1);
    }

    private static (int Exit, string Output, string Error) Run(params string[] arguments)
    {
        var root = new RootCommand { new Command("schedule") { SchedulePreviewCommand.Create() } };
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = root.Parse(["schedule", "preview", .. arguments]).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (exit, output.ToString(), error.ToString());
    }
}
