namespace Bot.Core.Tests;

/// <summary>The files of the repository that the tests were built from.</summary>
internal static class Repository
{
    public static string PathTo(params string[] parts)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Bot.sln")))
        {
            root = root.Parent;
        }

        return Path.Combine([root?.FullName ?? throw new DirectoryNotFoundException("No folder above the tests holds Bot.sln."), .. parts]);
    }
}
