using System.Net;
using Microsoft.Extensions.Options;

namespace Bot.Host.LocalChat;

/// <summary>Checks the settings one by one.</summary>
[OptionsValidator]
internal sealed partial class LocalChatOptionsValidator : IValidateOptions<LocalChatOptions>;

/// <summary>Checks that the page is not served beyond this machine by accident.</summary>
internal sealed class LocalChatReachValidator : IValidateOptions<LocalChatOptions>
{
    public ValidateOptionsResult Validate(string? name, LocalChatOptions options) =>
        !IPAddress.TryParse(options.Address, out var address)
            ? ValidateOptionsResult.Fail($"LocalChat:Address is '{options.Address}', which is not an IP address. Leave it out to serve the page on 127.0.0.1.")
            : !IPAddress.IsLoopback(address) && !options.AllowRemote
                ? ValidateOptionsResult.Fail(
                    $"LocalChat:Address is '{options.Address}', which can be reached from other machines. Leave it out, or set LocalChat:AllowRemote to true if that is what you want.")
                : ValidateOptionsResult.Success;
}
