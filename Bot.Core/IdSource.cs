using System.Security.Cryptography;

namespace Bot.Core;

/// <summary>
/// Hands out version-7 UUIDs that sort in the order in which one process asked for them: the 12 bits behind the version
/// count within a millisecond (RFC 9562, section 6.2, method 1).
/// </summary>
/// <param name="time">The clock.</param>
public sealed class IdSource(TimeProvider time)
{
    private readonly Lock _gate = new();
    private long _lastMs;
    private int _counter;

    /// <summary>Makes the next identifier.</summary>
    /// <returns>A UUID that sorts behind all that this source gave before, however the clock was set.</returns>
    public Guid Next()
    {
        long milliseconds;
        int counter;
        lock (_gate)
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            (_lastMs, _counter) = now > _lastMs ? (now, 0)
                : _counter < 0xFFF ? (_lastMs, _counter + 1)
                : (_lastMs + 1, 0);
            (milliseconds, counter) = (_lastMs, _counter);
        }

        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[8..]);
        for (var i = 0; i < 6; i++)
        {
            bytes[i] = (byte)(milliseconds >> (40 - (8 * i)));
        }

        bytes[6] = (byte)(0x70 | (counter >> 8));
        bytes[7] = (byte)counter;
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}
