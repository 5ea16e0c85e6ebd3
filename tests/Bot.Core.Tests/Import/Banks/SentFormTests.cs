using System.Collections.Immutable;
using Bot.Core.Banks;
using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Inbox;

namespace Bot.Core.Tests.Import.Banks;

/// <summary>What is wrong with the form of /bank import is said before anything is read.</summary>
public sealed class SentFormTests
{
    private static readonly AttachedFile Guide = new("guide.md", 900, "link");

    [Fact]
    public void A_file_or_a_text_will_do()
    {
        Assert.Empty(FaultsOf("1. Why?"));
        Assert.Empty(FaultsOf("", Guide));
        Assert.Empty(FaultsOf("", file: null, new ImportArgument("csv", new AttachedFileId(Guid.CreateVersion7(DateTimeOffset.UnixEpoch)))));
    }

    [Fact]
    public void Neither_is_too_little_and_both_are_too_much()
    {
        Assert.Equal([new FormFault("text", "Attach a file, or paste at least one question.")], FaultsOf("  "));
        Assert.Equal([new FormFault("text", "There is a file and a text. Send one of them.")], FaultsOf("1. Why?", Guide));
    }

    [Fact]
    public void What_is_too_large_is_said_with_its_size()
    {
        Assert.Equal([new FormFault("file", "That file has 1,001 bytes; at most 1,000 are read.")], FaultsOf("", Guide with { Size = 1_001 }));
        Assert.Equal([new FormFault("text", "That is 40,001 characters; at most 40,000 fit. Attach it as a file.")], FaultsOf(new string('x', 40_001)));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("outline-bank", false)]
    [InlineData(null, true)]
    [InlineData("outline-bank", true)]
    public void The_argument_comes_back_as_it_went_and_is_short_enough_for_every_platform(string? format, bool isKept)
    {
        var argument = new ImportArgument(format, isKept ? new AttachedFileId(Guid.Parse("0193a4e0-0000-7000-8000-0123456789ab")) : null);

        Assert.Equal(argument, ImportArgument.Read(argument.ToString()));
        Assert.InRange(argument.ToString().Length, 0, 50);
    }

    [Theory]
    [InlineData("+")]
    [InlineData("csv+nonsense")]
    [InlineData("++")]
    public void A_mangled_argument_names_no_file(string argument) => Assert.Null(ImportArgument.Read(argument).Kept);

    private static ImmutableArray<FormFault> FaultsOf(string text, AttachedFile? file = null, ImportArgument argument = default)
    {
        var form = new ChatAction.Form("bank.import", argument.ToString(), ImmutableDictionary<string, string>.Empty.Add("pack", "ours").Add("text", text));
        return BankWords.FaultsOf(file is null ? form : form with { Files = ImmutableDictionary<string, AttachedFile>.Empty.Add("file", file) }, mostBytes: 1_000);
    }
}
