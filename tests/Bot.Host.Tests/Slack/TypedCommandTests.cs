using System.Collections.Immutable;
using Bot.Core.Chat;
using Bot.Host.Slack.Interactions;
using CsCheck;

namespace Bot.Host.Tests.Slack;

public sealed class TypedCommandTests
{
    private static readonly ImmutableArray<ChatCommand> Known =
    [
        new("help", "Help"),
        new("quiz", "Asks", [new ChatOption("topic", "Which", []), new ChatOption("level", "How hard", ["basic"])]),
        new("schedule add", "Adds", [new ChatOption("when", "When", []), new ChatOption("zone", "Where", [])]),
        new("schedule list", "Lists"),
    ];

    [Theory]
    [InlineData("/redflag", "", "help")]
    [InlineData("/redflag", "quiz", "quiz")]
    [InlineData("/quiz", "", "quiz")]
    [InlineData("/redflag", "quiz topic:attention level:basic", "quiz topic=attention level=basic")]
    [InlineData("/redflag", "QUIZ Topic:attention", "quiz topic=attention")]
    [InlineData("/redflag", "quiz fine tuning", "quiz topic=fine tuning")]
    [InlineData("/redflag", "quiz topic:fine tuning level:basic", "quiz topic=fine tuning level=basic")]
    [InlineData("/redflag", "quiz topic:\"fine tuning\"", "quiz topic=fine tuning")]
    [InlineData("/redflag", "quiz topic:“fine tuning”", "quiz topic=fine tuning")]
    [InlineData("/redflag", "quiz \"level: basic\"", "quiz topic=level: basic")]
    [InlineData("/redflag", "quiz a &amp; b &lt;c&gt;", "quiz topic=a & b <c>")]
    [InlineData("/schedule", "add when:09:00 mon,wed zone:Europe/Berlin", "schedule add when=09:00 mon,wed zone=Europe/Berlin")]
    [InlineData("/redflag", "schedule   add   9:00", "schedule add when=9:00")]
    [InlineData("/redflag", "quiz https://example.org", "quiz topic=https://example.org")]
    [InlineData("/redflag", "quizz", "quizz")]
    [InlineData("/redflag", "schedule", "schedule")]
    [InlineData("/redflag", "schedule ad", "schedule ad")]
    [InlineData("/redflag", "/quiz attention", "quiz topic=attention")]
    public void What_people_type_is_read(string command, string text, string expected)
    {
        var (read, fault) = TypedCommand.Read(command, text, Known);

        Assert.Null(fault);
        Assert.Equal(expected, string.Join(' ', read!.Options
            .OrderBy(option => option.Key == "topic" || option.Key == "when" ? 0 : 1)
            .Select(option => $"{option.Key}={option.Value}").Prepend(read.Name)));
    }

    [Theory]
    [InlineData("quiz topik:attention", "/redflag quiz has no option topik. It takes topic:, level:. Put what has a colon in it between quotes: topic:\"a: b\"")]
    [InlineData("schedule list all", "/redflag schedule list takes nothing behind it.")]
    [InlineData("quiz topic:\"attention", "A quote is opened and never closed. Close it with another \", or leave it out.")]
    public void What_cannot_be_read_is_explained(string text, string expected)
    {
        var (read, fault) = TypedCommand.Read("/redflag", text, Known);

        Assert.Null(read);
        Assert.Equal(expected, fault!.Text);
    }

    [Fact]
    public void Anything_typed_gives_a_command_or_a_word_about_it() =>
        Gen.String.Sample(text =>
        {
            var (read, fault) = TypedCommand.Read("/redflag", text, Known);
            Assert.True(read is null != fault is null);
        });
}
