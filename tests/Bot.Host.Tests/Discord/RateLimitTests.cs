using System.Net;
using Bot.Host.Discord.Rest;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Host.Tests.Discord;

public sealed class RateLimitTests
{
    private static readonly RestCall Here = new(HttpMethod.Post, "/channels/messages", "channels/1/messages") { Major = "1" };
    private static readonly RestCall There = Here with { Path = "channels/2/messages", Major = "2" };
    private static readonly RestCall Callback = new(HttpMethod.Post, "/interactions/callback", "interactions/1/t/callback") { Major = "t", IsOfInteraction = true };

    private readonly FakeTimeProvider _time = new();
    private readonly RateLimits _limits;

    public RateLimitTests() => _limits = new RateLimits(_time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_bucket_is_waited_for_and_others_are_not_held_up()
    {
        await _limits.WaitAsync(Here, Token);
        Learn(Here, HttpStatusCode.OK, retryAfter: null, ("X-RateLimit-Bucket", "b"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset-After", "2.5"));

        var waiting = _limits.WaitAsync(Here, Token);
        Assert.True(_limits.WaitAsync(There, Token).IsCompletedSuccessfully);
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.5));
        await waiting;
    }

    [Fact]
    public async Task A_global_limit_holds_up_everything_but_the_answers_to_interactions()
    {
        Learn(Here, HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(3), ("X-RateLimit-Global", "true"), ("X-RateLimit-Scope", "global"));

        var waiting = _limits.WaitAsync(There, Token);
        Assert.True(_limits.WaitAsync(Callback, Token).IsCompletedSuccessfully);
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(3));
        await waiting;
    }

    [Fact]
    public async Task No_more_than_Discord_takes_go_out_in_a_second()
    {
        for (var i = 0; i < 45; i++)
        {
            Assert.True(_limits.WaitAsync(Here with { Major = $"{i}" }, Token).IsCompletedSuccessfully);
        }

        var late = _limits.WaitAsync(There, Token);
        Assert.False(late.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await late;
    }

    [Fact]
    public async Task After_many_refusals_the_bot_holds_still_before_Discord_blocks_the_address()
    {
        for (var i = 0; i < 8_000; i++)
        {
            Learn(Here, HttpStatusCode.Forbidden, retryAfter: null);
        }

        var waiting = _limits.WaitAsync(There, Token);
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromMinutes(10));
        await waiting;
    }

    [Fact]
    public void A_shared_limit_is_no_refusal_of_the_bots()
    {
        for (var i = 0; i < 8_000; i++)
        {
            Learn(Here, HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1), ("X-RateLimit-Scope", "shared"));
        }

        Assert.True(_limits.WaitAsync(There, Token).IsCompletedSuccessfully);
    }

    private void Learn(RestCall call, HttpStatusCode status, TimeSpan? retryAfter, params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage(status);
        foreach (var (name, value) in headers)
        {
            response.Headers.Add(name, value);
        }

        _limits.Learn(call, response, retryAfter);
    }
}
