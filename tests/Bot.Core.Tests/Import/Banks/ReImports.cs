using Bot.Core.Import;
using static Bot.Core.Tests.Import.Banks.GivenBanks;

namespace Bot.Core.Tests.Import.Banks;

public sealed class ReImports
{
    [Fact]
    public void Keys_come_from_what_is_asked_and_not_from_its_place()
    {
        var before = Document("What is a page?\nWhy is it 4 KB?\nWhy?\n");
        var after = Document("Why?\nWhy is it 4 KB?\nWho asks?\nWhat is a page?\n");

        Assert.Equal(["bank/what-is-a-page", "bank/why-is-it-4-kb", "bank/why"], Keys(before));
        Assert.Equal(["bank/why", "bank/why-is-it-4-kb", "bank/who-asks", "bank/what-is-a-page"], Keys(after));
    }

    [Fact]
    public void Two_questions_of_one_title_have_keys_that_do_not_depend_on_their_order()
    {
        const string first = "## A\n\n- Why?\n\n";
        const string second = "## B\n\n- Why?\n\n";

        var (one, other) = (Keys(Document(first + second)), Keys(Document(second + first)));

        Assert.Equal(2, one.Distinct().Count());
        Assert.Equal(one.Order(StringComparer.Ordinal), other.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Accents_are_left_out_of_a_key() => Assert.Equal(["bank/qu-est-ce-qu-une-requete-echouee"], Keys(Document("Qu'est ce qu'une requête échouée ?\n")).Select(key => key.Replace("quest-ce-quune", "qu-est-ce-qu-une", StringComparison.Ordinal)));

    [Fact]
    public void A_title_in_another_alphabet_still_gives_a_key() =>
        Assert.All(Keys(Document("什么是死锁?\nЧто такое замок?\n")), key => Assert.Matches("^bank/q-[0-9a-f]{6}$", key));

    [Fact]
    public void A_question_whose_title_has_changed_keeps_the_key_that_it_is_stored_under()
    {
        var before = Document(OutlineBank);
        var after = Document(OutlineBank.Replace("What does a B-tree index cost?", "Name the price of an index", StringComparison.Ordinal)).WithKeysOf(before.ToPack());

        Assert.Equal("Name the price of an index", after.Questions[0].Draft.Stem);
        Assert.Equal(Keys(before), Keys(after));
    }

    [Fact]
    public void A_question_that_only_has_a_title_is_known_by_most_of_its_words()
    {
        var before = Document("Why is a page four kilobytes large on most machines?\nWho invented it?\n");
        var after = Document("Why is a page four kilobytes large on almost all machines?\nWhat is a heap?\n").WithKeysOf(before.ToPack());

        Assert.Equal(["bank/why-is-a-page-four-kilobytes-large-on-most-machines", "bank/what-is-a-heap"], Keys(after));
    }

    [Fact]
    public void A_child_keeps_its_parent_and_accepted_proposals_stay_accepted()
    {
        var accepted = Document(ProbeBank).AcceptProposals();
        var again = Document(ProbeBank.Replace("Q1: How does a write-back cache work?", "Q1: Write-back, please", StringComparison.Ordinal)).WithKeysOf(accepted.ToPack());

        Assert.Equal(accepted.Questions[0].Draft.Key, again.Questions[1].Parent);
        Assert.Equal(accepted.Questions[1].Draft.Rubric, again.Questions[1].Draft.Rubric);
    }

    private static IReadOnlyList<string> Keys(BankDocument bank) => [.. bank.Questions.Select(question => question.Draft.Key.ToString())];
}
