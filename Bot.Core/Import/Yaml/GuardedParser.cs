using System.Diagnostics.CodeAnalysis;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Bot.Core.Import.Yaml;

/// <summary>
/// YamlDotNet's parser, made to fail in one way only. On some broken input the library trips over itself with exceptions
/// of the runtime (<c>!&lt;&gt;</c> is an ArgumentException), which an author's mistake must not become.
/// </summary>
internal sealed class GuardedParser : IParser
{
    private readonly Scanner scanner;
    private readonly Parser parser;

    public GuardedParser(string text)
    {
        scanner = new Scanner(new StringReader(text), skipComments: true);
        parser = new Parser(scanner);
    }

    public ParsingEvent? Current => parser.Current;

    [SuppressMessage("Design", "CA1031", Justification = "An edge: whatever the library throws, the file is to blame, and is named.")]
    public bool MoveNext()
    {
        try
        {
            return parser.MoveNext();
        }
        catch (Exception e) when (e is not YamlException)
        {
            throw new YamlException(scanner.CurrentPosition, scanner.CurrentPosition, "While scanning for the next token, found something that makes no sense here.", e);
        }
    }
}
