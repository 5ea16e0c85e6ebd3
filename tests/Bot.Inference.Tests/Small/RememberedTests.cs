using Bot.Inference.Small;

namespace Bot.Inference.Tests.Small;

public sealed class RememberedTests
{
    [Fact]
    public void What_was_asked_for_is_not_worked_out_again()
    {
        var worked = 0;
        var remembered = new Remembered<string, int>(generation: 2);

        Assert.Equal((1, 1), (Length("a"), Length("a")));
        Assert.Equal(1, worked);

        int Length(string key) => remembered.Of(key, text =>
        {
            worked++;
            return text.Length;
        });
    }

    [Fact]
    public void What_nobody_asks_for_is_forgotten_and_what_is_in_use_is_kept()
    {
        var worked = new List<int>();
        var remembered = new Remembered<int, int>(generation: 3);

        for (var i = 1; i <= 20; i++)
        {
            Double(i);
            Double(0);
        }

        Assert.InRange(remembered.Count, 1, 6);
        Assert.Single(worked, 0);
        Double(1);
        Assert.Equal(2, worked.Count(key => key == 1));

        void Double(int key) => Assert.Equal(2 * key, remembered.Of(key, value =>
        {
            worked.Add(value);
            return 2 * value;
        }));
    }
}
