namespace Dragoman.Web.Security;

/// <summary>What the options say of signing in.</summary>
/// <param name="SignInRequired">Whether whoever asks must have signed in.</param>
internal sealed record SecuritySettings(bool SignInRequired);
