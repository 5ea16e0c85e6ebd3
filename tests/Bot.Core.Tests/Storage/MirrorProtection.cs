using Microsoft.AspNetCore.DataProtection;

namespace Bot.Core.Tests.Storage;

/// <summary>Protects by writing backwards: enough to see that a secret went through protection both ways.</summary>
internal sealed class MirrorProtection : IDataProtectionProvider, IDataProtector
{
    public IDataProtector CreateProtector(string purpose) => this;

    public byte[] Protect(byte[] plaintext) => [.. plaintext.Reverse()];

    public byte[] Unprotect(byte[] protectedData) => [.. protectedData.Reverse()];
}
