using System.Buffers.Text;

namespace Bot.Core.Chat;

/// <summary>What makes a message recognisable when it is sent again: 22 characters, so that it fits Discord's nonce of 25.</summary>
/// <param name="Value">The key.</param>
public readonly record struct PostKey(string Value)
{
    /// <summary>Makes the key of an identifier; always the same for the same one.</summary>
    /// <param name="id">The identifier.</param>
    /// <returns>The identifier's 16 bytes as base64url.</returns>
    public static PostKey From(Guid id) => new(Base64Url.EncodeToString(id.ToByteArray(bigEndian: true)));

    /// <inheritdoc/>
    public override string ToString() => Value;
}
