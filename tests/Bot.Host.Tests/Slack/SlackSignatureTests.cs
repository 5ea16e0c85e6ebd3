using System.Text;
using Bot.Host.Slack.Http;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Host.Tests.Slack;

public sealed class SlackSignatureTests
{
    // The worked example of Slack's documentation, https://docs.slack.dev/authentication/verifying-requests-from-slack
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const string At = "1531420618";
    private const string Right = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
        + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c");

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void What_slack_signed_is_taken_for_five_minutes(int seconds, bool isRight) =>
        Assert.Equal(isRight, SignedAt(seconds).IsRight(Right, At, Body));

    [Theory]
    [InlineData(null, At)]
    [InlineData(Right, null)]
    [InlineData(Right, "")]
    [InlineData(Right, "soon")]
    [InlineData(Right, "-1531420618")]
    [InlineData("", At)]
    [InlineData("v0=", At)]
    [InlineData("v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", At)]
    [InlineData("v0=A2114D57B48EAC39B9AD189DD8316235A7B4A8D21A10BD27519666489C69B503", At)]
    public void What_is_not_signed_is_refused(string? signature, string? timestamp) => Assert.False(SignedAt(0).IsRight(signature, timestamp, Body));

    [Fact]
    public void No_other_body_and_no_other_signature_is_right() =>
        Gen.Select(Gen.Byte.Array, Gen.String).Sample((body, signature) =>
        {
            Assert.False(SignedAt(0).IsRight(Right, At, body));
            Assert.False(SignedAt(0).IsRight(signature, At, Body));
        });

    private static SlackSignature SignedAt(int secondsLater) =>
        new(Secret, new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1531420618 + secondsLater)));
}
