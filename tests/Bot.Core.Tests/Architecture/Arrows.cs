using System.Xml.Linq;

namespace Bot.Core.Tests.Architecture;

/// <summary>Host knows Inference and Core, Inference knows Core, Core knows neither; nor a chat SDK, the web or a model runtime.</summary>
public sealed class Arrows
{
    private static readonly string[] BeyondCore =
        ["Microsoft.AspNetCore", "Discord", "NetCord", "Remora", "Slack", "Microsoft.ML", "Microsoft.Extensions.AI", "System.CommandLine", "Bot.Host", "Bot.Inference"];

    [Theory]
    [InlineData("Bot.Core", "")]
    [InlineData("Bot.Inference", "Bot.Core")]
    [InlineData("Bot.Host", "Bot.Core Bot.Inference")]
    public void A_project_refers_only_to_those_below_it(string project, string expected)
    {
        var references = ItemsOf(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

        Assert.Equal(expected, string.Join(' ', references.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Core_takes_no_package_of_a_platform_the_web_or_a_model_runtime() =>
        Assert.Equal([], ItemsOf("Bot.Core", "PackageReference").Where(name => IsBeyond(name, BeyondCore)));

    [Fact]
    public void Core_refers_to_no_assembly_of_a_platform_the_web_or_a_model_runtime() =>
        Assert.Equal(
            [],
            typeof(Core.Questions.Question).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!).Where(name => IsBeyond(name, BeyondCore)));

    [Fact]
    public void Core_does_not_sit_on_the_framework_of_the_web() =>
        Assert.Equal(("Microsoft.NET.Sdk", 0), (
            XDocument.Load(Repository.PathTo("Bot.Core", "Bot.Core.csproj")).Root!.Attribute("Sdk")!.Value,
            ItemsOf("Bot.Core", "FrameworkReference").Count()));

    /// <summary>Data protection's abstractions name one interface, by which reply tokens are encrypted; they are no part of the web.</summary>
    private static bool IsBeyond(string name, string[] beyond) =>
        name != "Microsoft.AspNetCore.DataProtection.Abstractions" && beyond.Any(start => name.StartsWith(start, StringComparison.Ordinal));

    private static IEnumerable<string> ItemsOf(string project, string item) =>
        XDocument.Load(Repository.PathTo(project, $"{project}.csproj")).Descendants(item).Select(element => element.Attribute("Include")!.Value);
}
