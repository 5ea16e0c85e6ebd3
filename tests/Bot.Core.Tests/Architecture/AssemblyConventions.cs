using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Bot.Core.Tests.Architecture;

/// <summary>The house rules that an assembly and its source have to keep. One subclass an assembly.</summary>
/// <param name="assembly">The assembly.</param>
/// <param name="folder">The folder of its source, which is also its root namespace.</param>
public abstract partial class AssemblyConventions(Assembly assembly, string folder)
{
    /// <summary>Frameworks whose interfaces fix a method's name or parameters.</summary>
    private static readonly string[] Frameworks = ["Quartz.", "Microsoft.", "System."];

    private IEnumerable<Type> Types => assembly.GetTypes().Where(type =>
        type.Namespace?.StartsWith(folder, StringComparison.Ordinal) == true && !IsGenerated(type));

    private IEnumerable<(string Path, string Text)> Sources => Directory
        .GetFiles(Repository.PathTo(folder), "*.cs", SearchOption.AllDirectories)
        .Select(file => (Path: Path.GetRelativePath(Repository.PathTo(), file).Replace('\\', '/'), Text: File.ReadAllText(file)))
        .Where(file => !file.Path.Contains("/obj/", StringComparison.Ordinal) && !file.Path.Contains("/bin/", StringComparison.Ordinal));

    /// <summary>Gets the methods that may return a task without "Async" in their name or without a token, as <c>Type.Method</c>, each with its reason.</summary>
    protected virtual IReadOnlyDictionary<string, string> AsyncExceptions { get; } = new Dictionary<string, string>();

    [Fact]
    public void Every_concrete_class_is_sealed() =>
        Assert.Equal([], Types.Where(type => type is { IsClass: true, IsAbstract: false, IsSealed: false }).Select(type => type.FullName));

    [Fact]
    public void Every_asynchronous_method_says_so_and_takes_a_token_last_without_a_default()
    {
        var methods = Types.SelectMany(type => type.GetMethods(
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => IsTask(method.ReturnType) && !IsGenerated(method) && !method.IsSpecialName && !IsFixedByAFramework(method))
            .ToDictionary(method => method, method => $"{method.DeclaringType!.Name}.{method.Name}");
        var wrong = methods.Where(method => !IsWellFormed(method.Key)).Select(method => method.Value).Distinct().ToList();

        Assert.Equal([], wrong.Except(AsyncExceptions.Keys));
        Assert.Equal([], AsyncExceptions.Keys.Except(wrong));
    }

    [Fact]
    public void No_method_is_async_void() => Assert.Equal([], Places(AsyncVoid));

    [Fact]
    public void No_name_says_that_a_name_is_missing() =>
        Assert.Equal([], Types.Where(type => NoName.IsMatch(type.Name)).Select(type => type.FullName));

    [Fact]
    public void No_state_is_shared_by_all() =>
        Assert.Equal(
            [],
            from type in Types
            from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            where !field.IsInitOnly && !field.IsLiteral && !IsGenerated(field)
            select $"{type.FullName}.{field.Name}");

    [Fact]
    public void Nobody_reads_the_clock_of_the_machine() => Assert.Equal([], Places(LocalClock));

    [Fact]
    public void A_file_says_the_namespace_of_its_folder() =>
        Assert.Equal(
            [],
            from file in Sources
            let said = Namespace.Match(file.Text)
            where said.Success && said.Groups["name"].Value != Path.GetDirectoryName(file.Path)!.Replace('\\', '/').Replace('/', '.')
            select file.Path);

    [Fact]
    public void A_file_is_named_after_the_type_that_it_begins_with() =>
        Assert.Equal(
            [],
            from file in Sources
            let types = TopLevel.Matches(file.Text).Select(match => match.Groups["name"].Value).ToList()
            where types.Count > 0 && !IsNamedAfter(Path.GetFileNameWithoutExtension(file.Path), types[0])
            select $"{file.Path}: {string.Join(", ", types)}");

    [Fact]
    public void Every_property_of_a_row_is_filled_by_a_column_of_that_name() =>
        Assert.Equal(
            [],
            from file in Sources
            from row in Row.Matches(file.Text)
            from property in RowProperty.Matches(row.Value)
            where !Regex.IsMatch(file.Text, $@"\bAS {property.Groups["name"].Value}\b")
            select $"{file.Path}: {property.Groups["name"].Value}");

    private static bool IsTask(Type type) =>
        typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ValueTask<>) || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));

    private static bool IsWellFormed(MethodInfo method) =>
        method.Name.EndsWith("Async", StringComparison.Ordinal)
        && method.GetParameters() is [.., { HasDefaultValue: false } last] && last.ParameterType == typeof(CancellationToken);

    private static bool IsGenerated(MemberInfo member) =>
        member.Name.Contains('<', StringComparison.Ordinal)
        || member.IsDefined(typeof(CompilerGeneratedAttribute), false)
        || member.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), false)
        || (member.DeclaringType is { } outer && IsGenerated(outer));

    private static bool IsFixedByAFramework(MethodInfo method)
    {
        var declared = method.GetBaseDefinition().DeclaringType!;
        if (declared != method.DeclaringType && Frameworks.Any(name => declared.FullName!.StartsWith(name, StringComparison.Ordinal)))
        {
            return true;
        }

        return !method.DeclaringType!.IsInterface && method.DeclaringType.GetInterfaces()
            .Where(type => Frameworks.Any(name => type.FullName?.StartsWith(name, StringComparison.Ordinal) == true))
            .Any(type => method.DeclaringType.GetInterfaceMap(type).TargetMethods.Contains(method));
    }

    /// <summary>Tells whether a file is named after its first type, or, when it holds several of a kind, after a word of it.</summary>
    private static bool IsNamedAfter(string file, string type) =>
        file == type || Words.Matches(file.TrimEnd('s')).Any(word => type.Contains(word.Value, StringComparison.Ordinal));

    private IEnumerable<string> Places(Regex pattern) =>
        from file in Sources
        from match in pattern.Matches(file.Text)
        select $"{file.Path}: {match.Value.Trim()}";

    [GeneratedRegex(@"\basync void\b")]
    private static partial Regex AsyncVoid { get; }

    [GeneratedRegex("(Helper|Manager|Util|Utils|Utility|Common|Base)$")]
    private static partial Regex NoName { get; }

    [GeneratedRegex(@"\b(DateTime|DateTimeOffset)\.(Now|UtcNow|Today)\b|\bStopwatch\b|\bEnvironment\.TickCount|\bThread\.Sleep\b|Guid\.NewGuid")]
    private static partial Regex LocalClock { get; }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace { get; }

    [GeneratedRegex(@"^(?:public |internal |file )(?:static |sealed |abstract |readonly |partial )*(?:record struct|record|class|struct|enum|interface) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevel { get; }

    [GeneratedRegex("[A-Z][a-z]+")]
    private static partial Regex Words { get; }

    [GeneratedRegex(@"^    private sealed record \w*Row\r?\n    \{.*?^    \}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Row { get; }

    [GeneratedRegex(@"public \w+\?? (?<name>\w+) \{ get; init; \}")]
    private static partial Regex RowProperty { get; }
}
