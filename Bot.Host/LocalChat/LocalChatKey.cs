using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Bot.Host.LocalChat;

/// <summary>The key with which one browser is let in after a start. It works once.</summary>
/// <param name="listener">Knows the address.</param>
internal sealed class LocalChatKey(LocalChatListener listener)
{
    private readonly string _key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
    private int _used;

    /// <summary>Gets the address that lets a browser in; a secret until it was used. Complete once the server has started.</summary>
    public string EntryUrl => $"{listener.BaseUrl}/enter?key={_key}";

    /// <summary>Uses the key up.</summary>
    /// <returns><see langword="false"/> when it is not the key, or was used before.</returns>
    public bool TryUse(string key) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(_key))
        && Interlocked.Exchange(ref _used, 1) == 0;
}
