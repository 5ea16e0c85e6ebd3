namespace Bot.Core.Tests;

public sealed class Conventions
{
    [Fact]
    public void Every_concrete_class_is_sealed()
    {
        var open = typeof(Core.Questions.Question).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false, IsSealed: false } && !type.Name.StartsWith('<'))
            .Select(type => type.FullName);

        Assert.Empty(open);
    }
}
