using System.Globalization;

namespace Bot.Emulation.World;

/// <summary>Gives identifiers as Discord does: milliseconds since 2015 above 22 bits that tell those of one millisecond apart.</summary>
internal sealed class Snowflakes(TimeProvider time)
{
    private static readonly DateTimeOffset Epoch = new(2015, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private long _last;

    public string Next()
    {
        _last = Math.Max((long)(time.GetUtcNow() - Epoch).TotalMilliseconds << 22, _last + 1);
        return _last.ToString(CultureInfo.InvariantCulture);
    }
}
