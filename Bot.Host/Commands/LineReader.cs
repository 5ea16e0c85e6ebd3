using System.Text;

namespace Bot.Host.Commands;

/// <summary>Reads lines that end with a line feed, and never holds more than one, nor one that is too long.</summary>
internal sealed class LineReader(TextReader reader)
{
    /// <summary>How many characters a line may have.</summary>
    public const int Longest = 4 * 1024 * 1024;

    private readonly char[] _buffer = new char[16 * 1024];
    private int _at;
    private int _end;
    private bool _isFirst = true;

    /// <summary>Reads the next line.</summary>
    /// <returns>The line, without its end and without a byte order mark; or <see langword="null"/> at the end.</returns>
    public async ValueTask<Line?> ReadAsync(CancellationToken cancellationToken)
    {
        var (line, length) = (new StringBuilder(), 0L);
        while (true)
        {
            if (_at == _end)
            {
                (_at, _end) = (0, await reader.ReadAsync(_buffer.AsMemory(), cancellationToken));
                if (_end == 0)
                    return length > 0 ? Finish(line, length) : null;
            }

            var feed = Array.IndexOf(_buffer, '\n', _at, _end - _at);
            var to = feed < 0 ? _end : feed;
            length += to - _at;
            if (length <= Longest)
                line.Append(_buffer, _at, to - _at);
            else
                line.Clear();
            _at = feed < 0 ? to : to + 1;
            if (feed >= 0)
                return Finish(line, length);
        }
    }

    private Line Finish(StringBuilder line, long length)
    {
        var isFirst = _isFirst;
        _isFirst = false;
        return length > Longest ? new Line(null) : new Line(isFirst ? line.ToString().TrimStart('\uFEFF') : line.ToString());
    }

    /// <summary>A line of input.</summary>
    /// <param name="Text">The text, or <see langword="null"/> when it is too long.</param>
    internal readonly record struct Line(string? Text);
}
