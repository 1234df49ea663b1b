using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Dragoman.Web.Security;

/// <summary>
/// Secrets of keys and sessions: 256 bits by chance, kept as their SHA-256. They cannot be guessed, so a slow hash would add nothing; passwords
/// are hashed slowly (<see cref="AccountDesk"/>).
/// </summary>
internal static class Secrets
{
    private const string KeyPrefix = "dgm_";
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private static readonly SearchValues<char> Characters = SearchValues.Create(Alphabet);
    private const int IdLength = 12;
    private const int SecretLength = 52;

    /// <summary>A new secret for a session's cookie.</summary>
    public static string NewToken() => RandomNumberGenerator.GetString(Alphabet, SecretLength);

    /// <summary>A new key: its id, which is no secret, and the whole of it, <c>dgm_ID_SECRET</c>.</summary>
    public static (string Id, string Key, string Hash) NewKey()
    {
        var id = RandomNumberGenerator.GetString(Alphabet, IdLength);
        var secret = NewToken();
        return (id, $"{KeyPrefix}{id}_{secret}", Hash(secret));
    }

    /// <summary>Takes a key apart.</summary>
    public static bool TryReadKey(string? key, [NotNullWhen(true)] out string? id, [NotNullWhen(true)] out string? secret)
    {
        (id, secret) = (null, null);
        if (key is not { Length: 4 + IdLength + 1 + SecretLength } || !key.StartsWith(KeyPrefix, StringComparison.Ordinal) || key[4 + IdLength] != '_') return false;
        if (key.AsSpan(4, IdLength).ContainsAnyExcept(Characters) || key.AsSpan(4 + IdLength + 1).ContainsAnyExcept(Characters)) return false;
        id = key.Substring(4, IdLength);
        secret = key[(4 + IdLength + 1)..];
        return true;
    }

    /// <summary>SHA-256 of a secret, in hexadecimal.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Whether a secret has a hash; takes the same time whatever differs.</summary>
    public static bool Fits(string secret, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(secret)), Encoding.ASCII.GetBytes(hash));
}
