using System.Globalization;

namespace Bot.Host.Discord.Rest;

/// <summary>
/// Keeps to Discord's limits: one for each bucket and top-level identifier, one for all requests together, and one on refusals,
/// beyond which Discord blocks the address. https://docs.discord.com/developers/topics/rate-limits
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class RateLimits(TimeProvider time)
{
    private const int MostASecond = 45;
    private const int MostRefusals = 8_000;
    private const int ManyBuckets = 2_000;
    private static readonly TimeSpan RefusalWindow = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Bucket> _buckets = [];
    private readonly Dictionary<string, string> _names = [];
    private readonly Queue<DateTimeOffset> _refusals = [];
    private DateTimeOffset _secondBegan;
    private int _inSecond;
    private DateTimeOffset _blockedUntil;

    /// <summary>Waits until a request may be made, and counts it.</summary>
    /// <param name="call">The request.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task WaitAsync(RestCall call, CancellationToken cancellationToken)
    {
        while (Take(call) is { } wait)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    /// <summary>Learns from what Discord answered.</summary>
    /// <param name="call">The request.</param>
    /// <param name="response">The answer.</param>
    /// <param name="retryAfter">For how long Discord wants to be left alone; <see langword="null"/> when it said nothing of that.</param>
    public void Learn(RestCall call, HttpResponseMessage response, TimeSpan? retryAfter)
    {
        var now = time.GetUtcNow();
        var scope = Header(response, "X-RateLimit-Scope");
        lock (_gate)
        {
            if ((int)response.StatusCode is 401 or 403 || ((int)response.StatusCode is 429 && scope is not "shared"))
            {
                _refusals.Enqueue(now);
            }

            if (retryAfter is { } left && (scope is "global" || Header(response, "X-RateLimit-Global") is not null))
            {
                _blockedUntil = Max(_blockedUntil, now + left);
                return;
            }

            if (Header(response, "X-RateLimit-Bucket") is { } name)
            {
                _names[RouteOf(call)] = name;
            }

            var bucket = BucketOf(call);
            if (retryAfter is { } wait)
            {
                (bucket.Remaining, bucket.ResetsAt) = (0, now + wait);
            }
            else if (Number(response, "X-RateLimit-Remaining") is { } remaining && Number(response, "X-RateLimit-Reset-After") is { } seconds)
            {
                var resetsAt = now + TimeSpan.FromSeconds(seconds);

                // Answers overtake each other: within one window the lowest count is the latest.
                bucket.Remaining = resetsAt > bucket.ResetsAt + TimeSpan.FromMilliseconds(50) ? (int)remaining : Math.Min(bucket.Remaining, (int)remaining);
                bucket.ResetsAt = Max(bucket.ResetsAt, resetsAt);
            }

            Forget(now);
        }
    }

    private TimeSpan? Take(RestCall call)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            while (_refusals.TryPeek(out var oldest) && oldest + RefusalWindow <= now)
            {
                _refusals.Dequeue();
            }

            if (_refusals.Count >= MostRefusals)
            {
                return _refusals.Peek() + RefusalWindow - now;
            }

            var bucket = BucketOf(call);
            if (bucket.ResetsAt > now && bucket.Remaining <= 0)
            {
                return bucket.ResetsAt - now;
            }

            if (!call.IsOfInteraction)
            {
                if (_blockedUntil > now)
                {
                    return _blockedUntil - now;
                }

                if (now - _secondBegan >= TimeSpan.FromSeconds(1))
                {
                    (_secondBegan, _inSecond) = (now, 0);
                }

                if (_inSecond >= MostASecond)
                {
                    return _secondBegan + TimeSpan.FromSeconds(1) - now;
                }

                _inSecond++;
            }

            bucket.Remaining--;
            return null;
        }
    }

    // What has run out says nothing any more.
    private void Forget(DateTimeOffset now)
    {
        if (_buckets.Count > ManyBuckets)
        {
            foreach (var (name, _) in _buckets.Where(pair => pair.Value.ResetsAt <= now).ToList())
            {
                _buckets.Remove(name);
            }
        }
    }

    private Bucket BucketOf(RestCall call)
    {
        var route = RouteOf(call);
        var key = $"{_names.GetValueOrDefault(route, route)} {call.Major}";
        if (!_buckets.TryGetValue(key, out var bucket))
        {
            _buckets[key] = bucket = new Bucket();
        }

        return bucket;
    }

    private static string RouteOf(RestCall call) => $"{call.Method} {call.Route}";

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static double? Number(HttpResponseMessage response, string name) =>
        double.TryParse(Header(response, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private sealed class Bucket
    {
        public int Remaining { get; set; } = int.MaxValue;

        public DateTimeOffset ResetsAt { get; set; }
    }
}
